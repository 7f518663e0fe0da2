package zooka.commands.session;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.config.ConfigFile;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code context remove}: remove a context from the config file. */
@Command(
        name = "context remove",
        footer = {
            "",
            "Changes only this context in the config file. Asks for confirmation on a terminal; elsewhere it needs --yes.",
            "",
            "Examples:",
            "  context remove test --dry-run",
            "  context remove test -y"
        })
public final class ContextRemove implements Action.Change {

    private static final List<Column> FIELDS = List.of(Column.of("context", "context"), Column.of("file", "file"));

    @Parameters(paramLabel = "CONTEXT", description = "The name of the context.")
    @Completes(Candidates.CONTEXT)
    String name;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        ConfigFile file = context.contexts().file();
        file.context(name);
        boolean current = file.current().equals(Optional.of(name));
        String summary = "remove context " + name + " from " + file.path()
                + (current ? "; there will be no current context" : "");
        List<Field> fields =
                Field.all(FIELDS, Cell.text(name), Cell.text(file.path().toString()));
        return Plan.here().confirmed(() -> new Plan.Preview(summary, fields), name, () -> {
            ConfigEdit.remove(context.contexts().file(), name);
            return new Result.Change("removed context " + name, Optional.empty(), fields);
        });
    }
}
