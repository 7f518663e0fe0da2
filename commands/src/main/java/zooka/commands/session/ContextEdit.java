package zooka.commands.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.config.ConfigFile;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code context edit}: edit the config file in an editor. */
@Command(
        name = "context edit",
        footer = {
            "",
            "The editor is $VISUAL, $EDITOR, vi or nano. The file is replaced only if the edited text is valid; otherwise the error",
            "names the line, and the edited text is kept in a file.",
            "",
            "Example:",
            "  context edit"
        })
public final class ContextEdit implements Action.Edit {

    private static final List<Column> FIELDS =
            List.of(Column.of("file", "file"), Column.of("contexts", "contexts").list());

    private static final String EMPTY = """
            contexts:
              # prod:
              #   zookeeper: node1:2181,node2:2181
              #   protect: [/brokers, 'orders*']
            """;

    @Override
    public boolean here() {
        return true;
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Draft read(Context context) {
        Path place = context.contexts().place().orElseThrow(() -> Failure.usage(
                        "no place for a config file: no home directory")
                .hint("use --config FILE or set ZOOKA_CONFIG"));
        ConfigFile before = ConfigFile.unread(place);
        if (!TextFile.isUtf8(before.text())) {
            throw new Failure(Failure.Kind.FAILED, place + " is not valid UTF-8, and an editor might corrupt it")
                    .hint("convert the file first: iconv -t UTF-8");
        }
        String shown = before.text().isEmpty() ? EMPTY : before.text();
        return new Draft(place.toString(), ".yaml", shown, typed -> plan(before, shown, typed));
    }

    private static Optional<Plan> plan(ConfigFile before, String shown, String typed) {
        if (typed.equals(shown)) {
            return Optional.empty();
        }
        int contexts = ConfigFile.parse(before.path(), typed).contexts().size();
        List<Field> fields = Field.all(FIELDS, Cell.text(before.path().toString()), Cell.count(contexts));
        return Optional.of(Plan.here().change(() -> new Plan.Preview("write " + before.path(), fields), () -> {
            if (!ConfigFile.unread(before.path()).text().equals(before.text())) {
                throw Failure.conflict(before.path() + " was changed by another program in the meantime");
            }
            ConfigEdit.replaceAll(before, typed);
            return new Result.Change("wrote " + before.path(), Optional.empty(), fields);
        }));
    }
}
