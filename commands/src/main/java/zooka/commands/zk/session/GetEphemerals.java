package zooka.commands.zk.session;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;

/** {@code getEphemerals}: what goes with this session. */
@Command(
        name = "getEphemerals",
        footer = {"", "Lists only those of the session of this shell.", "", "Example:", "  getEphemerals /demo"})
public final class GetEphemerals implements Action.Query {

    private static final List<Column> COLUMNS = List.of(Column.of("path", "PATH"));

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Only paths that start with this. Default: all.")
    @Completes(value = Candidates.ZNODE, asTyped = true)
    String path = "/";

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        List<Row> rows = context.clusters().session().ephemerals(context.path(path)).stream()
                .map(one -> Row.of(Cell.text(one)))
                .toList();
        return new Table(COLUMNS, rows, Shape.NAMES, "this session has no ephemeral znodes there");
    }
}
