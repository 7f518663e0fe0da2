package zooka.commands.kafka.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.Groups.Membership;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code group describe}: describes groups, with the lag on each topic. */
@Command(
        name = "group describe",
        footer = {
            "",
            "One group is shown with its topics, several as a table. See also group members and group lag.",
            "",
            "Examples:",
            "  group describe billing",
            "  group describe 'billing-*' --json=group,lag"
        })
public final class GroupDescribe implements Action.Query {

    private static final Set<String> NUMBERS =
            Set.of("members", "lag", "coordinator", "epoch", "targetEpoch", "lostPartitions");

    @Mixin
    GroupOptions selection = new GroupOptions();

    @Override
    public Result run(Context context) {
        Groups.Answer answer = selection.read(context, Depth.MEASURED);
        answer.lags().stream().flatMap(lag -> GroupLag.beyond(lag).stream()).forEach(what -> context.remarks()
                .warn("offset-past-end", what));
        Map<String, List<Lag>> byGroup = answer.byGroup();
        List<Result.Details> each = answer.groups().stream()
                .map(group -> details(group, byGroup.getOrDefault(group.group(), List.of())))
                .toList();
        boolean one = each.size() == 1 && selection.groups.size() == 1;
        return new Result.DetailsList(() -> each, one ? each.get(0) : together(answer, byGroup));
    }

    private static Result.Details details(Group group, List<Lag> lags) {
        return new Result.Details(fields(group, lags), Optional.of(topics(lags)), "topics");
    }

    private Table together(Groups.Answer answer, Map<String, List<Lag>> byGroup) {
        List<Row> rows = new ArrayList<>();
        for (Group group : answer.groups()) {
            List<Lag> lags = byGroup.getOrDefault(group.group(), List.of());
            List<Cell> cells = new ArrayList<>(
                    fields(group, lags).stream().map(Field::cell).toList());
            cells.add(topics(lags).asCell());
            rows.add(new Row(cells));
        }
        return new Table(columns(), rows, "no groups");
    }

    private static List<Field> fields(Group group, List<Lag> lags) {
        Optional<Membership> membership = group.membership();
        Level level = group.state().equals("Stable") ? Level.PLAIN : Level.WARN;
        long lost = lags.stream().filter(lag -> lag.lost().orElse(0) > 0).count();
        return List.of(
                Field.of("group", "group", Cell.text(group.group())),
                Field.of("state", "state", Cell.text(group.state(), level)),
                Field.of("type", "type", Cell.text(group.type())),
                Field.of("members", "members", PartitionTable.known(group.members())),
                Field.of("lag", "lag", PartitionTable.known(GroupList.total(lags))),
                Field.of(
                        "coordinator",
                        "coordinator",
                        Cell.optional(group.coordinator().map(Broker::id).map(Cell::id))),
                Field.of(
                        "address",
                        "at",
                        Cell.optional(
                                group.coordinator().map(broker -> Cell.text(broker.host() + ":" + broker.port())))),
                Field.of(
                        "protocol",
                        "protocol",
                        Cell.optional(membership.flatMap(Membership::protocol).map(Cell::text))),
                Field.of(
                        "assignor",
                        "assignor",
                        Cell.optional(membership.flatMap(Membership::assignor).map(Cell::text))),
                Field.of(
                        "epoch",
                        "epoch",
                        GroupMembers.id(membership.map(Membership::epoch).orElse(OptionalInt.empty()))),
                Field.of(
                        "targetEpoch",
                        "target epoch",
                        GroupMembers.id(membership.map(Membership::targetEpoch).orElse(OptionalInt.empty()))),
                Field.of("lostPartitions", "partitions with loss", Cell.count(lost, lost > 0 ? Level.BAD : Level.DIM)));
    }

    @Override
    public List<Column> columns() {
        Group none = new Group("", "", "", Optional.empty(), Optional.empty());
        List<Column> columns = new ArrayList<>();
        for (Field field : fields(none, List.of())) {
            boolean detail = List.of("address", "protocol", "lostPartitions").contains(field.key());
            Column column = detail
                    ? Column.jsonOnly(field.key())
                    : Column.of(field.key(), field.title().toUpperCase(Locale.ROOT));
            columns.add(NUMBERS.contains(field.key()) ? column.number() : column);
        }
        columns.add(Column.jsonOnly("topics").list());
        return columns;
    }

    /** The topics that the group consumes or has committed offsets for. */
    private static Table topics(List<Lag> lags) {
        Map<String, List<Lag>> topics = new TreeMap<>();
        lags.forEach(lag -> topics.computeIfAbsent(lag.commit().partition().topic(), name -> new ArrayList<>())
                .add(lag));
        List<Row> rows = new ArrayList<>();
        topics.forEach((topic, some) -> {
            long lost = some.stream().mapToLong(lag -> lag.lost().orElse(0)).sum();
            rows.add(Row.of(
                    Cell.text(topic),
                    Cell.count(some.size()),
                    Cell.count(some.stream()
                            .filter(lag -> lag.commit().reader().isPresent())
                            .count()),
                    Cell.count(some.stream()
                            .filter(lag -> lag.commit().offset().isPresent())
                            .count()),
                    PartitionTable.known(GroupList.total(some)),
                    Cell.count(lost, lost > 0 ? Level.BAD : Level.DIM)));
        });
        return new Table(
                List.of(
                        Column.of("topic", "TOPIC"),
                        Column.of("partitions", "PARTITIONS").number(),
                        Column.of("assigned", "ASSIGNED").number(),
                        Column.of("committed", "COMMITTED").number(),
                        Column.of("lag", "LAG").number(),
                        Column.of("lost", "LOST").number()),
                rows,
                "no committed offsets and no assigned partitions");
    }
}
