package zooka.clients.kafka;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A topic at one moment.
 *
 * @param id the topic id as Kafka prints it; empty on brokers before 2.8
 * @param minInSync the topic's {@code min.insync.replicas}; empty where it was not asked for
 * @param partitions in the order of their numbers
 */
public record Topic(
        String name, Optional<String> id, boolean internal, OptionalInt minInSync, List<Partition> partitions) {

    public Topic {
        partitions = List.copyOf(partitions);
    }

    /** The most replicas that any of its partitions has, without those that a reassignment adds. */
    public int replication() {
        return partitions.stream()
                .mapToInt(p -> p.replicas().size() - p.adding().size())
                .max()
                .orElse(0);
    }

    public Topic withMinInSync(int value) {
        return new Topic(name, id, internal, OptionalInt.of(value), partitions);
    }

    /** The same with more known of its partitions. */
    public Topic withPartitions(List<Partition> others) {
        return new Topic(name, id, internal, minInSync, others);
    }

    /** Whether a partition is served by fewer in-sync replicas than {@code min.insync.replicas} asks for, or by none. */
    public boolean underMinInSync(Partition partition) {
        return partition.offline() || partition.inSync().size() < minInSync.orElse(1);
    }

    /** Whether just so many are in sync that losing one more stops writes. */
    public boolean atMinInSync(Partition partition) {
        return partition.inSyncOrLast().size() == minInSync.orElse(1);
    }
}
