package zooka.shell.render;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;

/** Renders results for people: aligned columns with units, ages and levels, cut to the terminal's width. */
final class TableText implements Renderer, Result.Cases<Void> {

    private static final int BATCH = 1000;
    private static final String GAP = "  ";

    private final Output out;
    private final PrintStream remarks;
    private final Screen screen;
    private final CellText text;

    TableText(Output out, PrintStream remarks, Screen screen) {
        this.out = out;
        this.remarks = remarks;
        this.screen = screen;
        this.text = CellText.forPeople(screen);
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
                remarks.println(Theme.paint(Escapes.visible(table.empty()), Level.DIM, screen.colour()));
            }
        } else if (table.shape() == Shape.NAMES) {
            names(table.rows().stream()
                    .map(row -> row.cells().get(0).match(text))
                    .toList());
        } else if (table.shape() == Shape.BLOCKS) {
            new BlockText(out, screen, text).print(table);
        } else {
            new AlignedRows(table.columns()).print(table.rows());
        }
        return null;
    }

    /** Prints names in columns, ordered downwards, like ls. */
    private void names(List<String> names) {
        int widest = names.stream().mapToInt(Width::of).max().orElse(0) + GAP.length();
        int across = screen.columns() == Integer.MAX_VALUE ? 1 : Math.max(1, (screen.columns() + 2) / widest);
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
        int widest =
                fields.stream().mapToInt(field -> Width.of(field.title())).max().orElse(0);
        for (Field field : fields) {
            if (!field.title().isEmpty()) {
                String value = Theme.paint(field.cell().match(text), CellText.level(field.cell()), screen.colour());
                out.println(Width.left(field.title(), widest) + GAP + value);
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
            remarks.println(Theme.paint(Escapes.visible(view.note()), Level.DIM, screen.colour()));
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
        AlignedRows aligned = new AlignedRows(flow.columns());
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
        return null;
    }

    @Override
    public Void change(Result.Change done) {
        remarks.println(Escapes.visibleLines(done.what()));
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

    /** Prints rows under one header; columns grow if a later batch needs it. */
    private final class AlignedRows {
        private final List<Column> columns;
        private final List<Integer> shown = new ArrayList<>();
        private final int[] widths;
        private final boolean[] numbers;
        private boolean header;

        AlignedRows(List<Column> columns) {
            this.columns = columns;
            this.widths = new int[columns.size()];
            this.numbers = new boolean[columns.size()];
            for (int i = 0; i < columns.size(); i++) {
                if (!columns.get(i).title().isEmpty()) {
                    shown.add(i);
                    widths[i] = Width.of(columns.get(i).title());
                }
            }
        }

        void print(List<Row> rows) {
            if (rows.isEmpty()) {
                return;
            }
            List<List<String>> texts = new ArrayList<>();
            for (Row row : rows) {
                List<String> line =
                        row.cells().stream().map(cell -> cell.match(text)).toList();
                texts.add(line);
                for (int i : shown) {
                    widths[i] = Math.max(widths[i], Width.of(line.get(i)));
                    numbers[i] |= !header && CellText.number(row.cells().get(i));
                }
            }
            if (!header) {
                header = true;
                List<String> titles = columns.stream().map(Column::title).toList();
                out.println(Theme.paint(line(titles, null), Level.DIM, screen.colour()));
            }
            for (int i = 0; i < rows.size(); i++) {
                out.println(line(texts.get(i), rows.get(i).cells()));
            }
        }

        /** One line of cells, cut to the terminal's width; the header if there are no cells. */
        private String line(List<String> texts, List<Cell> cells) {
            StringBuilder line = new StringBuilder();
            int used = 0;
            for (int n = 0; n < shown.size(); n++) {
                int i = shown.get(n);
                int left = screen.columns() - used - (n == 0 ? 0 : GAP.length());
                if (left <= 0) {
                    break;
                }
                boolean last = n == shown.size() - 1;
                int width = Math.min(widths[i], left);
                String value = Width.cut(texts.get(i), width, screen.ascii() ? "~" : "…");
                String padding = " ".repeat(Math.max(0, width - Width.of(value)));
                Level level = cells == null ? Level.PLAIN : CellText.level(cells.get(i));
                String painted = Theme.paint(value, level, screen.colour());
                line.append(n == 0 ? "" : GAP);
                line.append(numbers[i] ? padding + painted : last ? painted : painted + padding);
                used += (n == 0 ? 0 : GAP.length()) + width;
            }
            return line.toString().stripTrailing();
        }
    }
}
