package zooka.clients.kafka;

import java.util.Comparator;

/** Which partition of which topic. */
public record PartitionName(String topic, int partition) implements Comparable<PartitionName> {

    private static final Comparator<PartitionName> ORDER =
            Comparator.comparing(PartitionName::topic).thenComparingInt(PartitionName::partition);

    @Override
    public int compareTo(PartitionName other) {
        return ORDER.compare(this, other);
    }

    /** As people and tools call it: {@code orders-0}. */
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
