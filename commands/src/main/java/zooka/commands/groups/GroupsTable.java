package zooka.commands.groups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import zooka.clients.kafka.Broker;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Health;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** Groups with their rates as rows. */
public final class GroupsTable {

    /** Rates from here on are shown as whole numbers. */
    private static final double WHOLE = 10;

    private GroupsTable() {}

    /** The columns of {@link #of}. */
    public static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("group", "GROUP"),
                Column.of("state", "STATE"),
                Column.of("type", "TYPE"),
                Column.of("members", "MEMBERS").number(),
                Column.of("partitions", "PARTITIONS").number(),
                Column.of("lag", "LAG").number()));
        columns.addAll(rates());
        columns.addAll(List.of(
                Column.jsonOnly("health"),
                Column.jsonOnly("unknownPartitions").number(),
                Column.jsonOnly("coordinator").number()));
        return columns;
    }

    /** The rows of a picture. */
    public static Table of(GroupsPicture picture) {
        return new Table(
                        columns(),
                        picture.groups().stream()
                                .map(group -> row(group, picture))
                                .toList(),
                        "no groups")
                .graded("group");
    }

    private static Row row(GroupLoad group, GroupsPicture picture) {
        Pace pace = group.pace();
        Health health = group.health(picture.asOf());
        Level level = health == Health.HEALTHY ? Level.PLAIN : health.level();
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(group.name()),
                Cell.text(group.group().state(), group.group().state().equals("Stable") ? Level.PLAIN : Level.WARN),
                Cell.text(group.group().type()),
                PartitionTable.known(group.group().members()),
                group.described() ? Cell.count(group.partitions().size()) : Cell.missing(),
                pace.lag().isPresent() && group.unknown() == 0
                        ? Cell.count(pace.lag().getAsLong(), level)
                        : Cell.missing()));
        cells.addAll(rates(pace, group.catchUp(), group.oldestUnread(), level));
        cells.addAll(List.of(
                Cell.text(health.word()),
                Cell.count(group.unknown()),
                Cell.optional(group.group().coordinator().map(Broker::id).map(Cell::id))));
        return new Row(cells);
    }

    /** The columns of rates, of groups and of partitions. */
    public static List<Column> rates() {
        return List.of(
                Column.of("inPerSecond", "IN/s").number(),
                Column.of("outPerSecond", "OUT/s").number(),
                Column.textOnly("CATCHES UP"),
                Column.jsonOnly("catchUpSeconds").number(),
                Column.jsonOnly("catchesUp").flag(),
                Column.of("oldestUnread", "OLDEST UNREAD").time());
    }

    /** The cells of those columns. */
    public static List<Cell> rates(Pace pace, CatchUp catchUp, Optional<Instant> oldest, Level level) {
        return List.of(
                rate(pace.in()),
                rate(pace.out()),
                text(catchUp, level),
                catchUp.seconds().isPresent()
                        ? Cell.count(catchUp.seconds().getAsLong())
                        : catchUp.state() == CatchUp.State.DONE ? Cell.count(0) : Cell.missing(),
                catchesUp(catchUp),
                Cell.optional(oldest.map(Cell::since)));
    }

    /** A rate per second, with a fraction if it is small; missing if it is unknown. */
    public static Cell rate(OptionalDouble rate) {
        if (rate.isEmpty()) {
            return Cell.missing();
        }
        double value = rate.getAsDouble();
        long tenths = Math.round(value * 10);
        return value >= WHOLE || tenths % 10 == 0
                ? Cell.count(Math.round(value))
                : new Cell.Json(String.format(Locale.ROOT, "%.1f", tenths / 10.0));
    }

    /** The time in which the lag is gone, for people. */
    private static Cell text(CatchUp catchUp, Level level) {
        return switch (catchUp.state()) {
            case UNKNOWN, IDLE, DONE -> Cell.missing();
            case STEADY -> Cell.text("steady", Level.DIM);
            case NEVER -> Cell.text("never", level == Level.PLAIN ? Level.WARN : level);
            case LATER -> Cell.text(catchUp.seconds().getAsLong() + " s", level);
        };
    }

    /** Whether the lag shrinks or there is none; missing if it is not known. */
    private static Cell catchesUp(CatchUp catchUp) {
        return switch (catchUp.state()) {
            case UNKNOWN, IDLE -> Cell.missing();
            case DONE, LATER, STEADY -> Cell.flag(true);
            case NEVER -> Cell.flag(false);
        };
    }
}
