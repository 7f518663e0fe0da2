package zooka.shell.render;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;

/** Renders results for people: aligned columns or blocks, with units, ages and levels, within the terminal's width. */
final class TableText implements Renderer, Result.Cases<Void> {

    private static final int BATCH = 1000;
    private static final String GAP = "  ";

    private final Output out;
    private final PrintStream remarks;
    private final Screen screen;
    private final boolean list;
    private final CellText text;

    TableText(Output out, PrintStream remarks, Screen screen) {
        this(out, remarks, screen, false);
    }

    private TableText(Output out, PrintStream remarks, Screen screen, boolean list) {
        this.out = out;
        this.remarks = remarks;
        this.screen = screen;
        this.list = list;
        this.text = list && !screen.terminal() ? CellText.forPipes(screen) : CellText.forPeople(screen);
    }

    /** Renders every row as a block, and in pipes with the values that programs get. */
    static TableText list(Output out, PrintStream remarks, Screen screen) {
        return new TableText(out, remarks, screen.with(Screen.Layout.BLOCKS), true);
    }

    @Override
    public void render(Result result) {
        result.match(this);
        out.check();
    }

    @Override
    public Void table(Table table) {
        if (table.rows().isEmpty()) {
            if (!table.empty().isEmpty()) {
                MessageStream.say(remarks, MessageStream.Kind.NOTE, "empty", table.empty(), screen.colour());
            }
        } else if (table.shape() == Shape.NAMES) {
            names(table.rows().stream()
                    .map(row -> row.cells().get(0).match(text))
                    .toList());
        } else if (table.shape() == Shape.BLOCKS && !list) {
            new BlockText(out, screen, text).print(table);
            count(table, true);
        } else {
            AlignedRows aligned = new AlignedRows(out, screen, text, table.columns(), false);
            aligned.print(table.rows());
            aligned.end();
            count(table, aligned.inBlocks());
        }
        return null;
    }

    /** Prints how many rows there are, and how many of them have a problem. */
    private void count(Table table, boolean afterBlock) {
        if (table.tally().noun().isEmpty() || !screen.terminal() || list) {
            return;
        }
        if (afterBlock) {
            out.println();
        }
        for (String line : Width.folded(RowCount.of(table), Math.max(1, screen.columns()))) {
            out.println(Theme.paint(line, Level.DIM, screen.colour()));
        }
    }

    /** Prints names in columns, ordered downwards, like ls. */
    private void names(List<String> names) {
        int widest = names.stream().mapToInt(Width::of).max().orElse(0) + GAP.length();
        int across = list || screen.columns() == Integer.MAX_VALUE ? 1 : Math.max(1, (screen.columns() + 2) / widest);
        int down = (names.size() + across - 1) / across;
        for (int line = 0; line < down; line++) {
            StringBuilder printed = new StringBuilder();
            for (int i = line; i < names.size(); i += down) {
                printed.append(i + down < names.size() ? Width.left(names.get(i), widest) : names.get(i));
            }
            out.println(printed);
        }
    }

    @Override
    public Void detailsList(Result.DetailsList several) {
        return several.display().match(this);
    }

    @Override
    public Void details(Result.Details details) {
        fields(details.fields());
        details.table().ifPresent(table -> {
            if (details.fields().stream().anyMatch(field -> !field.title().isEmpty())) {
                out.println();
            }
            table(table);
        });
        return null;
    }

    private void fields(List<Field> fields) {
        FieldLines lines = new FieldLines(
                out,
                screen,
                text,
                "",
                Level.PLAIN,
                fields.stream().map(Field::title).toList());
        for (Field field : fields) {
            if (!field.title().isEmpty()) {
                lines.print(field.title(), field.cell());
            }
        }
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
        payload.bytes().ifPresent(bytes -> value(bytes, payload));
        fields(payload.after());
        return null;
    }

    private void value(byte[] bytes, Payload payload) {
        Payload.View view =
                payload.look() == Payload.Look.AUTO ? payload.view().apply(bytes) : new Payload.View(bytes, "");
        if (!view.note().isEmpty()) {
            MessageStream.say(remarks, MessageStream.Kind.NOTE, "view", view.note(), screen.colour());
            remarks.flush();
        }
        PayloadText.forPeople(view.bytes(), payload.look(), screen.colour(), out);
    }

    @Override
    public Void texts(Result.Texts texts) {
        String gap = "";
        for (Result.Text text : texts.texts()) {
            if (texts.texts().size() > 1) {
                out.println(gap + Theme.paint(Escapes.visible(text.title()), Level.DIM, screen.colour()));
                gap = System.lineSeparator();
            }
            out.println(Escapes.visibleLines(text.text().stripTrailing()));
        }
        return null;
    }

    @Override
    public Void flow(Flow flow) {
        if (flow.shape() == Shape.NAMES) {
            flow.source().forEach(row -> {
                out.println(row.cells().get(0).match(text));
                out.check();
            });
            return null;
        }
        AlignedRows aligned = new AlignedRows(out, screen, text, flow.columns(), flow.pace() == Pace.LIVE);
        List<Row> batch = new ArrayList<>();
        flow.source().forEach(row -> {
            batch.add(row);
            if (flow.pace() == Pace.LIVE || batch.size() == BATCH) {
                aligned.print(batch);
                batch.clear();
                out.check();
            }
        });
        aligned.print(batch);
        aligned.end();
        return null;
    }

    @Override
    public Void change(Result.Change done) {
        MessageStream.say(remarks, MessageStream.Kind.DONE, "done", done.what(), false);
        return null;
    }

    @Override
    public Void restorable(Result.Restorable restorable) {
        return restorable.change().get().match(this); // a person has read the plan
    }

    @Override
    public Void drawn(Result.Drawing drawn) {
        out.print(screen.frame(drawn.picture()));
        return null;
    }
}
