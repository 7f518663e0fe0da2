package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.Drill;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** What the leader map and the drill show while nodes of a KRaft sandbox die. */
@OnServers
@RunsInParallel(seconds = 50)
final class DrillOnKraftTest {

    private static Sandbox sandbox;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        sandbox = Sandboxes.fresh(Mode.KRAFT, Options.full());
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @Test
    void the_drill_loses_a_broker_a_consumer_and_the_controller_and_all_come_back() {
        try (KafkaRun kafka = KafkaRun.on(sandbox, Duration.ofSeconds(20))) {
            int controller = kafka.clusters().topics().state().controller().orElseThrow();
            Drill drill = Drill.start(sandbox, folder);
            drill.awaitLossOfMember(kafka);
            Drill.Report report = drill.report();

            assertThat(report.fields()).containsEntry("health", "healthy").containsEntry("complete", true);
            assertThat(report.lostAndBack()).contains(controller).anyMatch(broker -> broker != controller);
            assertThat(report.lostAndBack()).allMatch(report::movedAndBack);
            assertThat(report.all("controllers"))
                    .anyMatch(move -> move.get("from").equals(controller));
            assertThat(report.open()).isEmpty();
            assertThat(Drill.allRun(sandbox)).isTrue();
        }
    }

    @Test
    void the_map_follows_brokers_that_die() {
        try (Tmux terminal = Tmux.open(folder, 100, 30)) {
            terminal.line("cd " + Program.HOME + " && scripts/zooka -b "
                    + sandbox.bootstrap().orElseThrow());
            terminal.await("type help, or press TAB");
            terminal.await("prompt", text -> text.endsWith(":/>"));
            terminal.line("leaders");
            terminal.await("brokers 3/3");
            sandbox.kill("kafka-3");
            terminal.await("offline: 3");
            sandbox.start("kafka-3");
            terminal.await("brokers 3/3");
            terminal.keys("q");
            terminal.await("prompt", text -> text.endsWith(":/>"));
            terminal.line("brokers");
            terminal.await("online");
        }
    }
}
