package zooka.commands.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.kafka.client.Groups;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;

/** {@code group lag}: how far groups are behind on each partition, and who reads it. */
@Command(
        name = "group lag",
        footer = {"", "Examples:", "  group lag billing", "  group lag billing --json | jq 'map(.lag) | add'"})
public final class GroupLag implements Action.Query {

    @Parameters(arity = "1..*", paramLabel = "GROUP", description = "The groups to look at.")
    List<String> groups;

    @Override
    public Result run(Context context) {
        List<Row> rows = new ArrayList<>();
        for (String group : groups) {
            try {
                Groups.Lags lags = context.clusters().groups().lag(group);
                lags.troubles().forEach(context.remarks()::incomplete);
                lags.lags().forEach(lag -> rows.add(row(lag)));
            } catch (Failure failure) {
                if (groups.size() == 1 || failure.kind() == Failure.Kind.INTERRUPTED) {
                    throw failure;
                }
                context.remarks().incomplete(failure.getMessage());
            }
        }
        return new Result.Table(
                List.of(
                        Column.of("group", "GROUP"),
                        Column.of("topic", "TOPIC"),
                        Column.of("partition", "PARTITION"),
                        Column.of("committed", "COMMITTED"),
                        Column.of("end", "END"),
                        Column.of("lag", "LAG"),
                        Column.of("member", "MEMBER"),
                        Column.of("host", "HOST"),
                        Column.of("client", "CLIENT")),
                rows,
                "no offset is committed and no partition assigned");
    }

    private static Row row(Groups.Lag lag) {
        return Row.of(
                Cell.text(lag.group()),
                Cell.text(lag.topic()),
                Cell.id(lag.partition()),
                known(lag.committed(), Level.PLAIN),
                known(lag.end(), Level.PLAIN),
                known(lag.lag(), lag.lag().orElse(0) > 0 ? Level.WARN : Level.DIM),
                Cell.optional(lag.member().map(Cell::text)),
                Cell.optional(lag.host().map(Cell::text)),
                Cell.optional(lag.client().map(Cell::text)));
    }

    private static Cell known(OptionalLong value, Level level) {
        return value.isPresent() ? Cell.count(value.getAsLong(), level) : Cell.missing();
    }
}
