package zooka.shell.render;

import java.io.PrintStream;
import java.util.List;
import zooka.commands.result.Cell;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/**
 * Prints one name a line, for {@code xargs}: the path of a znode, {@code orders-0} of a partition, else the first column. Names of
 * things that are not known are left out.
 */
final class NameText extends RowText {

    NameText(Output out, PrintStream remarks, Screen screen) {
        super(out, remarks, screen, "name");
    }

    @Override
    void header(List<Column> columns) {
        // Names say themselves what they are.
    }

    @Override
    void row(List<Column> columns, Row row) {
        List<String> keys = columns.stream().map(Column::key).toList();
        int path = keys.indexOf("path");
        int partition = keys.indexOf("partition");
        int first = 0;
        while (first < keys.size() - 1 && keys.get(first).isEmpty()) {
            first++;
        }
        if (path >= 0) {
            line(row.cells().get(path), "");
        } else if (partition > 0 && keys.get(first).equals("topic")) {
            line(row.cells().get(first), "-" + row.cells().get(partition).match(text));
        } else if (!keys.isEmpty()) {
            line(row.cells().get(first), "");
        }
    }

    private void line(Cell cell, String more) {
        if (!cell.equals(Cell.missing())) {
            out.print(cell.match(text) + more + "\n");
        }
    }
}
