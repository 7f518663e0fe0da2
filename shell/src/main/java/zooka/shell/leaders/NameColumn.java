package zooka.shell.leaders;

import zooka.commands.timeline.Snapshot;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The first column of every table: names, with a mark of the selected one. */
final class NameColumn {
    private static final int SHORTEST = 9;

    private NameColumn() {}

    /** The width of the column: that of the widest name, but at most a share of the screen. */
    static int columns(int widest, int columns) {
        int most = columns >= 100 ? columns * 3 / 10 : Math.max(SHORTEST, columns * 3 / 10);
        return Math.max(1, Math.min(Math.max(SHORTEST, widest), Math.min(most, columns - 4)));
    }

    /** The digits of the longest broker id. */
    static int idColumns(Snapshot state) {
        return state.brokers().stream()
                .mapToInt(line -> Integer.toString(line.broker().id()).length())
                .max()
                .orElse(1);
    }

    static void put(Pen pen, Glyphs look, String name, int columns, Style style, boolean selected) {
        String text = Width.left(look.cutName(look.safe(name), columns), columns);
        if (selected) {
            pen.put(look.bar(), Style.BOLD).put(text, style.reversed());
        } else {
            pen.skip(1).put(text, style);
        }
    }
}
