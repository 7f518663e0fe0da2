package zooka.shell.leaders;

import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The help: the keys, from the table that binds them, and the meaning of the marks. */
final class HelpPage {
    private static final int MARKS = 6;
    private static final int LEFT = 52;

    private HelpPage() {}

    /** The lines of the help: keys and marks side by side if there is room, else one below the other. */
    static List<Line> lines(Glyphs look, int columns) {
        List<Line> keys = keys(look, columns);
        List<Line> marks = marks(look, columns);
        List<Line> lines = new ArrayList<>();
        if (columns < 80) {
            lines.addAll(keys);
            lines.add(Line.EMPTY);
            lines.addAll(marks);
            return lines;
        }
        for (int i = 0; i < Math.max(keys.size(), marks.size()); i++) {
            Pen pen = new Pen(columns);
            if (i < keys.size()) {
                keys.get(i).spans().forEach(span -> pen.put(span.text(), span.style()));
            }
            if (i < marks.size()) {
                pen.skip(LEFT - pen.column());
                marks.get(i).spans().forEach(span -> pen.put(span.text(), span.style()));
            }
            lines.add(pen.line());
        }
        return lines;
    }

    private static List<Line> keys(Glyphs look, int columns) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Pen(columns).skip(1).put("KEYS", Style.DIM).line());
        lines.addAll(Binding.TABLE.help(look, columns));
        return lines;
    }

    private static List<Line> marks(Glyphs look, int columns) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Pen(columns).skip(1).put("MARKS", Style.DIM).line());
        lines.add(mark(columns, "2", Style.PLAIN, "broker 2 leads"));
        lines.add(mark(columns, "2*", Style.of(Level.WARN), "is not preferred"));
        lines.add(mark(columns, "2!", Style.of(Level.WARN), "under-replicated"));
        lines.add(mark(columns, "2" + look.belowMinimum(), Style.of(Level.BAD), "below min ISR"));
        lines.add(mark(columns, "2?", Style.of(Level.WARN), "does not answer here"));
        lines.add(mark(columns, look.times(), Style.of(Level.BAD), "offline"));
        String changed = look.brackets() ? "[2]" : "2";
        lines.add(mark(columns, changed, look.brackets() ? Style.PLAIN : Style.PLAIN.reversed(), "just changed"));
        lines.add(Line.EMPTY);
        lines.add(new Pen(columns).skip(1).put("BY BROKER", Style.DIM).line());
        lines.add(mark(columns, "L", Style.BOLD, "leads"));
        lines.add(mark(columns, "f", Style.DIM, "in-sync follower"));
        lines.add(mark(columns, "o", Style.of(Level.WARN), "out of sync"));
        lines.add(mark(columns, "x", Style.of(Level.BAD), "its broker is offline"));
        return lines;
    }

    private static Line mark(int columns, String mark, Style style, String meaning) {
        Pen pen = new Pen(columns).skip(1).put(mark, style);
        return pen.skip(1 + MARKS - pen.column()).put(meaning).line();
    }
}
