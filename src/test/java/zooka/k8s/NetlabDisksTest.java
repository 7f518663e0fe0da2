package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.Beside;
import zooka.testing.Program;
import zooka.testing.Program.Run;

/** ZooKeeper's data on disks that misbehave; they stand in for NFS. */
@Beside
final class NetlabDisksTest {

    private static final String ENSEMBLE = "zk-0.zk-headless:2181,zk-1.zk-headless:2181,zk-2.zk-headless:2181";

    private static Netlab netlab;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() {
        netlab = Netlab.up("--disks", "--zookeeper-only");
    }

    @AfterAll
    static void down() {
        if (netlab != null) {
            netlab.close();
        }
    }

    /** The server that suffers is named: a full disk costs a follower its place in the quorum. */
    @Test
    void a_server_whose_disk_is_full_falls_out_of_the_quorum_and_comes_back() throws IOException {
        Program zooka = netlab.zooka("inside", "-z", ENSEMBLE);
        // More than the 64 MB that a server takes for its log beforehand.
        String set = "set /large @" + Files.write(folder.resolve("large"), new byte[900_000]) + "\n";
        Path script = Files.writeString(folder.resolve("script"), "create /large ''\n" + set.repeat(20));
        String pod = follower(zooka);
        netlab.disk(pod, "full");
        try {
            NetlabTest.await("it is out of the quorum", () -> {
                zooka.run("--keep-going", "-f", script.toString());
                return zooka.run("ensemble")
                        .err()
                        .contains(pod + ".zk-headless:2181: serves no requests: the others have a quorum, without it");
            });
            assertThat(zooka.run("status").out())
                    .contains(pod + ".zk-headless:2181 serves no requests: the others have");
            // It goes on trying to come back: it hangs up, and follows for moments.
            NetlabTest.await("the doctor names it", () -> {
                Run doctor = zooka.run("doctor", "-o", "json");
                return doctor.out().contains("\"out-of-quorum\"")
                        && doctor.err()
                                .contains("fault: " + pod + ".zk-headless:2181: session: it runs and serves nobody");
            });
        } finally {
            netlab.disk(pod, "mend");
        }
        NetlabTest.await("it is back", () -> zooka.run("ensemble").code() == 0);
        assertThat(zooka.run("-y", "delete", "/large").code()).isZero();
    }

    /** One write a second: the server that waits for them is named, and no other. */
    @Test
    void a_server_whose_disk_is_slow_is_named() {
        Program zooka = netlab.zooka("inside", "-z", ENSEMBLE);
        String pod = follower(zooka);
        netlab.disk(pod, "slow");
        try {
            NetlabTest.await("a write that took a second", () -> {
                zooka.run("--keep-going", "-e", "create /small ''; set /small x");
                return zooka.run("ensemble").err().contains(pod + ".zk-headless:2181 has slow storage: ");
            });
            assertThat(zooka.run("status").out())
                    .contains(pod + ".zk-headless:2181 has slow storage: a sync of its log took up to ");
            Run doctor = zooka.run("doctor", "-o", "json");
            assertThat(NetlabTest.ok(doctor))
                    .contains("slow storage: a sync of its log took up to ", "\"slow-storage\"");
        } finally {
            netlab.disk(pod, "mend");
        }
        assertThat(zooka.run("-y", "delete", "/small").code()).isZero();
    }

    private static String follower(Program zooka) {
        return NetlabTest.ok(zooka.run("ensemble"))
                .lines()
                .filter(line -> line.contains("\tfollower\t"))
                .map(line -> line.substring(0, line.indexOf('.')))
                .findFirst()
                .orElseThrow();
    }
}
