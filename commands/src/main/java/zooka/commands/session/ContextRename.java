package zooka.commands.session;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
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

/** {@code context rename}: rename a context in the config file. */
@Command(
        name = "context rename",
        footer = {
            "",
            "Changes only the config file; the current context stays current.",
            "",
            "Example:",
            "  context rename test staging"
        })
public final class ContextRename implements Action.Change {

    private static final List<Column> FIELDS =
            List.of(Column.of("context", "context"), Column.of("from", "from"), Column.of("file", "file"));

    @Parameters(index = "0", paramLabel = "CONTEXT", description = "The name of the context.")
    @Completes(Candidates.CONTEXT)
    String name;

    @Parameters(index = "1", paramLabel = "NEW", description = "The new name.")
    @Completes(Candidates.FREE_TEXT)
    String other;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        ContextAdd.checkedName(other);
        ConfigFile file = context.contexts().file();
        file.context(name);
        free(file);
        List<Field> fields = Field.all(
                FIELDS, Cell.text(other), Cell.text(name), Cell.text(file.path().toString()));
        String summary = "rename context " + name + " to " + other + " in " + file.path();
        return Plan.here().change(() -> new Plan.Preview(summary, fields), () -> {
            ConfigFile now = context.contexts().file();
            free(now);
            ConfigEdit.rename(now, name, other);
            return new Result.Change("renamed context " + name + " to " + other, Optional.empty(), fields);
        });
    }

    private void free(ConfigFile file) {
        if (file.names().contains(other)) {
            throw Failure.conflict("context " + other + " already exists in " + file.path());
        }
    }
}
