package zooka.shell.render;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import zooka.clients.Failure;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.shape.Shaping;

/** Prints results as rows, for formats that have nothing else: one thing is one row. Others are refused. */
abstract class RowText implements Renderer, Result.Cases<Void> {

    final Output out;
    final CellText text;
    private final PrintStream remarks;
    private final String format;

    /** @param format the name of the format, for the refusal */
    RowText(Output out, PrintStream remarks, Screen screen, String format) {
        this.out = out;
        this.text = CellText.forPipes(screen);
        this.remarks = remarks;
        this.format = format;
    }

    /** Prints what comes before the rows. */
    abstract void header(List<Column> columns);

    abstract void row(List<Column> columns, Row row);

    @Override
    public final void render(Result result) {
        result.match(this);
        out.check();
    }

    final Void fields(List<Field> fields) {
        List<Column> columns = fields.stream()
                .map(field -> Column.of(field.key(), field.title()))
                .toList();
        header(columns);
        row(columns, new Row(fields.stream().map(Field::cell).toList()));
        return null;
    }

    @Override
    public final Void table(Table table) {
        if (table.rows().isEmpty() && !table.empty().isEmpty()) {
            remarks.println(Escapes.visible(table.empty()));
        }
        header(table.columns());
        table.rows().forEach(row -> row(table.columns(), row));
        return null;
    }

    @Override
    public final Void flow(Flow flow) {
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
        return fields(details.fields());
    }

    @Override
    public final Void detailsList(Result.DetailsList several) {
        return Shaping.NONE.apply(several, Clock.systemUTC()).match(this);
    }

    @Override
    public final Void payload(Payload payload) {
        return fields(payload.fields());
    }

    @Override
    public final Void drawn(Result.Drawing drawn) {
        return fields(drawn.fields().get());
    }

    @Override
    public final Void change(Result.Change done) {
        return fields(done.fields());
    }

    @Override
    public final Void tree(Result.Tree tree) {
        throw refused();
    }

    @Override
    public final Void document(Result.Document document) {
        throw refused();
    }

    @Override
    public final Void texts(Result.Texts texts) {
        throw refused();
    }

    @Override
    public final Void restorable(Result.Restorable restorable) {
        throw refused();
    }

    private Failure refused() {
        return Failure.usage("-o " + format + " is not supported: the output has no rows and no fields");
    }
}
