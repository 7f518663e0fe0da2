package zooka.commands.kafka;

import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.kafka.client.Groups;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;

/** {@code group list}: every group, its state and how many members it has. */
@Command(
        name = "group list",
        footer = {"", "Examples:", "  groups", "  groups --json | jq '.[] | select(.members == 0).group'"})
public final class GroupList implements Action.Query {

    @Override
    public Result run(Context context) {
        Groups.Listing listing = context.clusters().groups().list();
        listing.silent().forEach(context.remarks()::incomplete);
        List<Row> rows = listing.groups().stream().map(GroupList::row).toList();
        return new Result.Table(
                List.of(
                        Column.of("group", "GROUP"),
                        Column.of("state", "STATE"),
                        Column.of("type", "TYPE"),
                        Column.of("members", "MEMBERS"),
                        Column.hidden("lag")),
                rows,
                "no groups");
    }

    private static Row row(Groups.Group group) {
        Level level = group.state().equals("Stable") ? Level.PLAIN : Level.WARN;
        OptionalLong lag = group.lag();
        return Row.of(
                Cell.text(group.group()),
                Cell.text(group.state(), level),
                Cell.text(group.type()),
                PartitionTable.known(group.members()),
                lag.isPresent() ? Cell.count(lag.getAsLong()) : Cell.missing());
    }
}
