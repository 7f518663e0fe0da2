package zooka.commands.session;

import java.util.List;
import picocli.CommandLine.Command;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.config.ConfigFile;
import zooka.commands.config.NamedContext;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code context list}: the clusters that have names. */
@Command(
        name = "context list",
        footer = {
            "",
            "Contexts are in ~/.config/zooka/config.yaml, or the file of --config or $ZOOKA_CONFIG.",
            "",
            "Examples:",
            "  contexts",
            "  contexts -o json"
        })
public final class ContextList implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("name", "NAME"),
            Column.of("current", "CURRENT").flag(),
            Column.of("inUse", "ACTIVE").flag(),
            Column.of("zookeeper", "ZOOKEEPER"),
            Column.of("bootstrap", "BOOTSTRAP"),
            Column.of("readOnly", "READ-ONLY").flag(),
            Column.of("protect", "PROTECTED").list());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        ConfigFile file = context.contexts().file();
        List<Row> rows = file.contexts().stream()
                .map(named -> row(
                        named,
                        file.current().filter(named.name()::equals).isPresent(),
                        context.contexts().inUse().filter(named.name()::equals).isPresent()))
                .toList();
        return new Table(COLUMNS, rows, "no contexts in " + file.path() + "; run context add NAME to create one")
                .counted("context");
    }

    private static Row row(NamedContext named, boolean current, boolean inUse) {
        return Row.of(
                Cell.text(named.name(), named.readOnly() || !named.protect().isEmpty() ? Level.BAD : Level.PLAIN),
                Cell.flag(current),
                Cell.flag(inUse),
                Cell.optional(named.zookeeper().map(Cell::text)),
                Cell.optional(named.bootstrap().map(Cell::text)),
                Cell.flag(named.readOnly()),
                new Cell.Many(named.protect().stream().map(Cell::text).toList()));
    }
}
