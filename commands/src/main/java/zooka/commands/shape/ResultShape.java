package zooka.commands.shape;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.shape.Columns.Selection;

/** Gives each kind of result the rows and columns that are asked for. */
final class ResultShape implements Result.Cases<Result> {

    private final Shaping shaping;
    private final Clock clock;

    ResultShape(Shaping shaping, Clock clock) {
        this.shaping = shaping;
        this.clock = clock;
    }

    /** Ends a source of rows, as soon as there are enough of them. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough rows", null, false, false);
        }
    }

    @Override
    public Result table(Table table) {
        Flow.Source rows = rows(table.columns(), table.rows()::forEach);
        if (shaping.count()) {
            return number(rows);
        }
        Selection selection = selection(table.columns());
        List<Row> shown = new ArrayList<>();
        rows.forEach(row -> shown.add(selection.row(row)));
        boolean excluded = shown.isEmpty() && !table.rows().isEmpty();
        return new Table(
                selection.columns(),
                shown,
                shape(table.shape(), selection),
                excluded ? "no matching rows" : table.empty(),
                tally(table.tally()));
    }

    @Override
    public Result flow(Flow flow) {
        if (shaping.order().isPresent() && flow.pace() == Flow.Pace.LIVE) {
            throw Failure.usage("--sort is not supported for rows that are shown as they come");
        }
        Flow.Source rows = rows(flow.columns(), flow.source());
        if (shaping.count()) {
            return number(rows);
        }
        Selection selection = selection(flow.columns());
        boolean content =
                selection.columns().stream().anyMatch(column -> column.key().equals(flow.content()));
        return new Flow(
                selection.columns(),
                sink -> rows.forEach(row -> sink.accept(selection.row(row))),
                shape(flow.shape(), selection),
                flow.pace(),
                content ? flow.content() : "");
    }

    /** Each thing is a row, whose columns are its fields. */
    @Override
    public Result detailsList(Result.DetailsList several) {
        List<Result.Details> things = several.things().get();
        if (things.isEmpty()) {
            return shaping.count() ? number(none -> {}) : new Table(List.of(), List.of(), "no rows");
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        List<Map<String, Cell>> cells = new ArrayList<>();
        for (Result.Details thing : things) {
            Map<String, Cell> own = new HashMap<>();
            for (Field field : fields(thing)) {
                if (!field.key().isEmpty()) {
                    String title = field.title().toUpperCase(Locale.ROOT);
                    columns.putIfAbsent(field.key(), Column.of(field.key(), title));
                    own.put(field.key(), field.cell());
                }
            }
            cells.add(own);
        }
        List<Row> rows = cells.stream()
                .map(own -> new Row(columns.keySet().stream()
                        .map(key -> own.getOrDefault(key, Cell.missing()))
                        .toList()))
                .toList();
        return table(new Table(List.copyOf(columns.values()), rows, "no rows"));
    }

    @Override
    public Result details(Result.Details details) {
        shaping.refuseRows("");
        Result.Details chosen = fields(fields(details));
        boolean whole = chosen.fields().stream()
                .anyMatch(field ->
                        field.key().equals(details.tableKey()) && field.title().isEmpty());
        return whole
                ? new Result.Details(
                        chosen.fields().stream()
                                .filter(field -> !field.key().equals(details.tableKey()))
                                .toList(),
                        details.table(),
                        details.tableKey())
                : chosen;
    }

    @Override
    public Result payload(Payload payload) {
        shaping.refuseRows("");
        return fields(payload.fields());
    }

    @Override
    public Result drawn(Result.Drawing drawn) {
        shaping.refuseRows("");
        return fields(drawn.fields().get());
    }

    @Override
    public Result change(Result.Change done) {
        shaping.refuseRows("");
        return fields(done.fields());
    }

    @Override
    public Result tree(Result.Tree tree) {
        throw refused();
    }

    @Override
    public Result document(Result.Document document) {
        throw refused();
    }

    @Override
    public Result texts(Result.Texts texts) {
        throw refused();
    }

    @Override
    public Result restorable(Result.Restorable restorable) {
        throw refused();
    }

    private Failure refused() {
        return Failure.usage(shaping.options().get(0) + " is not supported: the output has no columns");
    }

    /** The fields of a thing; its table is one of them, where JSON has it. */
    private static List<Field> fields(Result.Details details) {
        List<Field> fields = new ArrayList<>(details.fields());
        if (details.table().isPresent() && !details.tableKey().isEmpty()) {
            fields.add(Field.of(details.tableKey(), "", details.table().get().asCell()));
        }
        return fields;
    }

    /** One thing with the chosen fields. */
    private Result.Details fields(List<Field> fields) {
        List<Column> columns = fields.stream()
                .map(field -> Column.of(field.key(), field.title()))
                .toList();
        Selection selection = selection(columns);
        Row row = selection.row(new Row(fields.stream().map(Field::cell).toList()));
        List<Field> chosen = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            Column column = selection.columns().get(i);
            // A field that only JSON has gets a title; what people see of one thing is not in capitals.
            String title = column.title().equals(Columns.title(column.key())) ? column.key() : column.title();
            chosen.add(Field.of(column.key(), title, row.cells().get(i)));
        }
        return new Result.Details(chosen);
    }

    private Selection selection(List<Column> columns) {
        Optional<Columns> chosen = shaping.columns();
        return chosen.isPresent() ? chosen.get().on(columns) : Selection.all(columns);
    }

    /** The cells that grade a row may be among those that are not shown. */
    private Table.Tally tally(Table.Tally tally) {
        return shaping.columns().isPresent() ? new Table.Tally(tally.noun(), false) : tally;
    }

    private static Shape shape(Shape shape, Selection selection) {
        return switch (shape) {
            case TABLE -> Shape.TABLE;
            case NAMES -> {
                long shown = selection.columns().stream()
                        .filter(column -> !column.title().isEmpty())
                        .count();
                yield shown == 1 ? Shape.NAMES : Shape.TABLE;
            }
            case BLOCKS -> selection.columns().stream().anyMatch(Column::below) ? Shape.BLOCKS : Shape.TABLE;
        };
    }

    /** How many rows there are. */
    private static Result number(Flow.Source rows) {
        long[] number = {0};
        rows.forEach(row -> number[0]++);
        byte[] text = Long.toString(number[0]).getBytes(StandardCharsets.UTF_8);
        return new Payload(
                Optional.of(text),
                Payload.Look.TEXT,
                List.of(Field.of("count", "count", Cell.count(number[0]))),
                List.of());
    }

    /** The rows that are wanted, in their order. */
    private Flow.Source rows(List<Column> columns, Flow.Source source) {
        Optional<Predicate<Row>> wanted = shaping.where().map(where -> where.on(columns, clock));
        Flow.Source matching = wanted.isEmpty()
                ? source
                : sink -> source.forEach(row -> {
                    if (wanted.get().test(row)) {
                        sink.accept(row);
                    }
                });
        if (shaping.order().isEmpty()) {
            return sink -> first(matching, shaping.limit(), sink);
        }
        Order order = shaping.order().get();
        List<Key> keys = order.keys(columns);
        return sink -> {
            SortedRows sorted = new SortedRows(order, keys, shaping.limit(), SortedRows.room());
            matching.forEach(sorted::add);
            sorted.forEach(sink);
        };
    }

    /** Gives the first rows of a source, and ends it after them. */
    private static void first(Flow.Source source, long limit, Consumer<Row> sink) {
        if (limit == 0) {
            return;
        }
        if (limit == Long.MAX_VALUE) {
            source.forEach(sink);
            return;
        }
        Enough enough = new Enough();
        long[] left = {limit};
        try {
            source.forEach(row -> {
                sink.accept(row);
                if (--left[0] == 0) {
                    throw enough;
                }
            });
        } catch (Enough e) {
            if (e != enough) {
                throw e; // of a source around this one
            }
        }
    }
}
