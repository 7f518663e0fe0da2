package zooka.commands.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** {@code broker can-restart}: what it foretells, and what comes. */
final class BrokerCanRestartTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final TestRun run = new TestRun(kafka.clusters());

    private Map<String, Object> told(int broker) {
        return run.rows("broker", "can-restart", Integer.toString(broker)).get(0);
    }

    @Test
    void a_broker_that_holds_what_must_not_be_lost_cannot_be_stopped() {
        Map<String, Object> told = told(2);
        assertThat(told).containsEntry("canRestart", false).containsEntry("broker", 2);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.missing())
                .containsExactly(
                        "fault: broker 2: 2 partitions would fall below min.insync.replicas: orders-0 orders-1");
        assertThat(told.get("partitions"))
                .isEqualTo(List.of(
                        Map.of(
                                "topic",
                                "orders",
                                "partition",
                                0,
                                "after",
                                "below min ISR",
                                "inSync",
                                List.of(1, 2),
                                "replicas",
                                List.of(1, 2)),
                        Map.of(
                                "topic",
                                "orders",
                                "partition",
                                1,
                                "after",
                                "below min ISR",
                                "inSync",
                                List.of(2, 3),
                                "replicas",
                                List.of(2, 3))));
    }

    @Test
    void one_without_such_a_partition_can() {
        run.change("config", "alter", "topic/orders", "min.insync.replicas=1");
        assertThat(told(2)).containsEntry("canRestart", true).containsEntry("reasons", List.of());
        assertThat(run.code()).isZero();
        run.change("topic", "create", "single", "--assign", "2");
        assertThat(told(2)).containsEntry("canRestart", false);
        assertThat(run.missing()).containsExactly("fault: broker 2: 1 partition would go offline: single-0");
    }

    @Test
    void topics_that_may_be_unavailable_are_left_out() {
        run.change("topic", "create", "scratch-1", "--assign", "2");
        assertThat(run.rows("broker", "can-restart", "2", "--except", "ord*,scratch-1")
                        .get(0))
                .containsEntry("canRestart", true)
                .containsEntry("partitions", List.of());
    }

    @Test
    void another_broker_that_is_down_counts() {
        run.change("config", "alter", "topic/orders", "min.insync.replicas=1");
        kafka.stop(3);
        Map<String, Object> told = told(2);
        assertThat(told).containsEntry("canRestart", false);
        assertThat(String.join("\n", run.missing())).contains("would go offline: orders-1");
        run.takeMissing();
        assertThat(told(3)).containsEntry("canRestart", true);
    }

    @Test
    void all_are_checked_in_the_order_of_a_rolling_restart() {
        List<Map<String, Object>> order = run.rows("broker", "can-restart", "--order");
        assertThat(order).hasSize(3);
        Object last = order.get(2).get("controller");
        assertThat(last).isEqualTo(true);
        assertThat(order.subList(0, 2)).allSatisfy(row -> assertThat(row).containsEntry("controller", false));
    }

    @Test
    void other_words_are_refused() {
        for (List<String> words : List.of(List.<String>of(), List.of("2", "--order"))) {
            List<String> line = new ArrayList<>(List.of("broker", "can-restart"));
            line.addAll(words);
            Failure refused = catchThrowableOfType(Failure.class, () -> run.query(line.toArray(String[]::new)));
            assertThat(refused.kind()).isEqualTo(Failure.Kind.USAGE);
        }
        Failure unknown = catchThrowableOfType(Failure.class, () -> run.query("broker", "can-restart", "9"));
        assertThat(unknown.kind()).isEqualTo(Failure.Kind.NOT_FOUND);
    }

    /** Partitions of any layout, brokers that are down already: what is foretold is what comes. */
    @RepeatedTest(40)
    void what_is_foretold_comes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 12; i++) {
            List<Integer> brokers = new ArrayList<>(List.of(1, 2, 3));
            Collections.shuffle(brokers, random);
            List<Integer> replicas = brokers.subList(0, 1 + random.nextInt(3));
            String assignment =
                    String.join(":", replicas.stream().map(String::valueOf).toList());
            run.change(
                    "topic",
                    "create",
                    "made-" + i,
                    "--assign",
                    assignment,
                    "--config",
                    "min.insync.replicas=" + (1 + random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            kafka.stop(1 + random.nextInt(3));
        }
        Set<String> before = broken();
        int broker = 1 + random.nextInt(3);
        Map<String, Object> told = told(broker);
        Set<String> foretold = new TreeSet<>();
        for (Object partition : (List<?>) told.get("partitions")) {
            Map<?, ?> row = (Map<?, ?>) partition;
            foretold.add(row.get("topic") + "-" + row.get("partition") + " " + row.get("after"));
        }
        kafka.stop(broker);
        Set<String> came = broken();
        came.removeAll(before);
        foretold.removeAll(before); // below the minimum already, and still
        assertThat(foretold).isEqualTo(came);
    }

    private Set<String> broken() {
        Set<String> broken = new TreeSet<>();
        for (Topic topic : kafka.topics().withMinInSync(kafka.topics().state().topics())) {
            for (Partition partition : topic.partitions()) {
                if (partition.offline()) {
                    broken.add(partition.name() + " offline");
                } else if (topic.underMinInSync(partition)) {
                    broken.add(partition.name() + " below min ISR");
                }
            }
        }
        return broken;
    }
}
