package zooka.shell.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

/** Prints what a template takes from the JSON of a result: values as pipes see them, objects and lists as JSON, and a newline at the end. */
final class JsonPathText implements Renderer, Result.Cases<Void>, JsonPath.Printer {

    /** The most rows of a flow that are held for a template that needs all of them. */
    private static final int MOST = 100_000;

    private final JsonPath template;
    private final Output out;
    private final Value values;
    private boolean printed;
    private boolean lineEnded;

    JsonPathText(JsonPath template, Output out, Screen screen) {
        this.template = template;
        this.out = out;
        this.values = new Value(CellText.forPipes(screen), new JsonText(out, screen, false));
    }

    @Override
    public void render(Result result) {
        result.match(this);
        out.check();
    }

    @Override
    public void text(String text) {
        if (!text.isEmpty()) {
            out.print(text);
            printed = true;
            lineEnded = text.endsWith("\n");
        }
    }

    @Override
    public void value(Cell cell) {
        out.print(cell.match(values));
        printed = true;
        lineEnded = false;
    }

    private void end() {
        if (printed && !lineEnded) {
            out.print("\n");
        }
        printed = false;
        lineEnded = false;
    }

    private Void root(Cell root) {
        template.print(root, this);
        end();
        return null;
    }

    private static Cell object(List<Field> fields) {
        return new Cell.Group(
                fields.stream().filter(field -> !field.key().isEmpty()).toList());
    }

    private static Cell object(List<Column> columns, Row row) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.add(Field.of(
                    columns.get(i).key(), columns.get(i).title(), row.cells().get(i)));
        }
        return object(fields);
    }

    private static Cell object(Result.Details details) {
        List<Field> fields = new ArrayList<>(details.fields());
        details.table()
                .ifPresent(table -> fields.add(Field.of(details.tableKey(), details.tableKey(), table.asCell())));
        return object(fields);
    }

    @Override
    public Void table(Table table) {
        return root(table.asCell());
    }

    @Override
    public Void details(Result.Details details) {
        return root(object(details));
    }

    @Override
    public Void detailsList(Result.DetailsList several) {
        return root(new Cell.Many(
                several.things().get().stream().map(JsonPathText::object).toList()));
    }

    @Override
    public Void payload(Payload payload) {
        return root(object(payload.fields()));
    }

    @Override
    public Void drawn(Result.Drawing drawn) {
        return root(object(drawn.fields().get()));
    }

    @Override
    public Void change(Result.Change done) {
        return root(object(done.fields()));
    }

    /** A list is one value; of a stream each row is one, and gives a line. */
    @Override
    public Void flow(Flow flow) {
        Optional<JsonPath.Elements> elements = template.elements(this);
        if (flow.pace() != Pace.LIST) {
            flow.source().forEach(row -> {
                root(object(flow.columns(), row));
                if (flow.pace() == Pace.LIVE) {
                    out.check();
                }
            });
        } else if (elements.isPresent()) {
            elements.get().begin();
            flow.source().forEach(row -> elements.get().accept(object(flow.columns(), row)));
            elements.get().end();
            end();
        } else {
            List<Cell> rows = new ArrayList<>();
            flow.source().forEach(row -> {
                if (rows.size() == MOST) {
                    throw new Failure(
                                    Failure.Kind.FAILED,
                                    String.format(
                                            Locale.ROOT,
                                            "-o jsonpath: this template needs all rows at once, at most %,d",
                                            MOST))
                            .hint("use one path, such as {.items[*].path}, or --limit");
                }
                rows.add(object(flow.columns(), row));
            });
            root(new Cell.Many(rows));
        }
        return null;
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
        return Failure.usage("-o jsonpath is not supported: the output has no rows and no fields");
    }

    /** A value as it is printed. */
    private record Value(CellText text, JsonText json) implements Cell.Cases<String> {
        @Override
        public String many(Cell.Many cell) {
            return json.text(cell);
        }

        @Override
        public String group(Cell.Group cell) {
            return json.text(cell);
        }

        @Override
        public String text(Cell.Text cell) {
            return text.text(cell);
        }

        @Override
        public String count(Cell.Count cell) {
            return text.count(cell);
        }

        @Override
        public String size(Cell.Size cell) {
            return text.size(cell);
        }

        @Override
        public String millis(Cell.Millis cell) {
            return text.millis(cell);
        }

        @Override
        public String at(Cell.At cell) {
            return text.at(cell);
        }

        @Override
        public String flag(Cell.Flag cell) {
            return text.flag(cell);
        }

        @Override
        public String bytes(Cell.Bytes cell) {
            return text.bytes(cell);
        }

        @Override
        public String json(Cell.Json cell) {
            return text.json(cell);
        }

        @Override
        public String missing(Cell.Missing cell) {
            return text.missing(cell);
        }
    }
}
