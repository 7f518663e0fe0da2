package zooka.commands.kafka.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Result;
import zooka.commands.undo.FileJournal;
import zooka.testing.ResultText;
import zooka.testing.TestKafka;
import zooka.testing.TestRun;

/** Elections and moves of replicas: the plan, the refusal, the effect; on brokers of any kind. */
@Timeout(300)
abstract class PartitionOperationsContract {

    private final Supplier<TestKafka> shared;
    private final Supplier<TestKafka> alone;

    /**
     * @param shared brokers that others use, too
     * @param alone brokers of a test's own, of which it may stop some
     */
    PartitionOperationsContract(Supplier<TestKafka> shared, Supplier<TestKafka> alone) {
        this.shared = shared;
        this.alone = alone;
    }

    private static Failure.Kind kind(Throwable thrown) {
        return ((Failure) thrown).kind();
    }

    @Test
    void the_preferred_leader_is_elected() {
        try (TestKafka kafka = shared.get()) {
            kafka.topic("ops-elect", "1:2");
            String elected = "";
            // The controller elects preferred leaders by itself now and then, and may come first.
            for (int i = 0; i < 5 && !elected.endsWith(" as leader of ops-elect-0"); i++) {
                int leader = kafka.partition("ops-elect").leader().getAsInt();
                int other = 3 - leader;
                kafka.run().change("partition", "move", "ops-elect-0", "--to", other + "," + leader, "--follow");
                Plan plan = kafka.run().plan("partition", "elect", "ops-elect");
                if (plan.preview().summary().startsWith("elect ops-elect-0")) {
                    assertThat(plan.preview().summary())
                            .isEqualTo("elect ops-elect-0\n  ops-elect-0: broker " + leader + " → broker " + other);
                    assertThat(plan.confirmation()).isEmpty();
                    elected = ((Result.Change) plan.make()).what();
                    assertThat(elected)
                            .isIn("elected broker " + other + " as leader of ops-elect-0", "elected 0 leaders");
                    assertThat(kafka.partition("ops-elect").leader()).hasValue(other);
                }
            }
            assertThat(elected).endsWith(" as leader of ops-elect-0");
            assertThat(kafka.run().change("partition", "elect", "ops-elect"))
                    .isEqualTo("nothing to elect: every partition is led by its preferred leader (1 checked)");
            assertThat(kafka.run().change("partition", "elect", "ops-elect", "--unclean"))
                    .isEqualTo("nothing to elect: every partition has a leader (1 checked)");
            assertThat(kafka.run().missing()).isEmpty();
        }
    }

    @Test
    void a_broker_is_drained_and_gets_its_leaders_back(@TempDir Path folder) {
        try (TestKafka kafka = shared.get()) {
            kafka.topic("ops-drain", "2:1,2:3,1:2,3:1");
            TestRun run = kafka.run().with(new FileJournal(folder));
            Map<String, List<Integer>> orders = orders(kafka);
            assertThat(run.change("broker", "drain", "2")).startsWith("moved ").endsWith(" off broker 2");
            assertThat(kafka.partitions("ops-drain"))
                    .noneMatch(one -> one.leader().equals(OptionalInt.of(2)));
            assertThat(kafka.partitions("ops-drain"))
                    .extracting(partition -> partition.replicas())
                    .containsExactly(List.of(1, 2), List.of(3, 2), List.of(1, 2), List.of(3, 1));
            run.takeMissing(); // topics of others may have a single replica
            assertThat(run.change("broker", "drain", "2", "--undo")).startsWith("restored the replicas of ");
            assertThat(orders(kafka)).isEqualTo(orders);
            assertThat(kafka.partitions("ops-drain"))
                    .filteredOn(one -> one.preferred().equals(OptionalInt.of(2)))
                    .hasSize(2)
                    .allMatch(one -> one.leader().equals(OptionalInt.of(2)));
            assertThat(run.missing()).isEmpty();
        }
    }

    private static Map<String, List<Integer>> orders(TestKafka kafka) {
        Map<String, List<Integer>> orders = new TreeMap<>();
        kafka.clusters().topics().state().partitions().forEach(one -> orders.put(one.name(), one.replicas()));
        return orders;
    }

    @Test
    void replicas_are_moved_and_what_is_wrong_moves_nothing() {
        try (TestKafka kafka = shared.get()) {
            kafka.topic("ops-move", "1:2,2:1");
            kafka.fill("ops-move", 3);
            Plan plan = kafka.run().plan("partition", "move", "ops-move", "--replace", "2=3", "--follow");

            assertThat(plan.preview().summary())
                    .matches(
                            "(?s)move 2 partitions: 2 replicas to copy, 29\\d\\.\\d KiB\n"
                                    + "  ops-move-0: 1 2 → 1 3, adding 3, removing 2\n  ops-move-1: 2 1 → 3 1, adding 3, removing 2");
            assertThat(plan.confirmation()).contains("2 partitions");
            assertThat(ResultText.fields(plan.preview().fields()))
                    .contains("topic=ops-move partition=1 from=[2,1] to=[3,1] adding=[3] removing=[2] bytes=");
            assertThat(kafka.partition("ops-move").replicas()).containsExactly(1, 2);
            assertThat(((Result.Change) plan.make()).what()).isEqualTo("moved 2 partitions");
            assertThat(kafka.partitions("ops-move"))
                    .extracting(partition -> partition.replicas())
                    .containsExactly(List.of(1, 3), List.of(3, 1));
            assertThat(kafka.run().change("partition", "move", "ops-move", "--replace", "2=3"))
                    .isEqualTo("nothing to move: all replicas are already in place");

            assertThatThrownBy(() -> kafka.run().plan("partition", "move", "ops-move-0", "--to", "1,9"))
                    .hasMessage("no broker 9")
                    .matches(thrown -> kind(thrown) == Failure.Kind.NOT_FOUND);
            assertThatThrownBy(() -> kafka.run().plan("partition", "move", "ops-move-0", "--to", "1,1"))
                    .hasMessage("--to: broker 1 is listed twice");
            assertThatThrownBy(() -> kafka.run().plan("partition", "move", "ops-move-0"))
                    .hasMessage("no assignment specified");
            assertThatThrownBy(() -> kafka.run().plan("partition", "move", "ops-move", "--replication", "4"))
                    .hasMessage("4 replicas require 4 brokers, but only 3 are available");
            assertThatThrownBy(
                            () -> kafka.run().plan("partition", "move", "ops-move", "--balance", "--throttle", "fast"))
                    .matches(thrown -> kind(thrown) == Failure.Kind.USAGE);
            assertThat(kafka.run().missing()).isEmpty();
        }
    }

    @Test
    void what_is_generated_can_be_moved_by() {
        try (TestKafka kafka = shared.get()) {
            kafka.topic("ops-generate", "1,1,1");
            String before =
                    new String(kafka.run().document("partition", "generate", "ops-generate"), StandardCharsets.UTF_8);
            String balanced = new String(
                    kafka.run().document("partition", "generate", "ops-generate", "--balance"), StandardCharsets.UTF_8);

            assertThat(before).contains("{\"topic\":\"ops-generate\",\"partition\":2,\"replicas\":[1]}");
            assertThat(AssignmentFile.read(balanced.getBytes(StandardCharsets.UTF_8), "")
                            .replicas()
                            .values())
                    .containsExactlyInAnyOrder(List.of(1), List.of(2), List.of(3));
            kafka.run().stdin(balanced);
            assertThat(kafka.run().change("partition", "move", "--file", "-", "--follow"))
                    .isEqualTo("moved 2 partitions");
            assertThat(new String(
                            kafka.run().document("partition", "generate", "ops-generate"), StandardCharsets.UTF_8))
                    .isEqualTo(balanced);
            assertThat(kafka.run().change("partition", "move", "ops-generate", "--replication", "2", "--follow"))
                    .isEqualTo("moved 3 partitions");
            assertThat(kafka.partitions("ops-generate"))
                    .allMatch(partition -> partition.replicas().size() == 2);
        }
    }

    @Test
    void a_slow_move_is_seen_cancelled_and_its_throttle_taken_away() {
        // Brokers of its own, since a throttle is seen by all who look.
        try (TestKafka kafka = alone.get()) {
            kafka.topic("ops-slow", "1");
            kafka.fill("ops-slow", 40);

            String moving = kafka.run().change("partition", "move", "ops-slow-0", "--to", "2", "--throttle", "1KiB");
            assertThat(moving)
                    .isEqualTo("moving ops-slow-0; partition moves shows the progress, throttled to 1 KiB/s"
                            + " until partition unthrottle");
            assertThat(kafka.run().told("partition", "moves"))
                    .matches("topic=ops-slow partition=0 replicas=\\[.*] adding=\\[2] removing=\\[1]"
                            + " copied=\\d+B bytes=400\\d{4}B");
            assertThat(kafka.run().takeMissing())
                    .containsExactly("the throttle of 1 KiB/s on brokers 1 2, of topics ops-slow;"
                            + " partition unthrottle removes it");

            Plan cancel = kafka.run().plan("partition", "cancel");
            assertThat(cancel.preview().summary())
                    .startsWith("cancel the reassignment of ops-slow-0: no data to copy")
                    .endsWith(" → 1, removing 2");
            assertThat(cancel.scope()).isEqualTo(Scope.topic("ops-slow"));
            assertThat(kafka.run().plan("partition", "unthrottle").scope())
                    .isEqualTo(Scope.topic("ops-slow").and(Scope.kafka("unthrottle")));
            assertThat(((Result.Change) cancel.make()).what()).isEqualTo("canceled the reassignment of ops-slow-0");
            TestKafka.until(
                    "no move",
                    () -> kafka.run().table("partition", "moves").rows().isEmpty());
            assertThat(kafka.partition("ops-slow").replicas()).containsExactly(1);
            assertThat(kafka.run().change("partition", "cancel"))
                    .isEqualTo("nothing to cancel: no reassignments in progress");

            Plan unthrottle = kafka.run().plan("partition", "unthrottle");
            assertThat(unthrottle.preview().summary())
                    .isEqualTo("remove the throttle of 1 KiB/s on brokers 1 2, of topics ops-slow");
            assertThat(((Result.Change) unthrottle.make()).what()).startsWith("removed the throttle");
            TestKafka.until(
                    "no throttle",
                    () -> kafka.run().change("partition", "unthrottle").equals("no throttle is set"));

            // Followed to its end, a move takes its throttle with it.
            assertThat(kafka.run()
                            .change("partition", "move", "ops-slow-0", "--to", "2", "--throttle", "1GiB", "--follow"))
                    .isEqualTo("moved ops-slow-0");
            assertThat(kafka.partition("ops-slow").replicas()).containsExactly(2);
            TestKafka.until(
                    "no throttle",
                    () -> kafka.run().change("partition", "unthrottle").equals("no throttle is set"));
        }
    }

    @Test
    void a_replica_gets_another_directory() {
        try (TestKafka kafka = shared.get()) {
            kafka.topic("ops-dir", "2");
            TestKafka.until(
                    "a directory of its replica", () -> home(dirs(kafka)).isPresent());
            List<LogDir> dirs = dirs(kafka);
            String from = home(dirs).orElseThrow();
            String to = dirs.stream()
                    .map(LogDir::path)
                    .filter(path -> !path.equals(from))
                    .findFirst()
                    .orElseThrow();

            Plan plan = kafka.run().plan("partition", "move", "ops-dir-0", "--broker", "2", "--dir", to);
            assertThat(plan.preview().summary())
                    .isEqualTo("move ops-dir-0 on broker 2: " + from + " → " + to + ", 0 B");
            assertThat(((Result.Change) plan.make()).what()).isEqualTo("moving ops-dir-0 on broker 2 to " + to);
            TestKafka.until("the replica in " + to, () -> home(dirs(kafka)).equals(Optional.of(to)));
            assertThat(kafka.run().change("partition", "move", "ops-dir-0", "--broker", "2", "--dir", to))
                    .isEqualTo("nothing to move: ops-dir-0 is already in " + to);
            assertThatThrownBy(
                            () -> kafka.run().plan("partition", "move", "ops-dir-0", "--broker", "2", "--dir", "/nope"))
                    .hasMessage("broker 2 has no log directory /nope");
            assertThatThrownBy(() -> kafka.run().plan("partition", "move", "ops-dir-0", "--broker", "1", "--dir", to))
                    .hasMessage("broker 1 has no replica of ops-dir-0");
        }
    }

    @Test
    void a_file_may_name_the_directories_where_replicas_are_or_are_to_be() {
        try (TestKafka kafka = shared.get()) {
            kafka.topic("ops-dir", "2");
            TestKafka.until(
                    "a directory of its replica", () -> home(dirs(kafka)).isPresent());
            String here = home(dirs(kafka)).orElseThrow();
            String other = dirs(kafka).stream()
                    .map(LogDir::path)
                    .filter(path -> !path.equals(here))
                    .findFirst()
                    .orElseThrow();

            assertThat(moved(kafka, 2, here)).isEqualTo("nothing to move: all replicas are already in place");
            assertThat(moved(kafka, 2, other)).isEqualTo("moving ops-dir-0 to other directories");
            TestKafka.until("the replica in " + other, () -> home(dirs(kafka)).equals(Optional.of(other)));
            kafka.run().change("partition", "move", "ops-dir-0", "--to", "1", "--follow");
            TestKafka.until("no replica on broker 2", () -> home(dirs(kafka)).isEmpty());
            // A way back that names the directory, as the stock tool writes it.
            assertThat(moved(kafka, 2, here)).isEqualTo("moved ops-dir-0");
            TestKafka.until("the replica in " + here, () -> home(dirs(kafka)).equals(Optional.of(here)));
            assertThatThrownBy(() -> moved(kafka, 2, "/nope"))
                    .hasMessage("broker 2 has no log directory /nope")
                    .matches(thrown -> kind(thrown) == Failure.Kind.NOT_FOUND);
        }
    }

    private static String moved(TestKafka kafka, int broker, String dir) {
        kafka.run()
                .stdin("{\"version\":1,\"partitions\":[{\"topic\":\"ops-dir\",\"partition\":0,\"replicas\":[" + broker
                        + "],\"log_dirs\":[\"" + dir + "\"]}]}");
        return kafka.run().change("partition", "move", "--file", "-", "--follow");
    }

    private static List<LogDir> dirs(TestKafka kafka) {
        return kafka.clusters().logDirs().all().answers().get(2);
    }

    private static Optional<String> home(List<LogDir> dirs) {
        return dirs.stream()
                .filter(dir -> dir.replicas().stream()
                        .anyMatch(replica -> replica.name().equals("ops-dir-0") && !replica.future()))
                .map(LogDir::path)
                .findFirst();
    }

    @Test
    void where_only_stale_replicas_live_one_of_them_can_be_made_leader() {
        try (TestKafka kafka = alone.get()) {
            kafka.topic("ops-unclean", "1:2", "min.insync.replicas=1");
            kafka.stop(1);
            TestKafka.until(
                    "only broker 2 in sync",
                    () -> kafka.partition("ops-unclean").isr().equals(List.of(2))
                            && kafka.partition("ops-unclean").leader().equals(OptionalInt.of(2)));
            kafka.stop(2);
            kafka.start(1);
            TestKafka.until("no leader, and broker 1 back", () -> {
                var state = kafka.clusters().topics().state();
                return state.brokers().stream().anyMatch(broker -> broker.id() == 1 && broker.online())
                        && state.brokers().stream().noneMatch(broker -> broker.id() == 2 && broker.online())
                        && state.partitions().stream()
                                .anyMatch(partition -> partition.name().equals("ops-unclean-0") && partition.offline());
            });
            assertThatThrownBy(() -> kafka.run().plan("partition", "elect", "ops-unclean-0"))
                    .hasMessage("no eligible leader: ops-unclean-0: no leader (preferred leader 1 is not in sync)");

            Plan plan = kafka.run().plan("partition", "elect", "ops-unclean-0", "--unclean");
            assertThat(plan.confirmation()).contains("ops-unclean-0");
            assertThat(plan.preview().summary())
                    .isEqualTo(
                            "elect ops-unclean-0 uncleanly; records that only the offline replicas have will be lost\n"
                                    + "  ops-unclean-0: no leader → broker 1");
            assertThat(((Result.Change) plan.make()).what()).isEqualTo("elected broker 1 as leader of ops-unclean-0");
            assertThat(kafka.partition("ops-unclean").leader()).hasValue(1);
            unregistered(kafka);
            kafka.start(2);
            TestKafka.until("broker 2 again", () -> kafka.clusters().topics().state().brokers().stream()
                    .anyMatch(broker -> broker.id() == 2 && broker.online()));
        }
    }

    /** Broker 2 is down and has a replica. */
    private static void unregistered(TestKafka kafka) {
        if (kafka.clusters().topics().state().mode() == ClusterState.Mode.ZOOKEEPER) {
            assertThatThrownBy(() -> kafka.run().plan("broker", "unregister", "2"))
                    .hasMessage("this cluster uses ZooKeeper, where a registration ends with the session");
            return;
        }
        assertThatThrownBy(() -> kafka.run().plan("broker", "unregister", "1")).hasMessage("broker 1 is online");
        assertThatThrownBy(() -> kafka.run().plan("broker", "unregister", "2"))
                .hasMessageStartingWith("broker 2 has replicas of ")
                .matches(thrown -> kind(thrown) == Failure.Kind.CONFLICT);
        Plan plan = kafka.run().plan("broker", "unregister", "2", "--in-use");
        assertThat(plan.confirmation()).contains("broker 2");
        assertThat(((Result.Change) plan.make()).what()).isEqualTo("unregistered broker 2");
        assertThatThrownBy(() -> kafka.run().change("broker", "unregister", "2", "--in-use"))
                .matches(thrown -> kind(thrown) == Failure.Kind.NOT_FOUND);
    }
}
