package zooka.shell.groups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zooka.commands.groups.GroupEvent;
import zooka.commands.groups.GroupLoad;
import zooka.commands.groups.GroupsPicture;
import zooka.commands.groups.Pace;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Health;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;
import zooka.shell.sheet.Change;
import zooka.shell.sheet.Page;
import zooka.shell.sheet.Sheet;
import zooka.shell.sheet.Sheet.Column;
import zooka.shell.sheet.Sheet.Row;
import zooka.shell.sheet.Sheet.Value;
import zooka.shell.sheet.Subject;

/** The rows of {@code watch groups}. */
final class GroupsSubject implements Subject<GroupsPicture> {

    private static final int STATE = 1;

    private static final List<Column> COLUMNS = List.of(
            Column.text("GROUP", 16, 60, 0),
            Column.text("STATE", 10, 22, 1),
            Column.number("MEMBERS", 7, 5),
            Column.number("PARTITIONS", 10, 6),
            Column.number("LAG", 9, 0),
            Column.number("IN/s", 7, 3),
            Column.number("OUT/s", 7, 3),
            Column.number("CATCHES UP", 8, 0).narrow("CATCH UP"),
            Column.number("OLDEST UNREAD", 6, 2).narrow("OLDEST"));

    @Override
    public String name() {
        return "groups";
    }

    @Override
    public String cluster(GroupsPicture picture) {
        return picture.cluster();
    }

    @Override
    public Instant asOf(GroupsPicture picture) {
        return picture.asOf();
    }

    @Override
    public List<String> troubles(GroupsPicture picture) {
        return picture.troubles();
    }

    @Override
    public List<List<Span>> summary(GroupsPicture picture, Instant now) {
        List<List<Span>> summary = new ArrayList<>();
        summary.add(List.of(new Span("groups " + picture.groups().size(), Style.PLAIN)));
        for (Health health : List.of(Health.UNREACHABLE, Health.UNHEALTHY, Health.DEGRADED)) {
            long count = picture.groups().stream()
                    .filter(group -> group.health(now) == health)
                    .count();
            if (count > 0) {
                summary.add(List.of(new Span(health.word() + " " + count, Style.of(health.level()))));
            }
        }
        return summary;
    }

    @Override
    public Sheet rows(GroupsPicture picture, Instant now) {
        return new Sheet(
                "groups",
                COLUMNS,
                picture.groups().stream().map(group -> row(group, now)).toList(),
                "no groups");
    }

    private static Row row(GroupLoad group, Instant now) {
        Health health = group.health(now);
        Level level = health == Health.HEALTHY ? Level.PLAIN : health.level();
        Pace pace = group.pace();
        List<Value> values = new ArrayList<>();
        values.add(Value.text(group.name(), level == Level.BAD ? level : Level.PLAIN));
        values.add(Value.text(state(group), stateLevel(group)));
        values.add(
                group.group().members().isPresent()
                        ? Value.count(group.group().members().getAsInt())
                        : Value.UNKNOWN);
        values.add(group.described() ? Value.count(group.partitions().size()) : Value.UNKNOWN);
        values.add(Readings.lag(pace, group.unknown(), group.partitions().isEmpty() && group.described(), level));
        values.add(Value.rate(pace.in(), Level.PLAIN));
        values.add(Value.rate(pace.out(), Level.PLAIN));
        values.add(Readings.catchUp(group.catchUp(), now, level));
        values.add(Readings.age(group.oldestUnread(), now, level));
        return new Row(group.name(), health != Health.HEALTHY, values);
    }

    /** The state in plain words. */
    static String state(GroupLoad group) {
        if (!group.described()) {
            return "unreachable";
        }
        return switch (group.group().state()) {
            case "Empty" -> "no members";
            case "PreparingRebalance", "CompletingRebalance" -> "rebalancing";
            case "NotReady" -> "not ready";
            default -> group.group().state().toLowerCase(Locale.ROOT);
        };
    }

    private static Level stateLevel(GroupLoad group) {
        if (!group.described()) {
            return Level.BAD;
        }
        if (group.rebalancing() || group.group().state().equals("NotReady")) {
            return Level.WARN;
        }
        return group.group().state().equals("Stable") ? Level.DIM : Level.PLAIN;
    }

    @Override
    public Optional<Page> page(GroupsPicture picture, String key, Instant now) {
        return picture.group(key).map(group -> new GroupPage(group, now).page());
    }

    @Override
    public List<Change> changes(GroupsPicture before, GroupsPicture after) {
        return GroupEvent.between(before, after).stream()
                .map(event -> new Change(
                        event.at(),
                        event.group(),
                        event.level(),
                        event.group().isEmpty() ? event.text() : event.group() + ": " + event.text()))
                .toList();
    }

    @Override
    public int marked() {
        return STATE;
    }

    @Override
    public List<String> legend() {
        return List.of(
                "LAG\trecords not read yet; ≥ 803: some partitions are unknown",
                "IN/s\trecords appended per second to what the group reads",
                "OUT/s\trecords committed per second; both over 30 s",
                "CATCHES UP\twhen the lag is gone; never: it does not shrink",
                "steady\tthe lag is at most 5 s of records and does not shrink",
                "OLDEST UNREAD\tthe age of the first unread record",
                "red\tat least 2 min behind, or 15 s and the lag does not shrink",
                "yellow\tat least 15 s behind; time decides, not records");
    }
}
