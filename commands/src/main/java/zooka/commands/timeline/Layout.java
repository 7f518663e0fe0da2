package zooka.commands.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import zooka.clients.kafka.Partition;

/**
 * The names of all topics and partitions. States share one layout until a topic or a partition is created or deleted, so
 * that what depends on names only is computed as rarely.
 */
final class Layout {

    static final Layout EMPTY = new Layout(List.of());

    private final List<String> topics;

    /** Computed on first use: only one arrangement of the map needs it. */
    private volatile List<String> partitions = List.of();

    Layout(Collection<String> topics) {
        this.topics = List.copyOf(topics);
    }

    List<String> topics() {
        return topics;
    }

    /** @param states the topics of a state with this layout */
    List<String> partitions(Collection<TopicState> states) {
        if (partitions.isEmpty()) {
            List<String> all = new ArrayList<>();
            for (TopicState state : states) {
                for (Partition partition : state.topic().partitions()) {
                    all.add(partition.name());
                }
            }
            partitions = List.copyOf(all);
        }
        return partitions;
    }
}
