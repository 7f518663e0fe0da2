package zooka.shell.sheet;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import zooka.commands.result.Cell.Level;

/**
 * Rows with columns, ready to be ordered, filtered and drawn.
 *
 * @param name what the rows are: {@code members}
 * @param columns the first one names the row
 * @param empty what is said if there are no rows
 */
public record Sheet(String name, List<Column> columns, List<Row> rows, String empty) {
    public Sheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param title in capitals, with the unit
     * @param narrow a shorter title for a narrow screen
     * @param number whether its values are numbers, at the right; they are ordered from the largest
     * @param least the columns of the screen that it has at least, so that it does not move when a number grows
     * @param most those that it has at most; a longer text is cut
     * @param rank 0 for a column that is always shown; the higher, the earlier it is left out on a narrow screen
     */
    public record Column(String title, String narrow, boolean number, int least, int most, int rank) {

        /** A column of texts. */
        public static Column text(String title, int least, int most, int rank) {
            return new Column(title, title, false, least, most, rank);
        }

        /** A column of numbers. */
        public static Column number(String title, int least, int rank) {
            return new Column(title, title, true, least, Integer.MAX_VALUE, rank);
        }

        /** The column with another title on a narrow screen. */
        public Column narrow(String other) {
            return new Column(title, other, number, least, most, rank);
        }
    }

    /**
     * A row.
     *
     * @param key identifies the row in all pictures
     * @param unhealthy whether it is shown while only unhealthy rows are
     * @param values one for each column
     */
    public record Row(String key, boolean unhealthy, List<Value> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * A value.
     *
     * @param text unescaped text
     * @param number its place among numbers; empty for a text, and for an unknown number
     */
    public record Value(String text, Level level, OptionalDouble number) {

        /** Nothing to say. */
        public static final Value NONE = new Value("–", Level.DIM, OptionalDouble.empty());

        /** A number that should be known and is not. */
        public static final Value UNKNOWN = new Value("?", Level.WARN, OptionalDouble.empty());

        public static Value text(String text, Level level) {
            return new Value(text, level, OptionalDouble.empty());
        }

        public static Value text(String text) {
            return text(text, Level.PLAIN);
        }

        /** A number as it is shown. */
        public static Value number(String text, double number, Level level) {
            return new Value(text, level, OptionalDouble.of(number));
        }

        /** The same for a whole number. */
        public static Value number(String text, long number, Level level) {
            return number(text, (double) number, level);
        }

        /** How many. */
        public static Value count(long count, Level level) {
            return number(counted(count), count, level);
        }

        public static Value count(long count) {
            return count(count, Level.PLAIN);
        }

        /** A rate per second, with a fraction if it is small; nothing before it is known. */
        public static Value rate(OptionalDouble rate, Level level) {
            return rate.isEmpty()
                    ? NONE
                    : number(rate(rate.getAsDouble()), rate.getAsDouble(), rate.getAsDouble() == 0 ? Level.DIM : level);
        }

        /** A number with its thousands apart. */
        public static String counted(long count) {
            return String.format(Locale.ROOT, "%,d", count);
        }

        /** A rate with a fraction if it is small. */
        public static String rate(double rate) {
            return rate >= 10 || rate == 0 ? counted(Math.round(rate)) : String.format(Locale.ROOT, "%.1f", rate);
        }
    }
}
