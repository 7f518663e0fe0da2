package zooka.commands.zk.znode;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
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

/** {@code touch}: see to it that a znode exists. */
@Command(
        name = "touch",
        footer = {
            "",
            "Sets an existing znode to its current value, which triggers watches and restarts a TTL.",
            "",
            "Examples:",
            "  touch /demo/flag",
            "  touch -p /demo/a/b/c"
        })
public final class Touch implements Action.Change {

    private static final List<Column> FIELDS =
            List.of(Column.of("path", "path"), Column.of("created", "created").flag());

    @Option(names = "-p", description = "Create missing parents, with null values.")
    boolean parents;

    @Parameters(paramLabel = "PATH", description = "The znode.")
    @Completes(value = Candidates.ZNODE, asTyped = true)
    String path;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        String absolute = context.path(path);
        return Plan.on(Scope.znode(absolute)).change("touch " + absolute, () -> {
            Znodes znodes = context.clusters().znodes();
            Optional<Znodes.Znode> there = znodes.readAll(List.of(absolute)).get(0);
            if (there.isPresent()) {
                znodes.set(
                        absolute,
                        there.get().data(),
                        OptionalInt.of(there.get().stat().version()));
            } else {
                if (parents) {
                    Create.createParents(znodes, absolute);
                }
                znodes.create(absolute, Optional.empty(), Kind.PERSISTENT);
            }
            return new Result.Change(
                    (there.isPresent() ? "touched " : "created ") + absolute,
                    Optional.empty(),
                    Field.all(FIELDS, Cell.text(absolute), Cell.flag(there.isEmpty())));
        });
    }
}
