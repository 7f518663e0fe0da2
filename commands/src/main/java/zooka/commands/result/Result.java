package zooka.commands.result;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zooka.clients.Failure;

/** What a command found, as data. Renderers turn it into a table, plain lines, JSON or a screen. */
public sealed interface Result {

    /**
     * A column of a table.
     *
     * @param key the JSON name; empty for a column that only people see
     * @param title what people see, in capitals; empty for a column that only JSON has
     * @param below whether it is below the others in a {@link Shape#BLOCKS}
     */
    record Column(String key, String title, boolean below) {
        public Column(String key, String title) {
            this(key, title, false);
        }

        public static Column of(String key, String title) {
            return new Column(key, title);
        }

        /** A column that only JSON has, because people read the same from another one. */
        public static Column hidden(String key) {
            return new Column(key, "");
        }

        /** A column of long texts, that has lines of its own below the others where things are laid out as blocks. */
        public static Column below(String key, String title) {
            return new Column(key, title, true);
        }

        /** A column that only people see, because JSON has the same in another one. */
        public static Column shown(String title) {
            return new Column("", title);
        }
    }

    /** The cells of one thing, one for each column. */
    record Row(List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Cell... cells) {
            return new Row(List.of(cells));
        }
    }

    /**
     * Things of one kind.
     *
     * @param shape how people and pipes see it
     * @param empty the text on stderr if there are no rows
     */
    record Table(List<Column> columns, List<Row> rows, Shape shape, String empty) implements Result {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            for (Row row : rows) {
                if (row.cells().size() != columns.size()) {
                    throw new IllegalArgumentException(
                            row.cells().size() + " cells for " + columns.size() + " columns");
                }
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.table(this);
        }

        /** The rows as JSON has them, for a place within another object. */
        public Cell asCell() {
            return new Cell.Many(rows.stream()
                    .map(row -> new Cell.Group(IntStream.range(0, columns.size())
                            .filter(i -> !columns.get(i).key().isEmpty())
                            .mapToObj(i -> Field.of(
                                    columns.get(i).key(),
                                    columns.get(i).title(),
                                    row.cells().get(i)))
                            .toList()))
                    .toList());
        }

        public Table(List<Column> columns, List<Row> rows, String empty) {
            this(columns, rows, Shape.TABLE, empty);
        }
    }

    /** How things of one kind are laid out for people. */
    enum Shape {
        /** Aligned columns under a header. */
        TABLE,
        /** Each thing in a line, and below it, in lines of their own, the columns that are said to be below. */
        BLOCKS,
        /** The first column only, side by side as {@code ls} does; one a line in pipes. */
        NAMES
    }

    /**
     * One thing, field by field.
     *
     * @param table what it is made of, below the fields
     * @param tableKey the JSON name of that; empty where only people see it, because JSON has the same in the fields
     */
    record Details(List<Field> fields, Optional<Table> table, String tableKey) implements Result {
        public Details {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.details(this);
        }

        public Details(List<Field> fields, Optional<Table> table) {
            this(fields, table, "rows");
        }

        public Details(List<Field> fields) {
            this(fields, Optional.empty());
        }
    }

    /**
     * Things of which several can be named, however many there are: JSON has an array of them.
     *
     * @param things each of them; asked for only where they are shown one by one
     * @param shown what people and pipes see: one thing in detail, several together
     */
    record Several(Supplier<List<Details>> things, Result shown) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.several(this);
        }
    }

    /**
     * Names below names; also more of them than memory holds.
     *
     * @param branches gives them from the root down, each before those below it
     */
    record Tree(Branches branches) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tree(this);
        }
    }

    /** Where the branches of a tree come from. */
    @FunctionalInterface
    interface Branches {
        /** Calls {@code branches} for each, on the calling thread, and returns after the last. */
        void forEach(Consumer<Branch> branches);
    }

    /**
     * A name in a tree.
     *
     * @param depth how far below the root it is
     * @param name what is shown of it
     * @param note said behind the name, dim; may be empty
     * @param last whether it is the last of its siblings
     */
    record Branch(int depth, String name, String note, boolean last) {}

    /**
     * A value made of bytes, with what is known of it. The bytes are what pipes get; JSON gets the fields.
     *
     * @param bytes empty when the value is null, which is not the same as no bytes
     * @param look how people see the bytes
     * @param fields what JSON shows
     * @param after shown to people below the bytes; may be empty
     * @param view what people see of the bytes where the look is {@code AUTO}; asked for only then
     * @param stored whether pipes and files get the bytes as they are; otherwise they are text, and an end of line follows
     */
    record Payload(
            Optional<byte[]> bytes,
            Look look,
            List<Field> fields,
            List<Field> after,
            Function<byte[], View> view,
            boolean stored)
            implements Result {
        public Payload {
            fields = List.copyOf(fields);
            after = List.copyOf(after);
        }

        /** A text that is worked out, which all see alike. */
        public Payload(Optional<byte[]> bytes, Look look, List<Field> fields, List<Field> after) {
            this(bytes, look, fields, after, text -> new View(text, ""), false);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.payload(this);
        }
    }

    /**
     * Texts of servers, each as it came.
     *
     * @param texts one for each server that has answered; JSON has an array of their fields
     */
    record Texts(List<Text> texts) implements Result {
        public Texts {
            texts = List.copyOf(texts);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.texts(this);
        }
    }

    /**
     * A text of several lines.
     *
     * @param title who says it; shown where there are several
     * @param fields what JSON shows
     */
    record Text(String title, String text, List<Field> fields) {
        public Text {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Bytes for people.
     *
     * @param note what they are, said beside them: {@code gzip: 1,204 bytes, 5,310 unpacked}; may be empty
     */
    @SuppressWarnings("ArrayRecordComponent") // a value is not copied into a list, and never compared
    record View(byte[] bytes, String note) {}

    /** How bytes are shown to people. */
    enum Look {
        /** Text, indented JSON or hex, by looking at them. */
        AUTO,
        /** Text of ours and no value of a znode: a line, wherever it goes. */
        TEXT,
        BASE64,
        HEX
    }

    /**
     * Things of one kind that come one after the other; also more of them than memory holds.
     *
     * @param source gives them; it returns when there are no more
     * @param pace how they come
     * @param content the key of the column that holds what they are about, whose bytes {@code raw} gives; empty where none
     *     does
     */
    record Flow(List<Column> columns, Source source, Shape shape, Pace pace, String content) implements Result {
        public Flow {
            columns = List.copyOf(columns);
        }

        public Flow(List<Column> columns, Source source, Shape shape, Pace pace) {
            this(columns, source, shape, pace, "");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.flow(this);
        }
    }

    /** How the things of a flow come. */
    enum Pace {
        /** A long list: one array in JSON. */
        LIST,
        /** One after the other, such as records: one object a line in JSON. */
        STREAM,
        /** The same as they happen: each is to be seen as soon as it is known. */
        LIVE
    }

    /** Where the rows of a flow come from. */
    @FunctionalInterface
    interface Source {
        /** Calls {@code rows} for each row, on the calling thread, and returns after the last. */
        void forEach(Consumer<Row> rows);
    }

    /**
     * Text in a format of its own, such as an export; also more of it than memory holds. It is the same in every format.
     *
     * @param body writes it, as UTF-8
     */
    record Document(Body body) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.document(this);
        }
    }

    /** What a document says. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A change that was made.
     *
     * @param what what was done, for people, on stderr: {@code created /demo/a}
     * @param payload what scripts read on stdout, such as the path of a sequential znode
     * @param fields what JSON shows
     */
    record Done(String what, Optional<String> payload, List<Field> fields) implements Result {
        public Done {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.done(this);
        }
    }

    /**
     * A change that is still to be made, and is made by whoever shows this, once what takes it back is written: a renderer that
     * cannot write that throws, and nothing is changed.
     *
     * @param payload what scripts read on stdout before the change
     * @param fields what JSON shows before it; those of the result that are not among them follow
     * @param change makes it
     */
    record Restorable(Optional<String> payload, List<Field> fields, Supplier<Result> change) implements Result {
        public Restorable {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.restorable(this);
        }
    }

    /**
     * The same as zkCli says it, where that is not what the shapes above come to: scripts read those lines.
     *
     * @param result what every other format shows
     * @param lines what zkCli prints on stdout
     * @param stat the stat that it prints below them; may be empty
     * @param beside what it prints on stderr
     */
    record AsZkCli(Result result, List<Cell> lines, List<Field> stat, List<Cell> beside) implements Result {
        public AsZkCli {
            lines = List.copyOf(lines);
            stat = List.copyOf(stat);
            beside = List.copyOf(beside);
        }

        public AsZkCli(Result result, String... lines) {
            this(result, Stream.of(lines).map(Cell::text).toList(), List.of(), List.of());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return result.match(cases);
        }
    }

    /**
     * The same rows as zkCli orders them, for scripts that read its lines.
     *
     * @param result what every other format shows
     * @param zkCli for zkCli's format
     */
    record InZkCliOrder(Flow result, Flow zkCli) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return result.match(cases);
        }
    }

    /**
     * A result that is shown, and a failure all the same: what became of each part of a transaction that was not made.
     *
     * @param failure said after it, and the exit code
     */
    record Failing(Result result, Failure failure) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return result.match(cases);
        }
    }

    <R> R match(Cases<R> cases);

    /** One case for each kind of result, so that a new kind breaks every consumer when it is compiled. */
    interface Cases<R> {
        R table(Table result);

        R details(Details result);

        R several(Several result);

        R tree(Tree result);

        R payload(Payload result);

        R flow(Flow result);

        R document(Document result);

        R texts(Texts result);

        R done(Done result);

        R restorable(Restorable result);

        R drawn(Drawn result);
    }

    /**
     * A state at one moment, drawn as a whole.
     *
     * @param picture what is drawn for people
     * @param fields what JSON shows
     */
    record Drawn(Picture picture, List<Field> fields) implements Result {
        public Drawn {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.drawn(this);
        }
    }
}
