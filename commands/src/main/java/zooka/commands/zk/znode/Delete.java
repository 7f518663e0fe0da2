package zooka.commands.zk.znode;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.Operation;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code delete}: delete a znode that has no children. */
@Command(
        name = "delete",
        footer = {"", "Examples:", "  delete /demo/flag", "  delete -v 3 /demo/app/config"})
public final class Delete implements Action.Change, Transactable {

    private static final List<Column> FIELDS = List.of(Column.of("path", "path"), Column.of("deleted", "deleted"));

    @Option(names = "-v", paramLabel = "VERSION", description = "Fail unless the data has this version.")
    @Completes(Candidates.FREE_TEXT)
    Integer version;

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    /** As zkCli took it before it had options. */
    @Parameters(index = "1", arity = "0..1", hidden = true, paramLabel = "VERSION")
    @Completes(Candidates.FREE_TEXT)
    Integer oldVersion;

    @Override
    public Operation.Delete operation(Context context) {
        return new Operation.Delete(context.path(path), LegacySyntax.version(version, oldVersion));
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        Operation.Delete delete = operation(context);
        return Plan.on(Scope.znode(delete.path())).change("delete " + delete.path(), () -> {
            context.clusters().znodes().delete(delete.path(), delete.version());
            return new Result.Change(
                    "deleted " + delete.path(),
                    Optional.empty(),
                    Field.all(FIELDS, Cell.text(delete.path()), Cell.count(1)));
        });
    }
}
