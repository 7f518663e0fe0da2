package zooka.commands.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.commands.action.Scope;
import zooka.commands.undo.FileJournal;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** {@code broker drain}: which leaders move and where, and that all of it comes back. */
final class BrokerDrainTest {

    private final MemoryKafka kafka = new MemoryKafka();

    @TempDir
    Path folder;

    private TestRun run;

    @BeforeEach
    void keepOrders() {
        run = new TestRun(kafka.clusters()).with(new FileJournal(folder.resolve("state")));
    }

    private List<Partition> partitions() {
        return kafka.clusters().topics().state().partitions();
    }

    private Map<String, String> orders() {
        return partitions().stream()
                .collect(
                        Collectors.toMap(Partition::name, one -> one.replicas().toString(), (a, b) -> a, TreeMap::new));
    }

    private Map<String, Integer> leaders() {
        return partitions().stream()
                .filter(one -> one.leader().isPresent())
                .collect(Collectors.toMap(Partition::name, one -> one.leader().getAsInt(), (a, b) -> a, TreeMap::new));
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            return files.toList();
        }
    }

    @Test
    void its_leaders_move_and_come_back() throws IOException {
        Map<String, String> orders = orders();
        Map<String, Integer> leaders = leaders();
        long led = leaders.values().stream().filter(leader -> leader == 2).count();
        assertThat(led).isPositive();

        assertThat(run.change("broker", "drain", "2")).contains("moved " + led + " leaders off broker 2");
        assertThat(leaders()).doesNotContainValue(2).hasSameSizeAs(leaders);
        assertThat(partitions()).noneMatch(one -> one.preferred().equals(OptionalInt.of(2)));
        assertThat(leaders().get("orders-1")).isEqualTo(3);
        assertThat(orders().get("orders-1")).isEqualTo("[3, 2]");
        assertThat(orders().get("orders-0")).isEqualTo(orders.get("orders-0"));
        assertThat(kept()).hasSize(1);

        assertThat(run.change("broker", "drain", "2")).contains("broker 2 leads no partition");

        assertThat(run.change("broker", "drain", "2", "--undo"))
                .contains("restored the replicas of " + led + " partitions; " + led + " preferred leaders elected");
        assertThat(orders()).isEqualTo(orders);
        assertThat(leaders()).isEqualTo(leaders);
        assertThat(kept()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(catchThrowableOfType(Failure.class, () -> run.change("broker", "drain", "2", "--undo")))
                .hasMessage("broker 2 was not drained from here");
    }

    @Test
    void the_topics_that_it_touches_are_told_so_that_they_can_be_protected() {
        assertThat(run.plan("broker", "drain", "2").scope())
                .isEqualTo(Scope.topics(List.of("clicks", "clicks", "orders")));
        assertThat(run.plan("broker", "drain", "2").preview().summary())
                .startsWith("move 3 leaders off broker 2\n  clicks-1: broker 2 → broker 3, replicas 2,3,1 → 3,1,2\n");
    }

    @Test
    void its_leaders_are_spread_over_the_others() {
        run.change("broker", "drain", "1");
        Map<Integer, Long> led =
                leaders().values().stream().collect(Collectors.groupingBy(leader -> leader, Collectors.counting()));
        assertThat(led.keySet()).containsExactlyInAnyOrder(2, 3);
        assertThat(Math.abs(led.get(2) - led.get(3))).isLessThanOrEqualTo(1);
    }

    @Test
    void what_no_other_broker_can_lead_stays_and_is_named() {
        run.change("topic", "create", "single", "--assign", "2");
        run.change("broker", "drain", "2");
        assertThat(run.missing()).containsExactly("single-0: no other replica is in sync");
        assertThat(run.code()).isEqualTo(7);
        assertThat(leaders()).containsEntry("single-0", 2).containsEntry("orders-1", 3);
    }

    @Test
    void what_was_reassigned_or_deleted_meanwhile_is_left_alone() {
        run.change("topic", "create", "gone", "--assign", "2:1");
        run.change("broker", "drain", "2");
        run.change("topic", "delete", "gone");
        run.change("partition", "move", "orders-1", "--to", "3,1");
        assertThat(run.takeMissing()).isEmpty();
        run.change("broker", "drain", "2", "--undo");
        assertThat(run.missing()).containsExactly("orders-1: its replicas were reassigned: 2,3 before, 3,1 now");
        assertThat(orders()).containsEntry("orders-1", "[3, 1]");
    }

    @Test
    void a_second_drain_keeps_the_orders_from_before_the_first() {
        Map<String, String> orders = orders();
        run.change("broker", "drain", "2");
        run.change("topic", "create", "later", "--assign", "2:1");
        run.change("broker", "drain", "2");
        assertThat(leaders()).doesNotContainValue(2);
        run.change("broker", "drain", "2", "--undo");
        orders.put("later-0", "[2, 1]");
        assertThat(orders()).isEqualTo(orders);
    }

    @Test
    void while_the_broker_is_down_the_orders_are_restored_and_its_leaders_are_named() {
        Map<String, String> orders = orders();
        Map<String, Integer> leaders = leaders();
        run.change("broker", "drain", "2");
        kafka.stop(2);
        run.change("broker", "drain", "2", "--undo");
        assertThat(run.takeMissing()).contains("orders-1: preferred leader 2 is not in sync");
        assertThat(orders()).isEqualTo(orders);
        kafka.start(2);
        run.change("partition", "elect");
        assertThat(leaders()).isEqualTo(leaders);
    }

    @Test
    void nothing_is_changed_where_the_orders_cannot_be_kept() throws IOException {
        Files.createFile(folder.resolve("state"));
        Map<String, Integer> leaders = leaders();
        Failure failure = catchThrowableOfType(Failure.class, () -> run.change("broker", "drain", "2"));
        assertThat(failure).hasMessageContaining("which --undo needs");
        assertThat(failure.hint()).hasValue("nothing was changed");
        assertThat(leaders()).isEqualTo(leaders);
        TestRun nowhere = new TestRun(kafka.clusters());
        assertThat(catchThrowableOfType(Failure.class, () -> nowhere.change("broker", "drain", "2")))
                .hasMessageContaining("no folder");
        assertThat(catchThrowableOfType(Failure.class, () -> run.change("broker", "drain", "9"))
                        .kind())
                .isEqualTo(Failure.Kind.NOT_FOUND);
    }

    /** Layouts that were drawn: whatever is down, no leader is on the broker but those that are named, and all of it comes back. */
    @RepeatedTest(30)
    void drawn_layouts(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int topic = 0; topic < 5; topic++) {
            List<Integer> brokers = new ArrayList<>(List.of(1, 2, 3));
            Collections.shuffle(brokers, random);
            String replicas = brokers.subList(0, 1 + random.nextInt(3)).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(":"));
            run.change("topic", "create", "drawn-" + topic, "--assign", replicas);
        }
        int drained = 1 + random.nextInt(3);
        if (random.nextInt(3) == 0) {
            kafka.stop(drained % 3 + 1);
        }
        Map<String, String> orders = orders();
        Set<String> single = partitions().stream()
                .filter(one -> one.inSync().equals(List.of(drained)))
                .map(Partition::name)
                .collect(Collectors.toSet());
        Map<String, Integer> leaders = leaders();
        run.change("broker", "drain", String.valueOf(drained));
        Set<String> left = new HashSet<>();
        leaders().forEach((name, leader) -> {
            if (leader == drained) {
                left.add(name);
            }
        });
        assertThat(left).isEqualTo(single);
        assertThat(leaders().keySet()).isEqualTo(leaders.keySet());
        kafka.start(drained % 3 + 1);
        if (!orders().equals(orders)) {
            run.change("broker", "drain", String.valueOf(drained), "--undo");
        }
        assertThat(orders()).isEqualTo(orders);
    }
}
