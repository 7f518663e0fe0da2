package zooka.shell.screen;

import java.util.ArrayList;
import java.util.List;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;

/** Writes one line from left to right, never beyond its last column. */
public final class Pen {
    private final int columns;
    private final List<Span> spans = new ArrayList<>();
    private int column;

    public Pen(int columns) {
        this.columns = columns;
    }

    public Pen put(String text, Style style) {
        int width = Width.of(text);
        if (column + width <= columns) {
            add(text, style, width);
        } else {
            String fitting = Width.start(text, room());
            add(fitting, style, Width.of(fitting));
        }
        return this;
    }

    public Pen put(String text) {
        return put(text, Style.PLAIN);
    }

    /** Continues at a column, or after one blank if that column is taken. */
    public Pen at(int target) {
        int blanks = Math.max(target - column, column == 0 ? 0 : 1);
        return put(" ".repeat(blanks));
    }

    public Pen skip(int blanks) {
        return put(" ".repeat(Math.max(0, blanks)));
    }

    public int column() {
        return column;
    }

    public int room() {
        return columns - column;
    }

    public Line line() {
        return new Line(spans);
    }

    private void add(String text, Style style, int width) {
        if (text.isEmpty()) {
            return;
        }
        int last = spans.size() - 1;
        if (last >= 0 && spans.get(last).style().equals(style)) {
            spans.set(last, new Span(spans.get(last).text() + text, style));
        } else {
            spans.add(new Span(text, style));
        }
        column += width;
    }
}
