package zooka.shell.leaders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import zooka.clients.kafka.Partition;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.TopicState;
import zooka.shell.leaders.ViewState.Choice;
import zooka.shell.leaders.ViewState.Order;
import zooka.shell.screen.Filter;

/**
 * The rows of the map that pass the filter: the names of topics in one arrangement, those of partitions in the other. The
 * list of names stays the same as long as it can, so that a change costs nothing here.
 *
 * @param all the names of all rows
 * @param filter the filter that was applied, as typed
 */
record Rows(List<String> names, List<String> all, String filter, Choice choice) {
    static final Rows NONE = new Rows(List.of(), List.of(), "", ViewState.START.choice());

    /** What changed in this time before the state was read has changed lately. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    /** A row that is ordered by its values. */
    private record Line(String name, Optional<Instant> since, int missing) {}

    /** The number of rows without a filter. */
    int total() {
        return all.size();
    }

    static Rows of(Optional<Snapshot> shown, ViewState place, Rows before) {
        return shown.map(state -> of(state, place, before)).orElse(NONE);
    }

    @SuppressWarnings("ReferenceEquality") // comparing all names costs as much as filtering them
    private static Rows of(Snapshot state, ViewState place, Rows before) {
        Choice choice = place.choice();
        List<String> all = choice.byBroker() ? state.partitionNames() : state.topicNames();
        boolean named = before.all == all && before.filter.equals(place.filter());
        if (named && before.choice.equals(choice) && choice.plain()) {
            return before;
        }
        Filter filter = place.filtering().filter();
        List<String> names = all;
        if (!choice.plain()) {
            names = ordered(state, choice, filter);
        } else if (!filter.isEmpty()) {
            names = List.copyOf(all.stream().filter(filter::accepts).toList());
        }
        // The same names in another list would make everything below look for the selection again.
        return new Rows(before.names.equals(names) ? before.names : names, all, place.filter(), choice);
    }

    private static List<String> ordered(Snapshot state, Choice choice, Filter filter) {
        Instant lately = state.asOf().minus(LATELY);
        List<Line> lines = new ArrayList<>();
        for (TopicState topic : state.topics()) {
            if (choice.latelyOnly() && !after(topic.since(), lately)) {
                continue;
            }
            if (choice.unhealthyOnly() && !unhealthy(state, topic)) {
                continue;
            }
            if (!choice.byBroker()) {
                String name = topic.topic().name();
                add(lines, filter, new Line(name, topic.since(), topic.replicas() - topic.inSync()));
                continue;
            }
            for (Partition partition : topic.topic().partitions()) {
                boolean bad = bad(PartitionTable.level(topic.topic(), partition)) || silent(state, partition);
                if ((bad || !choice.unhealthyOnly()) && (!choice.latelyOnly() || after(partition.since(), lately))) {
                    int missing =
                            partition.replicas().size() - partition.inSync().size();
                    add(lines, filter, new Line(partition.name(), partition.since(), missing));
                }
            }
        }
        if (choice.order() == Order.SINCE) {
            lines.sort(
                    Comparator.comparing((Line line) -> line.since().orElse(Instant.MIN), Comparator.reverseOrder()));
        } else if (choice.order() == Order.IN_SYNC) {
            lines.sort(Comparator.comparingInt(Line::missing).reversed());
        }
        return List.copyOf(lines.stream().map(Line::name).toList());
    }

    private static void add(List<Line> lines, Filter filter, Line line) {
        if (filter.accepts(line.name())) {
            lines.add(line);
        }
    }

    private static boolean after(Optional<Instant> since, Instant lately) {
        return since.filter(time -> time.isAfter(lately)).isPresent();
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

    private static boolean bad(Level level) {
        return level == Level.WARN || level == Level.BAD;
    }
}
