package zooka.clients.kafka;

import java.util.Comparator;

/** A topic and a partition number. */
public record PartitionName(String topic, int partition) implements Comparable<PartitionName> {

    private static final Comparator<PartitionName> ORDER =
            Comparator.comparing(PartitionName::topic).thenComparingInt(PartitionName::partition);

    @Override
    public int compareTo(PartitionName other) {
        return ORDER.compare(this, other);
    }

    /** The name as text: {@code orders-0}. */
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
