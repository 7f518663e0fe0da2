package zooka.commands.zk.znode;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.action.ValueArgument;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code set}: give a znode another value. */
@Command(
        name = "set",
        footer = {
            "",
            "Examples:",
            "  set /demo/app/motd 'back at noon'",
            "  set -v 3 /demo/app/config @config.json",
            "  gzip -c dump | zooka set /demo/app/dump -",
            "  set -b /demo/app/key aGVsbG8="
        })
public final class Set implements Action.Change, Transactable {

    private static final List<Column> FIELDS =
            List.of(Column.of("path", "path"), Column.of("stat", "stat").object());

    @Option(names = "-v", paramLabel = "VERSION", description = "Fail unless the data has this version.")
    @Completes(Candidates.FREE_TEXT)
    Integer version;

    @Option(names = "-s", description = "Print the stat afterwards.")
    boolean stat;

    @ArgGroup
    ValueArgument.Form form = new ValueArgument.Form();

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Parameters(index = "1", paramLabel = "DATA", description = ValueArgument.DESCRIPTION)
    @Completes(Candidates.DATA)
    String data;

    /** As zkCli took it before it had options. */
    @Parameters(index = "2", arity = "0..1", hidden = true, paramLabel = "VERSION")
    @Completes(Candidates.FREE_TEXT)
    Integer oldVersion;

    @Override
    public Operation.Put operation(Context context) {
        return new Operation.Put(
                context.path(path), ValueArgument.of(data, form, context), LegacySyntax.version(version, oldVersion));
    }

    @Override
    public List<Column> fields() {
        return stat ? StatFields.COLUMNS : FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        Operation.Put put = operation(context);
        int bytes = put.data().map(data -> data.length).orElse(0);
        String what = "set " + put.path() + " to " + bytes + (bytes == 1 ? " byte" : " bytes");
        return Plan.on(Scope.znode(put.path())).change(what, () -> {
            Znodes.Stat changed = context.clusters().znodes().set(put.path(), put.data(), put.version());
            List<Field> stats = StatFields.of(changed);
            if (stat) {
                return new Result.Details(stats);
            }
            return new Result.Change(
                    "set " + put.path() + ", version " + changed.version(),
                    Optional.empty(),
                    Field.all(FIELDS, Cell.text(put.path()), new Cell.Group(stats)));
        });
    }
}
