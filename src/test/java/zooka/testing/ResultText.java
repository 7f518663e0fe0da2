package zooka.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** Results as text that a test can hold whole: {@code key=value} for every cell, what only JSON has included. */
public final class ResultText implements Cell.Cases<String> {

    private static final ResultText CELLS = new ResultText();

    private ResultText() {}

    /** One line for each row. Columns that only people see stand without a key, and only where there is something. */
    public static String table(Table table) {
        return table.rows().stream().map(row -> row(table.columns(), row)).collect(Collectors.joining("\n"));
    }

    /** The rows of a flow, once it has ended. */
    public static String flow(Flow flow) {
        List<String> lines = new ArrayList<>();
        flow.source().forEach(row -> lines.add(row(flow.columns(), row)));
        return String.join("\n", lines);
    }

    public static String fields(List<Field> fields) {
        return fields.stream()
                .map(field -> field.key() + "=" + field.cell().match(CELLS))
                .collect(Collectors.joining(" "));
    }

    private static String row(List<Column> columns, Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String key = columns.get(i).key();
            String text = row.cells().get(i).match(CELLS);
            if (!key.isEmpty()) {
                cells.add(key + "=" + text);
            } else if (!text.isEmpty()) {
                cells.add("(" + text + ")");
            }
        }
        return String.join(" ", cells);
    }

    private static String level(Cell.Level level) {
        return switch (level) {
            case PLAIN, DIM, GOOD -> "";
            case WARN -> "?";
            case BAD -> "!";
        };
    }

    @Override
    public String text(Cell.Text cell) {
        return cell.text() + level(cell.level());
    }

    @Override
    public String count(Cell.Count cell) {
        return cell.value() + level(cell.level());
    }

    @Override
    public String size(Cell.Size cell) {
        return cell.bytes() + "B";
    }

    @Override
    public String millis(Cell.Millis cell) {
        return cell.value() + "ms";
    }

    @Override
    public String at(Cell.At cell) {
        return cell.instant().toString();
    }

    @Override
    public String flag(Cell.Flag cell) {
        return Boolean.toString(cell.value());
    }

    @Override
    public String bytes(Cell.Bytes cell) {
        return "'" + new String(cell.bytes(), java.nio.charset.StandardCharsets.UTF_8) + "'";
    }

    @Override
    public String json(Cell.Json cell) {
        return cell.json();
    }

    @Override
    public String many(Cell.Many cell) {
        return cell.cells().stream().map(one -> one.match(this)).collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public String group(Cell.Group cell) {
        return "{" + fields(cell.fields()) + "}";
    }

    @Override
    public String missing(Cell.Missing cell) {
        return "-";
    }
}
