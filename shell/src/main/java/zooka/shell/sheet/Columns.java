package zooka.shell.sheet;

import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;
import zooka.shell.sheet.Sheet.Column;
import zooka.shell.sheet.Sheet.Row;
import zooka.shell.sheet.Sheet.Value;

/** The columns of a sheet that fit on a screen, with their widths. */
final class Columns {

    /** The width from which titles are not shortened. */
    private static final int WIDE = 100;

    private static final int GAP = 2;

    private final Sheet sheet;
    private final Glyphs look;
    private final Order order;
    private final int columns;
    private final int[] widths;

    /** The indexes of the columns that are shown. */
    private final List<Integer> shown = new ArrayList<>();

    /** @param rows the rows that decide how wide a column is */
    Columns(Sheet sheet, List<Row> rows, Order order, Glyphs look, int columns) {
        this.sheet = sheet;
        this.look = look;
        this.order = order;
        this.columns = columns;
        this.widths = new int[sheet.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            Column column = sheet.columns().get(i);
            int index = i;
            int widest = rows.stream()
                    .mapToInt(row -> Width.of(text(row.values().get(index))))
                    .max()
                    .orElse(0);
            widths[i] = Math.min(column.most(), Math.max(Math.max(column.least(), Width.of(title(column))), widest));
            shown.add(i);
        }
        fit();
    }

    private String title(Column column) {
        return columns >= WIDE ? column.title() : column.narrow();
    }

    /** Shortens the names, then leaves out columns. */
    private void fit() {
        while (excess() > 0 && shown.size() > 1) {
            int least = sheet.columns().get(0).least();
            int spared = Math.min(excess(), Math.max(0, widths[0] - least));
            if (spared > 0) {
                widths[0] -= spared;
                continue;
            }
            int lowest = 0;
            for (int i : shown) {
                boolean lower = sheet.columns().get(i).rank()
                        >= sheet.columns().get(lowest).rank();
                if (i > 0 && i != order.column() && (lowest == 0 || lower)) {
                    lowest = i;
                }
            }
            if (lowest == 0) {
                break;
            }
            shown.remove(Integer.valueOf(lowest));
            widen();
        }
        widths[0] = Math.max(1, widths[0] - Math.max(0, excess()));
    }

    /** Gives the names the room that a column has left, as far as they need it. */
    private void widen() {
        int room = -excess();
        if (room > 0) {
            widths[0] += Math.min(room, natural() - widths[0]);
        }
    }

    private int natural() {
        Column column = sheet.columns().get(0);
        int widest = sheet.rows().stream()
                .mapToInt(row -> Width.of(text(row.values().get(0))))
                .max()
                .orElse(0);
        return Math.max(widths[0], Math.min(column.most(), widest));
    }

    private int excess() {
        int used = 1 + GAP * (shown.size() - 1) + 1;
        for (int i : shown) {
            used += widths[i];
        }
        return used - columns;
    }

    private String text(Value value) {
        return Marks.text(look, value.text());
    }

    /** The titles, with a mark at the one that rows are ordered by. */
    Line titles() {
        Pen pen = new Pen(columns).skip(1);
        for (int i : shown) {
            String title = title(sheet.columns().get(i));
            String mark = i == order.column() ? Marks.order(look, order.ascending(sheet)) : "";
            boolean number = sheet.columns().get(i).number();
            String label = number ? Width.right(title, widths[i]) + mark : Width.left(title + mark, widths[i]);
            pen.put(label, Style.DIM);
            pen.skip(GAP - Math.max(0, Width.of(label) - widths[i]));
        }
        return pen.line();
    }

    /**
     * A row.
     *
     * @param marked the index of the value that has just changed; -1 for none
     */
    Line row(Row row, boolean selected, int marked) {
        Pen pen = new Pen(columns);
        if (selected) {
            pen.put(look.bar(), Style.BOLD);
        } else {
            pen.skip(1);
        }
        int end = 1;
        for (int i : shown) {
            Value value = row.values().get(i);
            String text = look.cutName(text(value), widths[i]);
            int blanks = sheet.columns().get(i).number() ? widths[i] - Width.of(text) : 0;
            boolean brackets = i == marked && look.brackets();
            pen.skip(end + blanks - pen.column() - (brackets ? 1 : 0));
            Style style = i == 0 && selected ? Style.of(plain(value)).reversed() : Style.of(value.level());
            pen.put(brackets ? "[" : "");
            pen.put(text, i == marked && !brackets ? style.reversed() : style);
            pen.put(brackets ? "]" : "");
            end += widths[i] + GAP;
        }
        return pen.line();
    }

    private static Level plain(Value value) {
        return value.level() == Level.DIM ? Level.PLAIN : value.level();
    }
}
