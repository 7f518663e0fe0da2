package zooka.commands.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RunsInParallel;
import zooka.testing.ZooKeeperProcess;

/** A server of three whose others are gone, and that lets clients read what it has. */
@OnServers
@RunsInParallel(seconds = 14)
final class ReadOnlyServerTest {

    @TempDir
    Path folder;

    private ZooKeeperProcess start(String more) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/myid"), "1\n");
        StringBuilder settings =
                new StringBuilder("tickTime=500\ninitLimit=5\nsyncLimit=2\nadmin.enableServer=false\n" + more);
        for (int id = 1; id <= 3; id++) {
            settings.append("server.%d=127.0.0.1:%d:%d\n"
                    .formatted(id, ZooKeeperProcess.freePort(), ZooKeeperProcess.freePort()));
        }
        return ZooKeeperProcess.start(
                "zookeeper-3.9.5", folder, settings.toString(), List.of("-Dreadonlymode.enabled=true"));
    }

    private static void fails(Run run, int code, String... words) {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words);
    }

    @Test
    void is_read_from_by_who_asks_for_it_and_is_no_sound_ensemble() throws IOException {
        try (ZooKeeperProcess server = start("localSessionsEnabled=true\n")) {
            Program asking = Program.with("-r", "-z", server.address());
            Run run = asking.run("ls", "/");
            assertThat(run.out()).as(run.err()).isEqualTo("zookeeper\n");
            assertThat(run.code()).isZero();
            fails(asking.run("create", "/x"), 5, "error: the server has no quorum and is read-only");
            fails(
                    Program.with("-z", server.address(), "--timeout", "3s").run("ls", "/"),
                    6,
                    server.address() + " is read-only: it has no quorum",
                    "hint: use -r before the command to read from it");
            Examination.zookeeper(server.address())
                    .finds("session", "no-quorum", "read-only", "start the other servers")
                    .finds("quorum", "no-quorum", "lost: 1 read-only; 3 voting servers")
                    .only("no-quorum");
        }
    }

    @Test
    void that_begins_no_session_is_told_from_one_that_refuses_this_client() throws IOException {
        try (ZooKeeperProcess server = start("")) {
            fails(
                    Program.with("-r", "-z", server.address(), "--timeout", "3s")
                            .run("ls", "/"),
                    6,
                    "is read-only: it has no quorum",
                    "localSessionsEnabled=true");
            Examination.zookeeper(server.address())
                    .finds("session", "no-quorum", "read-only, without sessions", "localSessionsEnabled=true")
                    .only("no-quorum");
        }
    }
}
