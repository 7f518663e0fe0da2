package zooka.commands.zk.znode;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code check}: fail where a znode has another version. */
@Command(
        name = "check",
        footer = {"", "In txn the other operations depend on the check.", "", "Example:", "  check /demo/app/config 3"})
public final class Check implements Action.Query, Transactable {

    private static final List<Column> FIELDS =
            List.of(Column.of("path", "path"), Column.of("version", "version").number());

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The expected data version.")
    @Completes(Candidates.FREE_TEXT)
    int version;

    @Override
    public Operation.Check operation(Context context) {
        return new Operation.Check(context.path(path), version);
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        int now = context.clusters()
                .znodes()
                .stat(absolute)
                .orElseThrow(() -> Znodes.missing(absolute))
                .version();
        if (now != version) {
            throw Failure.conflict(absolute + " has version " + now).hint("stat " + Quoting.asArgument(absolute));
        }
        return new Result.Change(
                absolute + " has version " + now,
                Optional.empty(),
                Field.all(FIELDS, Cell.text(absolute), Cell.count(now)));
    }
}
