package zooka.clients.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A topic at one moment.
 *
 * @param id the topic id as Kafka prints it; empty on brokers before 2.8
 * @param minInSync the topic's {@code min.insync.replicas}; empty if it was not requested
 * @param partitions in the order of their numbers
 */
public record Topic(
        String name, Optional<String> id, boolean internal, OptionalInt minInSync, List<Partition> partitions) {

    private static final Set<String> INTERNAL =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

    public Topic {
        partitions = List.copyOf(partitions);
    }

    /** Whether Kafka has a topic of this name for itself. */
    public static boolean isInternal(String name) {
        return INTERNAL.contains(name);
    }

    /** The largest number of replicas of its partitions, without those that a reassignment adds. */
    public int replication() {
        return partitions.stream()
                .mapToInt(p -> p.replicas().size() - p.adding().size())
                .max()
                .orElse(0);
    }

    public Topic withMinInSync(int value) {
        return new Topic(name, id, internal, OptionalInt.of(value), partitions);
    }

    /** The topic with other partitions. */
    public Topic withPartitions(List<Partition> others) {
        return new Topic(name, id, internal, minInSync, others);
    }

    /** The partition with a number; empty if the topic has none. */
    public Optional<Partition> partition(int number) {
        int index = index(number);
        return index < 0 ? Optional.empty() : Optional.of(partitions.get(index));
    }

    /** The topic with another state of one of its partitions; empty if it has none with that number. */
    public Optional<Topic> with(Partition partition) {
        int index = index(partition.partition());
        if (index < 0) {
            return Optional.empty();
        }
        List<Partition> others = new ArrayList<>(partitions);
        others.set(index, partition);
        return Optional.of(withPartitions(others));
    }

    private int index(int number) {
        if (number >= 0 && number < partitions.size() && partitions.get(number).partition() == number) {
            return number;
        }
        for (int i = 0; i < partitions.size(); i++) {
            if (partitions.get(i).partition() == number) {
                return i;
            }
        }
        return -1;
    }

    /** The topic with these brokers offline: they lead nothing, and their replicas are offline. */
    public Topic without(Set<Integer> offline) {
        if (offline.isEmpty()) {
            return this;
        }
        List<Partition> others =
                partitions.stream().map(one -> one.without(offline)).toList();
        return others.equals(partitions) ? this : withPartitions(others);
    }

    /** Whether a partition has fewer in-sync replicas than {@code min.insync.replicas}, or none. */
    public boolean underMinInSync(Partition partition) {
        return partition.offline() || partition.inSync().size() < minInSync.orElse(1);
    }

    /** Whether losing one more in-sync replica stops writes. */
    public boolean atMinInSync(Partition partition) {
        return partition.inSyncOrLast().size() == minInSync.orElse(1);
    }
}
