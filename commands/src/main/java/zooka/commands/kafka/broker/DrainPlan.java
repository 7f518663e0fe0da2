package zooka.commands.kafka.broker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;

/**
 * How the leaders of a broker move to others: its partitions get another preferred leader, so that no election brings them back, and
 * no replica is copied.
 *
 * @param moves the partitions that it leads, or would lead after a preferred leader election
 * @param stuck those that no other broker can lead, with the reason
 */
record DrainPlan(List<Move> moves, Map<PartitionName, String> stuck) {

    DrainPlan {
        moves = List.copyOf(moves);
    }

    /**
     * A partition.
     *
     * @param before its replicas, the preferred leader first
     * @param after the same replicas in another order; the same order where the preferred leader is another one already
     * @param leads whether the broker leads it now
     */
    record Move(PartitionName name, List<Integer> before, List<Integer> after, boolean leads) {

        boolean reorders() {
            return !before.equals(after);
        }

        int to() {
            return after.get(0);
        }
    }

    /** @param moving the partitions that are being reassigned, whose replicas are not known yet */
    static DrainPlan of(ClusterState state, Set<PartitionName> moving, int broker) {
        Map<Integer, Integer> led = new HashMap<>();
        state.partitions().forEach(one -> one.leader().ifPresent(leader -> led.merge(leader, 1, Integer::sum)));
        List<Move> moves = new ArrayList<>();
        Map<PartitionName, String> stuck = new TreeMap<>();
        for (Partition partition : state.partitions()) {
            boolean leads = partition.leader().equals(OptionalInt.of(broker));
            boolean preferred = partition.preferred().equals(OptionalInt.of(broker));
            if (!leads && !preferred) {
                continue;
            }
            PartitionName name = new PartitionName(partition.topic(), partition.partition());
            Optional<Integer> to = next(partition, broker, led);
            if (moving.contains(name)) {
                stuck.put(name, "it is being reassigned");
            } else if (to.isPresent()) {
                moves.add(new Move(name, partition.replicas(), order(partition, broker, to.get()), leads));
                if (leads) {
                    led.merge(to.get(), 1, Integer::sum);
                }
            } else if (leads) {
                stuck.put(name, "no other replica is in sync");
            }
        }
        return new DrainPlan(moves, stuck);
    }

    /** The next leader: the present one or the preferred one, where that is another; else the one that leads least. */
    private static Optional<Integer> next(Partition partition, int broker, Map<Integer, Integer> led) {
        List<Integer> able =
                partition.inSync().stream().filter(id -> id != broker).toList();
        for (OptionalInt first : List.of(partition.leader(), partition.preferred())) {
            if (first.isPresent() && able.contains(first.getAsInt())) {
                return Optional.of(first.getAsInt());
            }
        }
        return able.stream()
                .min(Comparator.comparingInt((Integer id) -> led.getOrDefault(id, 0))
                        .thenComparingInt(id -> partition.replicas().indexOf(id)));
    }

    private static List<Integer> order(Partition partition, int broker, int first) {
        if (partition.preferred().equals(OptionalInt.of(first))) {
            return partition.replicas();
        }
        List<Integer> order = new ArrayList<>(List.of(first));
        partition.replicas().stream().filter(id -> id != first && id != broker).forEach(order::add);
        order.add(broker);
        return order;
    }
}
