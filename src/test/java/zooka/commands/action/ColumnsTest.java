package zooka.commands.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.recording.Recording;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.CellType;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Grammar;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemoryKafka;
import zooka.testing.fake.MemorySession;

/** The columns and fields that a command says it has are those of its results: the examples of its help are run on fakes. */
final class ColumnsTest {

    /** Those whose columns only the answer tells, or whose JSON is another one than that of the rows. */
    private static final Set<String> TOLD_BY_THE_ANSWER =
            Set.of("broker describe", "help", "history", "topic describe");

    /** What waits: for a condition, or between two measurements. */
    private static final Pattern WAITS = Pattern.compile("^wait |--rate");

    private final Set<String> compared = new TreeSet<>();
    private final Set<String> without = new TreeSet<>();
    private final Set<String> withFields = new TreeSet<>();
    private final Set<String> withoutFields = new TreeSet<>();
    private final Set<String> mistakes = new TreeSet<>();

    @Test
    void the_columns_and_fields_of_a_command_are_those_of_its_results() {
        FakeClusters clusters = clusters();
        List<Catalog.Entry> entries = Catalog.entries().stream()
                .filter(entry -> entry.area() != Catalog.Area.BOTH) // they ask servers one by one
                .toList();
        for (Catalog.Entry entry : entries) {
            for (String example : CommandHelp.of(entry).examples()) {
                Optional<Action> action =
                        words(entry, example).map(words -> Invocation.of(words).action());
                action.flatMap(one -> result(one, new TestRun(clusters).context()))
                        .ifPresent(result -> {
                            columns(entry, example, action.get(), result);
                            fields(entry, example, action.get(), result);
                        });
            }
        }
        assertThat(without).isSubsetOf(TOLD_BY_THE_ANSWER);
        assertThat(compared).hasSizeGreaterThan(25);
        assertThat(withoutFields).isEmpty();
        assertThat(withFields).hasSizeGreaterThan(10);
        assertThat(mistakes).isEmpty();
    }

    @Test
    void the_fields_of_a_change_are_those_of_its_result() {
        List<Catalog.Entry> entries = Catalog.entries().stream()
                .filter(entry -> entry.area() == Catalog.Area.ZOOKEEPER || entry.area() == Catalog.Area.KAFKA)
                .toList();
        for (Catalog.Entry entry : entries) {
            CommandHelp help = CommandHelp.of(entry);
            if (help.kind() == CommandHelp.Kind.CHANGE) {
                for (String example : help.examples()) {
                    words(entry, example).ifPresent(words -> made(words)
                            .ifPresent(result ->
                                    fields(entry, example, Invocation.of(words).action(), result)));
                }
            }
        }
        assertThat(withoutFields).isEmpty();
        assertThat(withFields).hasSizeGreaterThan(5);
        assertThat(mistakes).isEmpty();
    }

    @Test
    void every_change_says_what_its_result_has() {
        for (Catalog.Entry entry : Catalog.entries()) {
            CommandHelp help = CommandHelp.of(entry);
            if (help.kind() == CommandHelp.Kind.CHANGE) {
                assertThat(help.columns().size() + help.fields().size())
                        .as(entry.words())
                        .isPositive();
            }
        }
    }

    /** Clusters with what the examples name. */
    private static FakeClusters clusters() {
        FakeZnodes znodes = new FakeZnodes();
        for (String path :
                List.of("/demo", "/demo/app", "/demo/app/config", "/brokers", "/brokers/ids", "/zookeeper")) {
            znodes.put(path, "{\"retry\": {\"attempts\": 5}}", TestRun.NOW);
        }
        MemoryKafka kafka = new MemoryKafka();
        kafka.append("orders", 0, 3);
        FakeClusters clusters = kafka.clusters().with(znodes).with(new MemorySession(znodes, notice -> {}));
        new TestRun(clusters).change("group", "reset", "billing", "--to-earliest", "--topic", "orders");
        return clusters;
    }

    /** What a change says, on clusters of its own; empty where they do not have what it changes. */
    private static Optional<Result> made(List<String> words) {
        try {
            return Optional.of(new TestRun(clusters()).make(Recording.Person.NONE, words.toArray(String[]::new)));
        } catch (Failure | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private void columns(Catalog.Entry entry, String example, Action action, Result result) {
        Optional<List<Column>> shown = rows(result);
        if (shown.isEmpty()) {
            return;
        }
        compared.add(entry.words());
        List<Column> told = action.columns();
        if (told.isEmpty()) {
            without.add(entry.words());
        } else {
            assertThat(keys(shown.get())).as(example).isEqualTo(keys(told));
            assertThat(titles(told)).as(example).containsAll(titles(shown.get()));
            cells(bare(result)).forEach(row -> types(example, told, keys(shown.get()), row));
        }
    }

    /** The cells of a row are what their columns say. */
    private void types(String example, List<Column> told, List<String> keys, List<Cell> cells) {
        if (example.equals("help zooka")) {
            return; // the program has several synopses, a command has one
        }
        for (Column column : told) {
            int place = keys.indexOf(column.key());
            if (!column.key().isEmpty() && place >= 0) {
                cells.get(place).match(new TypeOf()).ifPresent(type -> mistaken(column, type)
                        .ifPresent(mistake -> mistakes.add(example + ": " + mistake)));
            }
        }
    }

    private static Optional<String> mistaken(Column column, CellType type) {
        return column.type() == type
                ? Optional.empty()
                : Optional.of(column.key() + " is " + type + " and not " + column.type());
    }

    /** The type of a cell; empty where it is unknown. */
    private static final class TypeOf implements Cell.Cases<Optional<CellType>> {
        @Override
        public Optional<CellType> text(Cell.Text cell) {
            return Optional.of(CellType.TEXT);
        }

        @Override
        public Optional<CellType> count(Cell.Count cell) {
            return Optional.of(CellType.NUMBER);
        }

        @Override
        public Optional<CellType> size(Cell.Size cell) {
            return Optional.of(CellType.SIZE);
        }

        @Override
        public Optional<CellType> millis(Cell.Millis cell) {
            return Optional.of(CellType.DURATION);
        }

        @Override
        public Optional<CellType> at(Cell.At cell) {
            return Optional.of(CellType.TIME);
        }

        @Override
        public Optional<CellType> flag(Cell.Flag cell) {
            return Optional.of(CellType.FLAG);
        }

        @Override
        public Optional<CellType> bytes(Cell.Bytes cell) {
            return Optional.of(CellType.TEXT);
        }

        @Override
        public Optional<CellType> json(Cell.Json cell) {
            return Optional.empty(); // any of them
        }

        @Override
        public Optional<CellType> many(Cell.Many cell) {
            return Optional.of(CellType.LIST);
        }

        @Override
        public Optional<CellType> group(Cell.Group cell) {
            return Optional.of(CellType.OBJECT);
        }

        @Override
        public Optional<CellType> missing(Cell.Missing cell) {
            return Optional.empty();
        }
    }

    private static Result bare(Result result) {
        return result instanceof Result.AsZkCli both
                ? both.result()
                : result instanceof Result.InZkCliOrder ordered
                        ? ordered.result()
                        : result instanceof Result.DetailsList several ? several.display() : result;
    }

    /** The cells of the rows that have a key; of a stream only those that are there already. */
    private static List<List<Cell>> cells(Result result) {
        List<List<Cell>> all = new ArrayList<>();
        if (result instanceof Table table) {
            table.rows().forEach(row -> all.add(keyed(table.columns(), row)));
        } else if (result instanceof Flow flow && flow.pace() != Flow.Pace.LIVE) {
            try {
                flow.source().forEach(row -> all.add(keyed(flow.columns(), row)));
            } catch (Failure | UnsupportedOperationException e) {
                return all; // the fakes do not have the rest
            }
        }
        return all;
    }

    private static List<Cell> keyed(List<Column> columns, Table.Row row) {
        return IntStream.range(0, columns.size())
                .filter(i -> !columns.get(i).key().isEmpty())
                .mapToObj(i -> row.cells().get(i))
                .toList();
    }

    private void fields(Catalog.Entry entry, String example, Action action, Result result) {
        List<String> shown = names(result);
        if (shown.isEmpty()) {
            return;
        }
        List<Column> told = action.fields().isEmpty() ? action.columns() : action.fields();
        if (told.isEmpty()) {
            withoutFields.add(entry.words());
        } else {
            withFields.add(entry.words());
            assertThat(keys(told)).as(example).containsSubsequence(shown);
            types(
                    example,
                    told,
                    shown,
                    fieldsOf(result).stream().map(Field::cell).toList());
        }
    }

    /** The JSON names of one thing, or of the first of several; empty where JSON is of another shape. */
    private static List<String> names(Result result) {
        return fieldsOf(result).stream().map(Field::key).toList();
    }

    private static List<Field> fieldsOf(Result result) {
        Result bare = result instanceof Result.AsZkCli both ? both.result() : result;
        if (bare instanceof Result.DetailsList several) {
            List<Result.Details> things = several.things().get();
            return things.isEmpty() ? List.of() : fieldsOf(things.get(0));
        }
        List<Field> fields = new ArrayList<>();
        if (bare instanceof Result.Details details) {
            fields.addAll(details.fields());
            details.table().ifPresent(table -> fields.add(Field.of(details.tableKey(), "", Cell.missing())));
        } else if (bare instanceof Payload payload) {
            fields.addAll(payload.fields());
        } else if (bare instanceof Result.Change change) {
            fields.addAll(change.fields());
        } else if (bare instanceof Result.Drawing drawing) {
            fields.addAll(drawing.fields().get());
        }
        return fields.stream().filter(field -> !field.key().isEmpty()).toList();
    }

    /** The words of an example, unless the line begins with another program. */
    private static Optional<List<String>> words(Catalog.Entry entry, String example) {
        if (example.contains("<")) {
            return Optional.empty(); // a line of the system's shell
        }
        List<String> words = Grammar.lines(example.replace("\\\n", " ")).get(0).words();
        return Catalog.find(words)
                .filter(found ->
                        found.entry().equals(entry) && !WAITS.matcher(example).find())
                .map(found -> words);
    }

    /** What an action shows on the fakes; empty where they do not have what it asks for, and where it changes something. */
    private static Optional<Result> result(Action action, Context context) {
        try {
            if (action instanceof Action.Query query) {
                return Optional.of(query.run(context));
            }
            return action instanceof Action.Follow follow ? Optional.of(follow.follow(context)) : Optional.empty();
        } catch (Failure | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<Column>> rows(Result result) {
        List<Column> columns = new ArrayList<>();
        Result bare = bare(result);
        if (bare instanceof Table table) {
            columns.addAll(table.columns());
        } else if (bare instanceof Flow flow) {
            columns.addAll(flow.columns());
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
    }

    private static List<String> keys(List<Column> columns) {
        return columns.stream().map(Column::key).filter(key -> !key.isEmpty()).toList();
    }

    private static List<String> titles(List<Column> columns) {
        return columns.stream()
                .map(Column::title)
                .filter(title -> !title.isEmpty() && !title.equals("REMARK"))
                .toList();
    }
}
