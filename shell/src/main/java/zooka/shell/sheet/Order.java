package zooka.shell.sheet;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import zooka.shell.sheet.Sheet.Column;
import zooka.shell.sheet.Sheet.Row;
import zooka.shell.sheet.Sheet.Value;

/**
 * The order of rows.
 *
 * @param column the index of the column
 * @param reverse whether it is the opposite of the column's own order: texts from A, numbers from the largest
 */
public record Order(int column, boolean reverse) {

    /** By the names of the rows. */
    public static final Order BY_NAME = new Order(0, false);

    /** By the next column. */
    Order next(Sheet sheet) {
        return new Order((column + 1) % Math.max(1, sheet.columns().size()), false);
    }

    Order reversed() {
        return new Order(column, !reverse);
    }

    /** Whether the smallest value comes first. */
    boolean ascending(Sheet sheet) {
        return column(sheet).number() == reverse;
    }

    private Column column(Sheet sheet) {
        return sheet.columns().get(column);
    }

    /** The rows in this order; unknown values come last, and equal ones by name. */
    List<Row> sorted(Sheet sheet, List<Row> rows) {
        if (column >= sheet.columns().size()) {
            return rows;
        }
        Comparator<Value> values = column(sheet).number()
                ? Comparator.comparingDouble(value -> value.number().orElse(0))
                : Comparator.comparing(Value::text, Order::compareNames);
        Comparator<Row> order = Comparator.comparing(this::value, ascending(sheet) ? values : values.reversed());
        if (column(sheet).number()) {
            order = Comparator.comparing((Row row) -> value(row).number().isEmpty())
                    .thenComparing(order);
        }
        return rows.stream().sorted(order).toList();
    }

    /** Compares texts without case; numbers in them by their value: {@code orders-2} comes before {@code orders-10}. */
    private static int compareNames(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int endOfOne = endOfDigits(one, i);
            int endOfOther = endOfDigits(other, j);
            int compared;
            if (endOfOne > i && endOfOther > j) {
                compared = new BigInteger(one.substring(i, endOfOne))
                        .compareTo(new BigInteger(other.substring(j, endOfOther)));
                i = endOfOne;
                j = endOfOther;
            } else {
                compared = Character.compare(
                        Character.toLowerCase(one.charAt(i++)), Character.toLowerCase(other.charAt(j++)));
            }
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(one.length() - i, other.length() - j);
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private Value value(Row row) {
        return row.values().get(column);
    }
}
