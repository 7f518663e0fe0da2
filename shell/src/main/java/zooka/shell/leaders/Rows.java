package zooka.shell.leaders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.kafka.Partition;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.TopicState;
import zooka.shell.screen.Filter;

/**
 * The rows of the map that pass the filter: the names of topics in one arrangement, those of partitions in the other. The
 * list of names stays the same as long as it can, so that a change costs nothing here.
 *
 * @param all the names of all rows
 * @param filter the filter that was applied, as typed; empty for none
 */
record Rows(List<String> names, List<String> all, String filter, boolean unhealthyOnly) {
    static final Rows NONE = new Rows(List.of(), List.of(), "", false);

    /** The number of rows without a filter. */
    int total() {
        return all.size();
    }

    static Rows of(Optional<Snapshot> shown, ViewState place, Rows before) {
        return shown.map(state -> of(state, place, before)).orElse(NONE);
    }

    @SuppressWarnings("ReferenceEquality") // comparing all names costs as much as filtering them
    private static Rows of(Snapshot state, ViewState place, Rows before) {
        List<String> all = place.byBroker() ? state.partitionNames() : state.topicNames();
        boolean named = before.all == all && before.filter.equals(place.filter());
        if (named && !before.unhealthyOnly && !place.unhealthyOnly()) {
            return before;
        }
        Filter filter = place.filtering().filter();
        List<String> names = all;
        if (place.unhealthyOnly()) {
            names = unhealthy(state, place.byBroker(), filter);
            // The same names in another list would make everything below look for the selection again.
            names = before.names.equals(names) ? before.names : names;
        } else if (!filter.isEmpty()) {
            names = List.copyOf(all.stream().filter(filter::accepts).toList());
        }
        return new Rows(names, all, place.filter(), place.unhealthyOnly());
    }

    private static List<String> unhealthy(Snapshot state, boolean partitions, Filter filter) {
        List<String> names = new ArrayList<>();
        for (TopicState topic : state.topics()) {
            if (!unhealthy(state, topic)) {
                continue;
            }
            if (!partitions) {
                add(names, topic.topic().name(), filter);
                continue;
            }
            for (Partition partition : topic.topic().partitions()) {
                if (bad(PartitionTable.level(topic.topic(), partition)) || silent(state, partition)) {
                    add(names, partition.name(), filter);
                }
            }
        }
        return List.copyOf(names);
    }

    private static boolean unhealthy(Snapshot state, TopicState topic) {
        return bad(topic.level())
                || (!state.unreachable().isEmpty()
                        && topic.topic().partitions().stream().anyMatch(partition -> silent(state, partition)));
    }

    /** Whether its leader does not answer this client. */
    static boolean silent(Snapshot state, Partition partition) {
        return partition.leader().isPresent()
                && state.unreachable().containsKey(partition.leader().getAsInt());
    }

    private static void add(List<String> names, String name, Filter filter) {
        if (filter.accepts(name)) {
            names.add(name);
        }
    }

    private static boolean bad(Level level) {
        return level == Level.WARN || level == Level.BAD;
    }
}
