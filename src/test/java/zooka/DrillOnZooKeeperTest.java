package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
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

/** What the shell, the leader map and the drill show while servers of a sandbox with ZooKeeper die. */
@OnServers
@RunsInParallel(seconds = 86)
final class DrillOnZooKeeperTest {

    private static Sandbox sandbox;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.full());
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @Test
    void the_drill_loses_a_broker_a_consumer_and_the_leader_and_all_come_back() {
        try (KafkaRun kafka = KafkaRun.on(sandbox, Duration.ofSeconds(20))) {
            String leader = Sandboxes.leader(sandbox);
            Drill drill = Drill.start(sandbox, folder);
            drill.awaitLossOfMember(kafka);
            Drill.Report report = drill.report();

            assertThat(report.fields()).containsEntry("health", "healthy").containsEntry("complete", true);
            assertThat(report.lostAndBack()).isNotEmpty();
            assertThat(report.movedAndBack(report.lostAndBack().get(0))).isTrue();
            assertThat(report.all("controllers")).isNotEmpty();
            assertThat(report.open()).isEmpty();
            assertThat(report.all("servers"))
                    .anyMatch(server -> "leader".equals(server.get("roleBefore")) && server.get("trouble") != null)
                    .anyMatch(server -> "leader".equals(server.get("role")));
            assertThat(Sandboxes.leader(sandbox)).isNotEqualTo(leader);
            assertThat(Drill.allRun(sandbox)).isTrue();
        }
    }

    @Test
    void a_person_goes_from_step_to_step_and_leaves_nothing_behind() throws Exception {
        Path recording = folder.resolve("drill.jsonl");
        try (Tmux terminal = Tmux.open(folder, 80, 24)) {
            terminal.line(Drill.script() + " --sandbox " + sandbox.folder() + " --out " + recording);
            terminal.await("1. A log pipeline runs");
            terminal.await("Enter: go on");
            terminal.keys("Enter");
            terminal.await("3/3");
            terminal.await("q quit");
            terminal.keys("q");
            terminal.await(", is killed.");
            terminal.keys("Enter");
            terminal.await("2/3");
            terminal.keys("q");
            terminal.await("each partition has a leader");
            terminal.await("is started again");
            terminal.keys("q", "Enter");
            terminal.await("the shell's prompt", screen -> screen.endsWith("ready>"));
        }
        assertThat(Drill.allRun(sandbox)).isTrue();
        assertThat(Files.readString(recording)).endsWith("\"reason\":\"interrupted\"}\n");
    }

    @Test
    void the_shell_and_the_map_go_on_while_servers_die() {
        try (Tmux terminal = Tmux.open(folder, 100, 30)) {
            terminal.line("cd " + Program.HOME + " && scripts/zooka -z "
                    + sandbox.zookeeper().orElseThrow() + " -b "
                    + sandbox.bootstrap().orElseThrow());
            terminal.await("type help, or press TAB");
            terminal.await("prompt", text -> text.endsWith(":/>"));
            terminal.line("ls /demo");
            terminal.await("app");
            terminal.line("leaders");
            terminal.await("brokers 3/3");
            terminal.await("offline 0");

            // A broker, which may be the controller.
            sandbox.kill("kafka-2");
            terminal.await("offline: 2");
            terminal.await("its replicas out of sync", text -> !text.contains("under-replicated 0"));
            terminal.resize(80, 24);
            terminal.await("brokers 2/3", screen -> screen.contains("2/3") && screen.contains("q quit"));
            terminal.resize(100, 30);
            sandbox.start("kafka-2");
            terminal.await("brokers 3/3");
            terminal.await("under-replicated 0");

            // The controller.
            String screen = terminal.await("controller", text -> text.matches("(?s).*controller \\d.*"));
            String controller = screen.replaceAll("(?s).*?controller (\\d).*", "$1");
            sandbox.kill("kafka-" + controller);
            terminal.await(
                    "another controller", text -> text.matches("(?s).*controller [123&&[^" + controller + "]] .*"));
            sandbox.start("kafka-" + controller);

            // Each ZooKeeper server in turn, the leader among them.
            for (String server : new String[] {"zk-1", "zk-2", "zk-3"}) {
                sandbox.kill(server);
                terminal.await("ZooKeeper 2/3");
                sandbox.start(server);
                terminal.await("ZooKeeper whole", text -> text.matches("(?s).*(ZK|ZooKeeper) 3/3.*"));
            }

            terminal.keys("q");
            terminal.await("prompt", text -> text.endsWith(":/>"));
            terminal.clear();
            for (String server : new String[] {"zk-3", "zk-2", "zk-1"}) {
                sandbox.kill(server);
                terminal.line("ls /demo/app");
                terminal.await("answer", text -> text.contains("motd") && text.endsWith(":/>"));
                sandbox.start(server);
                terminal.clear();
            }
            for (String broker : new String[] {"kafka-1", "kafka-2", "kafka-3"}) { // the controller among them
                sandbox.kill(broker);
                terminal.line("topics");
                terminal.await("answer", text -> text.contains("app-logs") && text.endsWith(":/>"));
                sandbox.start(broker);
                terminal.clear();
            }
        }
    }
}
