package zooka.commands.kafka.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.Groups.Membership;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.kafka.partition.Assignments;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code group members}: shows the members of groups and their partitions. */
@Command(
        name = "group members",
        footer = {
            "",
            "Examples:",
            "  group members billing",
            "  group members 'billing-*' --where 'partitions = 0' --columns member"
        })
public final class GroupMembers implements Action.Query {

    @Mixin
    GroupOptions selection = new GroupOptions();

    @Override
    public List<Column> columns() {
        return columns(true);
    }

    @Override
    public Result run(Context context) {
        Groups.Answer answer = selection.read(context, Depth.DESCRIBED);
        List<Row> rows = new ArrayList<>();
        for (Group group : answer.groups()) {
            group.membership()
                    .map(Membership::members)
                    .orElse(List.of())
                    .forEach(member -> rows.add(row(group, member)));
        }
        return table(answer.groups().size() > 1, rows);
    }

    private static List<Column> columns(boolean several) {
        return List.of(
                several ? Column.of("group", "GROUP") : Column.jsonOnly("group"),
                Column.of("member", "MEMBER"),
                Column.of("instance", "INSTANCE"),
                Column.of("host", "HOST"),
                Column.of("client", "CLIENT"),
                Column.of("epoch", "EPOCH").number(),
                Column.of("partitions", "PARTITIONS").number(),
                Column.jsonOnly("assignment").list(),
                Column.textOnly("ASSIGNMENT"),
                Column.jsonOnly("target").list(),
                Column.jsonOnly("subscription").list(),
                Column.jsonOnly("protocol"),
                Column.jsonOnly("rack"));
    }

    private static Table table(boolean several, List<Row> rows) {
        return new Table(columns(several), rows, "no members").counted("member");
    }

    private static Row row(Group group, Member member) {
        int partitions = member.partitions().size();
        // A member without partitions is superfluous, unless it has just joined.
        Level level = partitions == 0 ? Level.WARN : Level.PLAIN;
        boolean known = member.assignment().isPresent();
        return Row.of(
                Cell.text(group.group()),
                Cell.text(member.id()),
                text(member.instance()),
                text(member.host()),
                text(member.client()),
                id(member.epoch()),
                known ? Cell.count(partitions, level) : Cell.missing(),
                Cell.optional(member.assignment().map(Assignments::cell)),
                known
                        ? Cell.text(Assignments.text(member.partitions())
                                + member.target()
                                        .map(target -> " (target: " + Assignments.text(target) + ")")
                                        .orElse(""))
                        : Cell.missing(),
                Cell.optional(member.target().map(Assignments::cell)),
                new Cell.Many(member.subscription().stream().map(Cell::text).toList()),
                text(member.protocol()),
                text(member.rack()));
    }

    private static Cell text(Optional<String> text) {
        return Cell.optional(text.map(Cell::text));
    }

    /** A number such as an epoch. */
    static Cell id(OptionalInt value) {
        return value.isPresent() ? Cell.id(value.getAsInt()) : Cell.missing();
    }
}
