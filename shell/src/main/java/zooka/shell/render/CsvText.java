package zooka.shell.render;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.shape.Shaping;

/**
 * Prints rows as RFC 4180: a header of JSON keys, values as pipes see them, CRLF at the end of each line. Nothing is an unknown value,
 * {@code ""} an empty text. One thing is one row.
 */
final class CsvText implements Renderer, Result.Cases<Void> {

    private static final String LINE_END = "\r\n";

    private final Output out;
    private final PrintStream remarks;
    private final CellText text;

    CsvText(Output out, PrintStream remarks, Screen screen) {
        this.out = out;
        this.remarks = remarks;
        this.text = CellText.forPipes(screen);
    }

    @Override
    public void render(Result result) {
        result.match(this);
        out.check();
    }

    private void header(List<Column> columns) {
        line(columns.stream()
                .map(Column::key)
                .filter(key -> !key.isEmpty())
                .map(key -> quoted(Escapes.visible(key)))
                .toList());
    }

    private void row(List<Column> columns, Row row) {
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

    private Void fields(List<Field> fields) {
        List<Column> columns = fields.stream()
                .map(field -> Column.of(field.key(), field.title()))
                .toList();
        header(columns);
        row(columns, new Row(fields.stream().map(Field::cell).toList()));
        return null;
    }

    @Override
    public Void table(Table table) {
        if (table.rows().isEmpty() && !table.empty().isEmpty()) {
            remarks.println(Escapes.visible(table.empty()));
        }
        header(table.columns());
        table.rows().forEach(row -> row(table.columns(), row));
        return null;
    }

    @Override
    public Void flow(Flow flow) {
        header(flow.columns());
        flow.source().forEach(row -> {
            row(flow.columns(), row);
            if (flow.pace() == Pace.LIVE) {
                out.check();
            }
        });
        return null;
    }

    @Override
    public Void details(Result.Details details) {
        List<Field> fields = new ArrayList<>(details.fields());
        details.table()
                .ifPresent(table -> fields.add(Field.of(details.tableKey(), details.tableKey(), table.asCell())));
        return fields(fields);
    }

    @Override
    public Void detailsList(Result.DetailsList several) {
        return Shaping.NONE.apply(several, Clock.systemUTC()).match(this);
    }

    @Override
    public Void payload(Payload payload) {
        return fields(payload.fields());
    }

    @Override
    public Void drawn(Result.Drawing drawn) {
        return fields(drawn.fields().get());
    }

    @Override
    public Void change(Result.Change done) {
        return fields(done.fields());
    }

    @Override
    public Void tree(Result.Tree tree) {
        throw refused();
    }

    @Override
    public Void document(Result.Document document) {
        throw refused();
    }

    @Override
    public Void texts(Result.Texts texts) {
        throw refused();
    }

    @Override
    public Void restorable(Result.Restorable restorable) {
        throw refused();
    }

    private static Failure refused() {
        return Failure.usage("-o csv is not supported: the output has no rows and no fields");
    }
}
