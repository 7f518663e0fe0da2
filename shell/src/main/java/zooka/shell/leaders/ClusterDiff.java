package zooka.shell.leaders;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.commands.timeline.Change;
import zooka.commands.timeline.Event;
import zooka.commands.timeline.LogEntries;
import zooka.commands.timeline.LogEntry;
import zooka.commands.timeline.Point;

/**
 * The events of a point of the timeline as the map shows them.
 *
 * @param at when they were noticed
 * @param all the entries for the log, grouped
 * @param touched the partitions with another leader or other in-sync replicas, as they were before; empty for a new one
 */
record ClusterDiff(Instant at, List<LogEntry> all, Map<String, Optional<Partition>> touched) {

    static ClusterDiff of(Point point) {
        Map<String, Optional<Partition>> touched = new HashMap<>();
        TouchedPartitions finding = new TouchedPartitions(touched);
        for (Event event : point.events()) {
            event.change().match(finding);
        }
        return new ClusterDiff(point.at(), LogEntries.of(point), Collections.unmodifiableMap(touched));
    }

    boolean isEmpty() {
        return all.isEmpty() && touched.isEmpty();
    }

    int count() {
        return all.stream().mapToInt(LogEntry::count).sum();
    }

    /** Finds the partitions that a change touches; returns whether there are any. */
    private record TouchedPartitions(Map<String, Optional<Partition>> partitions) implements Change.Cases<Boolean> {
        @Override
        public Boolean broker(Change.OfBroker change) {
            return false;
        }

        @Override
        public Boolean server(Change.OfServer change) {
            return false;
        }

        @Override
        public Boolean voter(Change.OfVoter change) {
            return false;
        }

        @Override
        public Boolean controller(Change.OfController change) {
            return false;
        }

        @Override
        public Boolean partition(Change.OfPartition change) {
            if (change.healthChanged()) {
                partitions.put(change.after().name(), Optional.of(change.before()));
            }
            return change.healthChanged();
        }

        @Override
        public Boolean topic(Change.OfTopic change) {
            boolean any = false;
            for (Partition partition : change.after().map(Topic::partitions).orElse(List.of())) {
                if (change.before()
                        .flatMap(topic -> topic.partition(partition.partition()))
                        .isEmpty()) {
                    partitions.put(partition.name(), Optional.empty());
                    any = true;
                }
            }
            return any;
        }
    }

    static String ids(List<Integer> ids) {
        return LogEntries.ids(ids);
    }

    static String partitions(int count) {
        return LogEntries.partitions(count);
    }
}
