package zooka.commands.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.commands.Access;
import zooka.commands.Failure;
import zooka.commands.LiveClusters;
import zooka.commands.Profile;
import zooka.commands.zk.client.Operation;
import zooka.commands.zk.tree.Tally;
import zooka.testing.TestRun;
import zooka.testing.Trees;
import zooka.testing.ZooKeeperProcess;

/** Commands of many requests whose only server dies, or stands still, while they are at work: they end, and say how far they came. */
final class LostServerTest {

    private static final int ZNODES = 3000;

    @TempDir
    Path folder;

    /** How a server is lost. */
    enum Loss {
        KILLED,
        STOPPED;

        void of(ZooKeeperProcess server) {
            switch (this) {
                case KILLED -> server.close();
                case STOPPED -> server.pause();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void bulk_commands_end_when_no_server_answers_for_one_timeout(Loss loss) {
        try (ZooKeeperProcess server = ZooKeeperProcess.start(
                        "zookeeper-3.9.5", folder, "admin.enableServer=false\n4lw.commands.whitelist=*\n");
                LiveClusters clusters = new LiveClusters(
                        new Profile(
                                "test",
                                Optional.of(server.address()),
                                Optional.empty(),
                                Access.OPEN,
                                Duration.ofSeconds(2),
                                false),
                        notice -> {})) {
            TestRun run = new TestRun(clusters);
            Trees.make(clusters.znodes(), "x", "/a", "/b");
            Trees.make(clusters.znodes(), ZNODES, i -> Trees.create("/a/" + i, "x"));
            Iterator<Operation> creations = IntStream.range(0, 50_000)
                    .peek(i -> {
                        if (i == 10_000) {
                            loss.of(server);
                        }
                    })
                    .<Operation>mapToObj(i -> Trees.create("/b/" + i, "x"))
                    .iterator();
            Tally tally = new Tally(run.context().remarks(), "created");
            assertThatThrownBy(() -> tally.count(() -> clusters.znodes().applyAll(creations, tally)))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.PARTIAL))
                    .hasMessageMatching(
                            "[\\d,]+ znodes created, then: no server answers; [\\d,]+ changes from /b/\\d+ on may have been made");
            // All that walk a tree end with the first thing that they cannot read.
            for (String line : new String[] {"deleteall /a", "setAcl -R /a world:anyone:cdrwa", "cp -r /a /c"}) {
                assertThatThrownBy(() -> run.change(line.split(" ")))
                        .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                                .isEqualTo(Failure.Kind.UNREACHABLE));
            }
            for (String line : new String[] {"find /a", "du /a"}) {
                assertThatThrownBy(() -> run.told(line.split(" ")))
                        .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                                .isEqualTo(Failure.Kind.UNREACHABLE));
            }
        }
    }
}
