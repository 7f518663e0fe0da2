package zooka.commands.zk.znode;

import java.util.List;
import picocli.CommandLine.Command;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;

/** {@code pwd}: where the shell is. */
@Command(
        name = "pwd",
        footer = {"", "Example:", "  pwd"})
public final class Pwd implements Action.Query {

    private static final List<Column> COLUMNS = List.of(Column.of("path", "PATH"));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        return new Table(COLUMNS, List.of(Row.of(Cell.text(context.place()))), Shape.NAMES, "");
    }
}
