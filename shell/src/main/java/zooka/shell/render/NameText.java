package zooka.shell.render;

import java.io.PrintStream;
import java.time.Clock;
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
 * Prints one name a line, for {@code xargs}: the path of a znode, {@code orders-0} of a partition, else the first column. Names of
 * things that are not known are left out.
 */
final class NameText implements Renderer, Result.Cases<Void> {

    private final Output out;
    private final PrintStream remarks;
    private final CellText text;

    NameText(Output out, PrintStream remarks, Screen screen) {
        this.out = out;
        this.remarks = remarks;
        this.text = CellText.forPipes(screen);
    }

    @Override
    public void render(Result result) {
        result.match(this);
        out.check();
    }

    private void row(List<Column> columns, Row row) {
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

    private Void fields(List<Field> fields) {
        row(
                fields.stream()
                        .map(field -> Column.of(field.key(), field.title()))
                        .toList(),
                new Row(fields.stream().map(Field::cell).toList()));
        return null;
    }

    @Override
    public Void table(Table table) {
        if (table.rows().isEmpty() && !table.empty().isEmpty()) {
            remarks.println(Escapes.visible(table.empty()));
        }
        table.rows().forEach(row -> row(table.columns(), row));
        return null;
    }

    @Override
    public Void flow(Flow flow) {
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
        return fields(details.fields());
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
        return Failure.usage("-o name is not supported: the output has no rows and no fields");
    }
}
