package zooka.commands.zk.znode;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.value.JsonPart;
import zooka.commands.value.Pointer;

/** {@code json keys}: the keys of an object, or the indices of an array. */
@Command(
        name = "json keys",
        footer = {"", "Examples:", "  json keys /demo/app/config", "  json keys /demo/app/config retry"})
public final class JsonKeys implements Action.Query {

    private static final List<Column> COLUMNS = List.of(Column.of("key", "KEY"));

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Parameters(index = "1", arity = "0..1", paramLabel = "POINTER", description = Pointer.DESCRIPTION)
    @Completes(Candidates.TEXT)
    String pointer = ".";

    @Override
    public void check() {
        Pointer.parse(pointer);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        Pointer way = Pointer.parse(pointer);
        TextValue value = TextValue.read(context, path);
        List<String> keys = new JsonPart(value.json(), way, value.path()).keys();
        return new Table(
                COLUMNS, keys.stream().map(key -> Row.of(Cell.text(key))).toList(), Shape.NAMES, "no keys");
    }
}
