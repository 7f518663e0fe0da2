package zooka.commands.session;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.config.Setting;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code context show}: what holds here, and who said so. */
@Command(
        name = "context show",
        footer = {
            "",
            "Precedence, highest first: an option, an environment variable, the context, what is found in",
            "the pod, the default. Of a secret, only its source is shown.",
            "",
            "Examples:",
            "  context show",
            "  context show prod",
            "  context show -o json"
        })
public final class ContextShow implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("setting", "SETTING"),
            Column.of("value", "VALUE"),
            Column.of("origin", "SOURCE"),
            Column.of("source", "WHERE"));

    @Parameters(
            arity = "0..1",
            paramLabel = "CONTEXT",
            description = "The context to show. Default: the settings in use.")
    @Completes(Candidates.CONTEXT)
    String name;

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        List<Setting> settings = name == null
                ? context.contexts().settings()
                : context.contexts().settings(name);
        return new Table(
                COLUMNS,
                settings.stream()
                        .map(setting -> Row.of(
                                Cell.text(setting.name()),
                                Cell.text(setting.value()),
                                Cell.text(setting.origin().name().toLowerCase(Locale.ROOT), Cell.Level.DIM),
                                Cell.text(setting.source(), Cell.Level.DIM)))
                        .toList(),
                "no settings");
    }
}
