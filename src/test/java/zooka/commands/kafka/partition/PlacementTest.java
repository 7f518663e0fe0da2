package zooka.commands.kafka.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.PartitionName;

/** Where replicas go: on many racks, evenly, and without needless moves. */
class PlacementTest {

    private static Broker broker(int id, String rack) {
        return new Broker(id, "host", 9092, Optional.ofNullable(rack), true);
    }

    /** Brokers 0, 1, ... on racks in turn. */
    private static List<Broker> brokers(int racks, int onEach) {
        return IntStream.range(0, racks * onEach)
                .mapToObj(id -> broker(id, "rack " + id % racks))
                .toList();
    }

    private static Map<PartitionName, List<Integer>> partitions(List<List<Integer>> replicas) {
        Map<PartitionName, List<Integer>> partitions = new LinkedHashMap<>();
        replicas.forEach(ids -> partitions.put(new PartitionName("orders", partitions.size()), ids));
        return partitions;
    }

    private static Map<PartitionName, List<Integer>> random(Random random, int count, int brokers, int replication) {
        List<Integer> ids = new ArrayList<>(IntStream.range(0, brokers).boxed().toList());
        List<List<Integer>> replicas = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Collections.shuffle(ids, random);
            replicas.add(List.copyOf(ids.subList(0, replication)));
        }
        return partitions(replicas);
    }

    private static long spread(Map<Integer, Long> counts, int of) {
        long least = counts.size() < of ? 0 : Collections.min(counts.values());
        return Collections.max(counts.values()) - least;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void what_is_balanced_is_even_over_brokers_racks_and_leaders(long seed) {
        Random random = new Random(seed);
        int racks = 1 + random.nextInt(4);
        List<Broker> brokers = brokers(racks, 1 + random.nextInt(3));
        int replication = 1 + random.nextInt(Math.min(4, brokers.size()));
        Map<PartitionName, List<Integer>> before = random(random, 1 + random.nextInt(60), brokers.size(), replication);

        Map<PartitionName, List<Integer>> after = new Placement(brokers).of(before, OptionalInt.empty(), true);

        assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
        assertThat(after.values())
                .allSatisfy(
                        replicas -> assertThat(replicas).hasSize(replication).doesNotHaveDuplicates());
        after.values().forEach(replicas -> assertThat(spread(
                        replicas.stream().collect(Collectors.groupingBy(id -> id % racks, Collectors.counting())),
                        racks))
                .as("racks of %s", replicas)
                .isLessThanOrEqualTo(1));
        assertThat(spread(
                        after.values().stream()
                                .flatMap(List::stream)
                                .collect(Collectors.groupingBy(id -> id, Collectors.counting())),
                        brokers.size()))
                .as("replicas by broker")
                .isLessThanOrEqualTo(1);
        // Balanced once, it stays as it is.
        assertThat(new Placement(brokers).of(after, OptionalInt.empty(), true)).isEqualTo(after);
    }

    @Test
    void a_new_broker_takes_its_share_and_nothing_else_moves() {
        Map<PartitionName, List<Integer>> before = partitions(
                List.of(List.of(1, 2), List.of(2, 3), List.of(3, 1), List.of(1, 2), List.of(2, 3), List.of(3, 1)));

        Map<PartitionName, List<Integer>> after = new Placement(
                        List.of(broker(1, null), broker(2, null), broker(3, null), broker(4, null)))
                .of(before, OptionalInt.empty(), true);

        long moved = before.keySet().stream()
                .mapToLong(name -> after.get(name).stream()
                        .filter(id -> !before.get(name).contains(id))
                        .count())
                .sum();
        assertThat(moved).isEqualTo(3);
        assertThat(after.values().stream().filter(ids -> ids.contains(4))).hasSize(3);
    }

    @Test
    void a_broker_that_goes_is_replaced_and_the_others_stay_where_they_are() {
        Map<PartitionName, List<Integer>> before = partitions(List.of(List.of(1, 2), List.of(2, 3), List.of(3, 4)));

        Map<PartitionName, List<Integer>> after = new Placement(List.of(broker(1, "a"), broker(3, "b"), broker(4, "a")))
                .of(before, OptionalInt.empty(), false);

        assertThat(after.values()).containsExactly(List.of(1, 3), List.of(3, 1), List.of(3, 4));
    }

    @Test
    void more_replicas_go_to_other_racks_and_fewer_leave_crowded_ones() {
        List<Broker> brokers = List.of(broker(1, "a"), broker(2, "a"), broker(3, "b"), broker(4, "c"));

        assertThat(new Placement(brokers)
                        .of(partitions(List.of(List.of(1, 2))), OptionalInt.of(3), false)
                        .values())
                .containsExactly(List.of(1, 2, 3));
        assertThat(new Placement(brokers)
                        .of(partitions(List.of(List.of(1, 2, 3))), OptionalInt.of(2), false)
                        .values())
                .containsExactly(List.of(1, 3));
    }

    @Test
    void a_lost_broker_keeps_what_it_has_and_gets_nothing() {
        List<Broker> brokers = List.of(broker(1, "a"), Broker.unregistered(2), broker(3, "b"));

        assertThat(new Placement(brokers)
                        .of(partitions(List.of(List.of(2), List.of(1))), OptionalInt.of(2), false)
                        .values())
                .containsExactly(List.of(2, 3), List.of(1, 3));
    }
}
