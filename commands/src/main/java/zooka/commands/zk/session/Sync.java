package zooka.commands.zk.session;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code sync}: wait until the current server has caught up with the leader. */
@Command(
        name = "sync",
        footer = {"", "Reads after it see every change made before it.", "", "Example:", "  sync /; get /controller"})
public final class Sync implements Action.Query {

    private static final List<Column> FIELDS = List.of(Column.of("path", "path"));

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        context.clusters().znodes().sync(absolute);
        return new Result.AsZkCli(
                new Result.Change(
                        "the server is in sync with the leader",
                        Optional.empty(),
                        Field.all(FIELDS, Cell.text(absolute))),
                "Sync is OK");
    }
}
