package zooka.commands.kafka.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** The columns of partitions: the same keys in all commands, and a remark on problems. */
public final class PartitionTable {

    private PartitionTable() {}

    /**
     * The columns.
     *
     * @param topicShown whether the topic is shown in tables; not needed in a table of one topic
     */
    public static List<Column> columns(boolean topicShown) {
        return List.of(
                topicShown ? Column.of("topic", "TOPIC") : Column.jsonOnly("topic"),
                Column.of("partition", "PARTITION").number(),
                Column.of("leader", "LEADER").number(),
                Column.of("leaderEpoch", "EPOCH").number(),
                Column.of("replicas", "REPLICAS").list(),
                Column.of("isr", "IN SYNC").list(),
                Column.jsonOnly("elr").list(),
                Column.jsonOnly("offlineReplicas").list(),
                Column.jsonOnly("preferred").flag(),
                Column.of("since", "SINCE").time(),
                Column.jsonOnly("underReplicated").flag());
    }

    /** The replicas that a reassignment changes; hidden in tables, where the remark shows them. */
    public static List<Column> moveColumns() {
        return List.of(
                Column.jsonOnly("addingReplicas").list(),
                Column.jsonOnly("removingReplicas").list());
    }

    /** The cells of those columns. */
    public static List<Cell> moves(Partition partition) {
        return List.of(Cell.counts(partition.adding()), Cell.counts(partition.removing()));
    }

    /** What only JSON has of each partition: the last known eligible leaders, and the id of its topic. */
    public static List<Column> detailColumns() {
        return List.of(Column.jsonOnly("lastKnownElr").list(), Column.jsonOnly("topicId"));
    }

    /** The column of the remark, after all others. */
    public static Column remarkColumn() {
        return Column.textOnly("REMARK");
    }

    /** The cells of those columns. */
    public static List<Cell> cells(Topic topic, Partition partition) {
        return new ArrayList<>(List.of(
                Cell.text(partition.topic()),
                Cell.id(partition.partition()),
                leader(topic, partition),
                partition.leaderEpoch().isPresent()
                        ? Cell.id(partition.leaderEpoch().getAsInt())
                        : Cell.missing(),
                Cell.counts(partition.replicas()),
                Cell.counts(partition.isr()),
                partition.elr().map(Cell::counts).orElseGet(Cell::missing),
                Cell.counts(partition.offlineReplicas()),
                Cell.flag(partition.preferredLeads()),
                Cell.optional(partition.since().map(Cell::since)),
                Cell.flag(partition.underReplicated())));
    }

    public static Row row(Topic topic, Partition partition) {
        List<Cell> cells = cells(topic, partition);
        cells.addAll(moves(partition));
        cells.add(partition.lastKnownElr().map(Cell::counts).orElseGet(Cell::missing));
        cells.add(Cell.optional(topic.id().map(Cell::text)));
        cells.add(remark(topic, partition));
        return new Row(cells);
    }

    /** The level of the worst problem of a partition. */
    public static Level level(Topic topic, Partition partition) {
        if (topic.underMinInSync(partition)) {
            return Level.BAD;
        }
        return partition.underReplicated() || !partition.preferredLeads() ? Level.WARN : Level.PLAIN;
    }

    private static Cell leader(Topic topic, Partition partition) {
        if (partition.offline()) {
            return Cell.missing();
        }
        return Cell.id(partition.leader().getAsInt(), level(topic, partition));
    }

    /** The problems of a partition as text; empty for a healthy one. */
    public static Cell remark(Topic topic, Partition partition) {
        List<String> remarks = new ArrayList<>();
        if (partition.offline()) {
            remarks.add("no leader");
        } else if (!partition.preferredLeads() && partition.preferred().isPresent()) {
            remarks.add("preferred leader: " + partition.preferred().getAsInt());
        }
        if (partition.underReplicated()) {
            List<Integer> served = partition.inSyncOrLast();
            String missing = partition.replicas().stream()
                    .filter(id -> !served.contains(id) && !partition.adding().contains(id))
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
            remarks.add("out of sync: " + missing);
        }
        if (!partition.offline() && topic.minInSync().isPresent() && topic.underMinInSync(partition)) {
            remarks.add("under min.insync.replicas (" + topic.minInSync().getAsInt() + ")");
        }
        remark("eligible", partition.elr().orElse(List.of())).ifPresent(remarks::add);
        remark("last known eligible", partition.lastKnownElr().orElse(List.of()))
                .ifPresent(remarks::add);
        remark("adding", partition.adding()).ifPresent(remarks::add);
        remark("removing", partition.removing()).ifPresent(remarks::add);
        return remarks.isEmpty() ? Cell.BLANK : Cell.text(String.join(", ", remarks), level(topic, partition));
    }

    public static Cell known(OptionalLong value) {
        return value.isPresent() ? Cell.count(value.getAsLong()) : Cell.missing();
    }

    private static Optional<String> remark(String what, List<Integer> brokers) {
        return brokers.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        what + ": " + brokers.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    public static Cell known(OptionalInt value) {
        return value.isPresent() ? Cell.count(value.getAsInt()) : Cell.missing();
    }
}
