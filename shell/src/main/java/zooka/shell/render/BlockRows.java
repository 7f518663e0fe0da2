package zooka.shell.render;

import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** Prints each row as a block of lines, one for each field, with an empty line between rows. */
final class BlockRows {

    private final Output out;
    private final List<Column> columns;
    private final FieldLines fields;
    private boolean begun;

    /** @param begun whether the first block follows other lines */
    BlockRows(Output out, Screen screen, CellText text, List<Column> columns, boolean begun) {
        this.out = out;
        this.columns = columns;
        this.begun = begun;
        List<String> titles = new ArrayList<>();
        columns.forEach(column -> titles.add(column.title()));
        this.fields = new FieldLines(out, screen, text, "", Level.DIM, titles);
    }

    void print(List<Row> rows) {
        for (Row row : rows) {
            if (begun) {
                out.println();
            }
            begun = true;
            for (int i = 0; i < columns.size(); i++) {
                if (!columns.get(i).title().isEmpty()) {
                    fields.print(columns.get(i).title(), row.cells().get(i));
                }
            }
        }
    }
}
