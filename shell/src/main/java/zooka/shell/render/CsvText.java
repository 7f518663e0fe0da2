package zooka.shell.render;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/**
 * Prints rows as RFC 4180: a header of JSON keys, values as pipes see them, CRLF at the end of each line. Nothing is an unknown value,
 * {@code ""} an empty text. One thing is one row.
 */
final class CsvText extends RowText {

    private static final String LINE_END = "\r\n";

    CsvText(Output out, PrintStream remarks, Screen screen) {
        super(out, remarks, screen, "csv");
    }

    @Override
    void header(List<Column> columns) {
        line(columns.stream()
                .map(Column::key)
                .filter(key -> !key.isEmpty())
                .map(key -> quoted(Escapes.visible(key)))
                .toList());
    }

    @Override
    void row(List<Column> columns, Row row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).key().isEmpty()) {
                values.add(value(row.cells().get(i)));
            }
        }
        line(values);
    }

    private void line(List<String> values) {
        out.print(String.join(",", values) + LINE_END);
    }

    private String value(Cell cell) {
        String value = cell.match(text);
        return value.isEmpty() && !cell.equals(Cell.missing()) ? "\"\"" : quoted(value);
    }

    private static String quoted(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (",\"\r\n".indexOf(value.charAt(i)) >= 0) {
                return '"' + value.replace("\"", "\"\"") + '"';
            }
        }
        return value;
    }

    @Override
    public Void details(Result.Details details) {
        List<Field> fields = new ArrayList<>(details.fields());
        details.table()
                .ifPresent(table -> fields.add(Field.of(details.tableKey(), details.tableKey(), table.asCell())));
        return fields(fields);
    }
}
