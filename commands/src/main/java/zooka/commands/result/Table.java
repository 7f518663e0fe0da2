package zooka.commands.result;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rows of the same columns, all in memory: what a command lists.
 *
 * @param shape how people and pipes see the rows
 * @param empty the text on stderr if there are no rows
 * @param tally how people see the number of rows
 */
public record Table(List<Column> columns, List<Row> rows, Shape shape, String empty, Tally tally) implements Result {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(row.cells().size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.table(this);
    }

    /** The rows as JSON has them, for a place within another object. */
    public Cell asCell() {
        return asCell(columns, rows, row -> row);
    }

    /** The rows of a table as one cell, each made as it is written. */
    public static <T> Cell asCell(List<Column> columns, List<T> things, Function<T, Row> row) {
        return Cell.Many.onDemand(things, thing -> group(columns, row.apply(thing)));
    }

    private static Cell group(List<Column> columns, Row row) {
        return new Cell.Group(IntStream.range(0, columns.size())
                .filter(i -> !columns.get(i).key().isEmpty())
                .mapToObj(i -> Field.of(
                        columns.get(i).key(),
                        columns.get(i).title(),
                        row.cells().get(i)))
                .toList());
    }

    public Table(List<Column> columns, List<Row> rows, Shape shape, String empty) {
        this(columns, rows, shape, empty, Tally.NONE);
    }

    public Table(List<Column> columns, List<Row> rows, String empty) {
        this(columns, rows, Shape.TABLE, empty);
    }

    /**
     * The same with a line below the rows that counts them.
     *
     * @param noun what a row is, in the singular
     */
    public Table counted(String noun) {
        return new Table(columns, rows, shape, empty, new Tally(noun, false));
    }

    /**
     * The same with a line below the rows that counts them, and those with a problem: the worst level of its cells is the
     * health of a row.
     *
     * @param noun what a row is, in the singular
     */
    public Table graded(String noun) {
        return new Table(columns, rows, shape, empty, new Tally(noun, true));
    }

    /** The same with other columns and rows. */
    public Table with(List<Column> otherColumns, List<Row> otherRows) {
        return new Table(otherColumns, otherRows, shape, empty, tally);
    }

    /**
     * A column of a table, or the name of a field of one thing.
     *
     * @param key the JSON name; empty for a column that only people see
     * @param title what people see, in capitals; empty for a column that only JSON has
     * @param below whether its cells are lines of their own below the row, in {@link Shape#BLOCKS}
     * @param type what its cells are where they are known
     */
    public record Column(String key, String title, boolean below, CellType type) {
        public Column(String key, String title) {
            this(key, title, false, CellType.TEXT);
        }

        public static Column of(String key, String title) {
            return new Column(key, title);
        }

        /** A column that only JSON has, because people read the same from another one. */
        public static Column jsonOnly(String key) {
            return new Column(key, "");
        }

        /** A column of long texts, which {@link Shape#BLOCKS} puts on lines of their own below the row. */
        public static Column below(String key, String title) {
            return new Column(key, title, true, CellType.TEXT);
        }

        /** A column that only people see, because JSON has the same in another one. */
        public static Column textOnly(String title) {
            return new Column("", title);
        }

        /** This column, in JSON alone. */
        public Column inJsonOnly() {
            return new Column(key, "", false, type);
        }

        /** This column, of whole or other numbers. */
        public Column number() {
            return of(CellType.NUMBER);
        }

        /** This column, of sizes in bytes. */
        public Column size() {
            return of(CellType.SIZE);
        }

        /** This column, of lengths of time in milliseconds. */
        public Column duration() {
            return of(CellType.DURATION);
        }

        /** This column, of moments. */
        public Column time() {
            return of(CellType.TIME);
        }

        /** This column, of what is true or false. */
        public Column flag() {
            return of(CellType.FLAG);
        }

        /** This column, each of whose cells has several values in order. */
        public Column list() {
            return of(CellType.LIST);
        }

        /** This column, each of whose cells has values with keys. */
        public Column object() {
            return of(CellType.OBJECT);
        }

        private Column of(CellType other) {
            return new Column(key, title, below, other);
        }
    }

    /** What the cells of a column are. */
    public enum CellType {
        TEXT("text"),
        NUMBER("number"),
        SIZE("size"),
        DURATION("duration"),
        TIME("time"),
        FLAG("boolean"),
        LIST("list"),
        OBJECT("object");

        private final String word;

        CellType(String word) {
            this.word = word;
        }

        /** The type in help and messages. */
        public String word() {
            return word;
        }
    }

    /**
     * The line that counts the rows for people.
     *
     * @param noun what a row is, in the singular; empty for no line
     * @param graded whether the worst level of the cells is the health of a row
     */
    public record Tally(String noun, boolean graded) {
        /** No line. */
        static final Tally NONE = new Tally("", false);
    }

    /** The cells of a row, one for each column. */
    public record Row(List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Cell... cells) {
            return new Row(List.of(cells));
        }
    }

    /** The layout of rows for people. */
    public enum Shape {
        /** Aligned columns under a header. */
        TABLE,
        /** A line for each row, and below it a line for each column with {@link Column#below()}. */
        BLOCKS,
        /** The first column only, side by side as {@code ls} does; one a line in pipes. */
        NAMES
    }
}
