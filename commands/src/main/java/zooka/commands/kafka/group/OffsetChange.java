package zooka.commands.kafka.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.PartitionName;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Table.Column;

/**
 * A change of a committed offset.
 *
 * @param before the committed offset; empty without one
 * @param after the new offset; empty for a deletion
 * @param note why the new offset differs from the requested one; may be empty
 */
record OffsetChange(String group, PartitionName partition, OptionalLong before, OptionalLong after, String note) {

    /** The fields of a change to the offsets of a group. */
    static final List<Column> FIELDS = List.of(
            Column.of("group", "group"),
            Column.of("offsets", "offsets").list(),
            Column.of("failed", "failed").list());

    /** The change as text: {@code orders-0: 7 → 0 (-7)}. */
    String text() {
        StringBuilder text = new StringBuilder(partition + ": " + number(before) + " → " + number(after));
        if (before.isPresent() && after.isPresent()) {
            text.append(String.format(Locale.ROOT, " (%+,d)", after.getAsLong() - before.getAsLong()));
        }
        return note.isEmpty() ? text.toString() : text + ", " + note;
    }

    private static String number(OptionalLong offset) {
        return offset.isPresent() ? String.format(Locale.ROOT, "%,d", offset.getAsLong()) : "none";
    }

    /** The topics whose offsets change. */
    static Scope scope(List<OffsetChange> changes) {
        return Scope.topics(
                changes.stream().map(change -> change.partition().topic()).toList());
    }

    /** The lines of a plan, one for each change. */
    static String lines(List<OffsetChange> changes) {
        return changes.stream().map(change -> "\n  " + change.text()).collect(Collectors.joining());
    }

    /** The changes for JSON. */
    static Field field(List<OffsetChange> changes) {
        List<Cell> cells = new ArrayList<>();
        for (OffsetChange change : changes) {
            boolean both = change.before.isPresent() && change.after.isPresent();
            cells.add(new Cell.Group(List.of(
                    Field.of("group", "group", Cell.text(change.group)),
                    Field.of("topic", "topic", Cell.text(change.partition.topic())),
                    Field.of("partition", "partition", Cell.id(change.partition.partition())),
                    Field.of("before", "before", PartitionTable.known(change.before)),
                    Field.of("after", "after", PartitionTable.known(change.after)),
                    Field.of(
                            "change",
                            "change",
                            both ? Cell.count(change.after.getAsLong() - change.before.getAsLong()) : Cell.missing()),
                    Field.of("note", "note", change.note.isEmpty() ? Cell.missing() : Cell.text(change.note)))));
        }
        return Field.of("offsets", "offsets", new Cell.Many(cells));
    }

    /** The previous offsets, which JSON contains after these fields. */
    static Plan.WayBack wayBack(List<OffsetChange> changes, List<Field> fields) {
        List<Field> all = new ArrayList<>(fields);
        all.add(field(changes));
        return new Plan.WayBack(csvBefore(changes), all);
    }

    /** The partitions whose offset could not be changed, for JSON. */
    static Field failed(List<OffsetChange> changes, List<OffsetChange> made) {
        return Field.of(
                "failed",
                "failed",
                new Cell.Many(changes.stream()
                        .filter(change -> !made.contains(change))
                        .map(change -> Cell.text(change.partition.toString()))
                        .toList()));
    }

    /** The previous offsets in the format of {@code --from-file}; empty without any. */
    static Optional<String> csvBefore(List<OffsetChange> changes) {
        return csv(changes, OffsetChange::before);
    }

    /** The new offsets, in the same format. */
    static Optional<String> csvAfter(List<OffsetChange> changes) {
        return csv(changes, OffsetChange::after);
    }

    private static Optional<String> csv(List<OffsetChange> changes, Function<OffsetChange, OptionalLong> offset) {
        return OffsetCsv.text(changes.stream()
                .filter(change -> offset.apply(change).isPresent())
                .map(change -> new OffsetCsv.Line(
                        change.group, change.partition, offset.apply(change).getAsLong()))
                .toList());
    }

    /**
     * The changes that were made, with a remark for each failure; throws the first failure if all failed.
     *
     * @param outcomes by partition
     */
    static List<OffsetChange> made(
            Context context, List<OffsetChange> changes, Map<PartitionName, Outcome<Void>> outcomes) {
        List<OffsetChange> made = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (OffsetChange change : changes) {
            outcomes.get(change.partition).failure().ifPresentOrElse(failures::add, () -> made.add(change));
        }
        if (made.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        failures.forEach(failure -> context.remarks().incomplete(failure));
        return made;
    }
}
