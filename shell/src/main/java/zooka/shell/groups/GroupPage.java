package zooka.shell.groups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.Groups.Membership;
import zooka.clients.kafka.PartitionName;
import zooka.commands.groups.CatchUp;
import zooka.commands.groups.GroupLoad;
import zooka.commands.groups.PartitionLoad;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Health;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;
import zooka.shell.sheet.Page;
import zooka.shell.sheet.Sheet;
import zooka.shell.sheet.Sheet.Column;
import zooka.shell.sheet.Sheet.Row;
import zooka.shell.sheet.Sheet.Value;

/** The page of a group: its partitions, and its members. */
final class GroupPage {

    private static final String GAP = "   ";

    private static final List<Column> PARTITIONS = List.of(
            Column.text("PARTITION", 14, 60, 0),
            Column.text("CLIENT", 8, 30, 3),
            Column.text("HOST", 8, 24, 6),
            Column.number("COMMITTED", 9, 5),
            Column.number("END", 9, 5),
            Column.number("LAG", 8, 0),
            Column.number("IN/s", 6, 2),
            Column.number("OUT/s", 6, 2),
            Column.number("CATCHES UP", 8, 1).narrow("CATCH UP"),
            Column.number("OLDEST UNREAD", 6, 2).narrow("OLDEST"));

    private static final List<Column> MEMBERS = List.of(
            Column.text("MEMBER", 16, 60, 0),
            Column.text("CLIENT", 8, 30, 2),
            Column.text("HOST", 8, 24, 1),
            Column.number("PARTITIONS", 10, 0),
            Column.number("LAG", 9, 0),
            Column.text("ASSIGNMENT", 12, 200, 3));

    private final GroupLoad group;
    private final Instant now;

    GroupPage(GroupLoad group, Instant now) {
        this.group = group;
        this.now = now;
    }

    Page page() {
        return new Page(List.of(what(), how()), List.of(partitions(), members()));
    }

    private static Span plain(String text) {
        return new Span(text, Style.PLAIN);
    }

    private List<Span> what() {
        Group told = group.group();
        Optional<Membership> membership = told.membership();
        List<Span> spans = new ArrayList<>();
        Health health = group.health(now);
        spans.add(new Span(group.name(), Style.BOLD));
        spans.add(plain(GAP + GroupsSubject.state(group)));
        spans.add(new Span(GAP + health.word(), Style.of(health.level())));
        if (!told.type().isEmpty()) {
            spans.add(plain(GAP + "type " + told.type()));
        }
        told.members().ifPresent(count -> spans.add(plain(GAP + "members " + count)));
        membership.flatMap(Membership::assignor).ifPresent(name -> spans.add(plain(GAP + "assignor " + name)));
        membership.ifPresent(known -> known.epoch().ifPresent(epoch -> spans.add(plain(GAP + "epoch " + epoch))));
        told.coordinator()
                .ifPresent(broker -> spans.add(
                        plain(GAP + "coordinator " + broker.id() + " at " + broker.host() + ":" + broker.port())));
        return spans;
    }

    private List<Span> how() {
        List<Span> spans = new ArrayList<>();
        OptionalLong lag = group.pace().lag();
        String atLeast = group.unknown() > 0 ? "at least " : "";
        spans.add(plain("lag " + (lag.isEmpty() ? "unknown" : atLeast + Value.counted(lag.getAsLong()))));
        group.pace().in().ifPresent(rate -> spans.add(plain(GAP + "in " + Value.rate(rate) + "/s")));
        group.pace().out().ifPresent(rate -> spans.add(plain(GAP + "out " + Value.rate(rate) + "/s")));
        CatchUp.State state = group.catchUp().state();
        String when = Readings.catchUp(group.catchUp(), now, Level.PLAIN).text();
        if (state == CatchUp.State.NEVER) {
            spans.add(new Span(GAP + "never catches up", Style.of(Level.WARN)));
        } else if (state == CatchUp.State.LATER) {
            spans.add(plain(GAP + "catches up in " + when));
        } else if (state == CatchUp.State.STEADY) {
            spans.add(plain(GAP + "steady"));
        }
        group.oldestUnread()
                .ifPresent(at -> spans.add(plain(GAP + "oldest unread "
                        + Readings.age(Optional.of(at), now, Level.PLAIN).text())));
        if (group.lost() > 0) {
            spans.add(new Span(GAP + Value.counted(group.lost()) + " records deleted unread", Style.of(Level.BAD)));
        }
        return spans;
    }

    private Sheet partitions() {
        return new Sheet(
                "partitions",
                PARTITIONS,
                group.partitions().stream().map(this::row).toList(),
                "no committed offsets and no assigned partitions");
    }

    private Row row(PartitionLoad load) {
        Optional<Member> reader = load.lag().commit().reader();
        boolean wrong = load.lag().lost().orElse(0) > 0 || load.lag().beyond().orElse(0) > 0;
        boolean old = load.oldestUnread()
                .filter(at -> at.isBefore(now.minus(GroupLoad.BEHIND)))
                .isPresent();
        boolean far = load.oldestUnread()
                .filter(at -> at.isBefore(now.minus(GroupLoad.FAR_BEHIND)))
                .isPresent();
        Level level = wrong || far ? Level.BAD : old ? Level.WARN : Level.PLAIN;
        boolean committed = load.lag().commit().offset().isPresent();
        return new Row(
                load.name().toString(),
                load.unknown() || level != Level.PLAIN,
                List.of(
                        Value.text(load.name().toString()),
                        reader.flatMap(Member::client).map(Value::text).orElse(Value.NONE),
                        reader.flatMap(Member::host).map(Value::text).orElse(Value.NONE),
                        offset(load.lag().commit().offset(), committed ? Value.UNKNOWN : Value.NONE),
                        offset(load.lag().log().end(), load.lag().log().exists() ? Value.UNKNOWN : Value.NONE),
                        Readings.lag(
                                load.pace(), 0, !committed || !load.lag().log().exists(), level),
                        Value.rate(load.pace().in(), Level.PLAIN),
                        Value.rate(load.pace().out(), Level.PLAIN),
                        Readings.catchUp(load.pace().catchUp(group.attended()), now, level),
                        Readings.age(load.oldestUnread(), now, level)));
    }

    private static Value offset(OptionalLong offset, Value missing) {
        return offset.isPresent() ? Value.count(offset.getAsLong()) : missing;
    }

    private Sheet members() {
        Map<PartitionName, PartitionLoad> loads = new HashMap<>();
        group.partitions().forEach(load -> loads.put(load.name(), load));
        List<Row> rows = group.group().membership().map(Membership::members).orElse(List.of()).stream()
                .map(member -> row(member, loads))
                .toList();
        String empty = group.described() ? "no members" : "the coordinator does not answer";
        return new Sheet("members", MEMBERS, rows, empty);
    }

    private static Row row(Member member, Map<PartitionName, PartitionLoad> loads) {
        List<PartitionLoad> assigned = member.partitions().stream()
                .map(loads::get)
                .filter(load -> load != null)
                .toList();
        boolean unknown = assigned.stream().anyMatch(PartitionLoad::unknown);
        long lag = assigned.stream()
                .mapToLong(load -> Math.max(0, load.pace().lag().orElse(0)))
                .sum();
        boolean told = member.assignment().isPresent();
        return new Row(
                member.id(),
                false,
                List.of(
                        Value.text(member.instance().orElse(member.id())),
                        member.client().map(Value::text).orElse(Value.NONE),
                        member.host().map(Value::text).orElse(Value.NONE),
                        told ? Value.count(member.partitions().size()) : Value.UNKNOWN,
                        unknown ? Value.UNKNOWN : Value.count(lag),
                        Value.text(assignment(member.partitions()))));
    }

    /** The partitions by topic: {@code orders:0,2 clicks:1}. */
    private static String assignment(List<PartitionName> partitions) {
        Map<String, List<PartitionName>> byTopic = partitions.stream()
                .sorted()
                .collect(Collectors.groupingBy(PartitionName::topic, LinkedHashMap::new, Collectors.toList()));
        return byTopic.entrySet().stream()
                .map(topic -> topic.getKey() + ":"
                        + topic.getValue().stream()
                                .map(name -> String.valueOf(name.partition()))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }
}
