package zooka.clients.kafka;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A topic at one moment.
 *
 * @param id the topic id as Kafka prints it; empty on brokers before 2.8
 * @param minInSync the topic's {@code min.insync.replicas}; empty if it was not requested
 * @param partitions in the order of their numbers
 */
public record Topic(
        String name, Optional<String> id, boolean internal, OptionalInt minInSync, List<Partition> partitions) {

    public Topic {
        partitions = List.copyOf(partitions);
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

    /** Whether a partition has fewer in-sync replicas than {@code min.insync.replicas}, or none. */
    public boolean underMinInSync(Partition partition) {
        return partition.offline() || partition.inSync().size() < minInSync.orElse(1);
    }

    /** Whether losing one more in-sync replica stops writes. */
    public boolean atMinInSync(Partition partition) {
        return partition.inSyncOrLast().size() == minInSync.orElse(1);
    }
}
