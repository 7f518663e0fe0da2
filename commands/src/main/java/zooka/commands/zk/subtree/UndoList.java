package zooka.commands.zk.subtree;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.undo.Journal.SavedRecord;

/** {@code undo list}: what can be undone on this ensemble. */
@Command(
        name = "undo list",
        footer = {"", "Example:", "  undo list"})
public final class UndoList implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("number", "NUMBER").number(),
            Column.of("time", "WHEN").time(),
            Column.of("what", "COMMAND"),
            Column.of("record", "STATE"));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        Undo.damaged(context);
        List<Row> rows = new ArrayList<>();
        for (SavedRecord saved : Undo.of(context)) {
            rows.add(Row.of(Cell.id(rows.size() + 1), Cell.since(saved.time()), Cell.text(saved.what()), state(saved)));
        }
        return new Table(COLUMNS, rows, "nothing to undo in this ensemble").counted("change");
    }

    private static Cell state(SavedRecord saved) {
        return switch (saved.state()) {
            case WHOLE -> Cell.text("complete");
            case RUNNING -> Cell.text("running", Level.DIM);
            case INTERRUPTED -> Cell.text("interrupted", Level.WARN);
            case INCOMPLETE ->
                Cell.text(String.format(Locale.ROOT, "incomplete: %,d missing", saved.missing()), Level.WARN);
        };
    }
}
