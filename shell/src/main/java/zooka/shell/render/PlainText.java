package zooka.shell.render;

import java.io.PrintStream;
import java.util.List;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;

/** Renders results for pipes: one entry per line, full values separated by tabs, no header, no colour. */
final class PlainText implements Renderer, Result.Cases<Void> {

    private final Output out;
    private final PrintStream remarks;
    private final Screen screen;
    private final CellText text;
    private final PlainLine line;

    PlainText(Output out, PrintStream remarks, Screen screen) {
        this.out = out;
        this.remarks = remarks;
        this.screen = screen;
        this.text = CellText.forPipes(screen);
        this.line = new PlainLine(text);
    }

    @Override
    public void render(Result result) {
        result.match(this);
        out.check();
    }

    @Override
    public Void table(Table table) {
        if (table.rows().isEmpty()
                && table.shape() != Shape.NAMES
                && !table.empty().isEmpty()) {
            MessageStream.say(remarks, MessageStream.Kind.NOTE, "empty", table.empty(), false);
        }
        table.rows().forEach(row -> row(table.columns(), row, table.shape()));
        return null;
    }

    private void row(List<Column> columns, Row row, Shape shape) {
        boolean first = true;
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).title().isEmpty() && (first || shape != Shape.NAMES)) {
                if (!first) {
                    line.add('\t');
                }
                line.add(row.cells().get(i));
                first = false;
            }
        }
        line.add('\n').print(out);
    }

    @Override
    public Void detailsList(Result.DetailsList several) {
        return several.display().match(this);
    }

    @Override
    public Void details(Result.Details details) {
        details.fields().stream()
                .filter(field -> !field.title().isEmpty())
                .forEach(field -> out.print(field.title() + "\t" + field.cell().match(text) + "\n"));
        details.table().ifPresent(this::table);
        return null;
    }

    @Override
    public Void document(Result.Document document) {
        DocumentText.write(document, out, screen.terminal());
        return null;
    }

    @Override
    public Void tree(Result.Tree tree) {
        new TreeText(out, screen).print(tree);
        return null;
    }

    @Override
    public Void payload(Payload payload) {
        payload.bytes().ifPresent(bytes -> PayloadText.forPipes(bytes, payload.look(), out));
        payload.after()
                .forEach(field -> out.print(field.title() + "\t" + field.cell().match(text) + "\n"));
        return null;
    }

    @Override
    public Void texts(Result.Texts texts) {
        for (Result.Text text : texts.texts()) {
            if (texts.texts().size() > 1) {
                out.print(Escapes.visible(text.title()) + "\n");
            }
            out.print(Escapes.visibleLines(text.text().stripTrailing()) + "\n");
        }
        return null;
    }

    @Override
    public Void flow(Flow flow) {
        flow.source().forEach(row -> {
            row(flow.columns(), row, flow.shape());
            if (flow.pace() == Pace.LIVE) {
                out.check();
            }
        });
        return null;
    }

    @Override
    public Void change(Result.Change done) {
        done.payload().ifPresent(payload -> out.print(Escapes.visibleLines(payload) + "\n"));
        return null;
    }

    @Override
    public Void restorable(Result.Restorable restorable) {
        restorable.payload().ifPresent(payload -> out.print(Escapes.visibleLines(payload) + "\n"));
        out.secure();
        return restorable.change().get().match(this);
    }

    @Override
    public Void drawn(Result.Drawing drawn) {
        out.print(screen.plain(drawn.picture()));
        return null;
    }
}
