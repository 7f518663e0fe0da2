package zooka.shell.sheet;

import java.util.ArrayList;
import java.util.List;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The help: the keys, and what the rows say. */
final class HelpText {

    /** The width of a word and the blanks after it. */
    private static final int WORDS = 15;

    private HelpText() {}

    static List<Line> lines(SheetModel<?> model, int columns) {
        List<Line> lines = new ArrayList<>(SheetKey.TABLE.help(model.look(), columns));
        lines.add(Line.EMPTY);
        for (String legend : model.subject().legend()) {
            String[] parts = legend.split("\t", 2);
            lines.add(new Pen(columns)
                    .skip(1)
                    .put(Width.left(Marks.text(model.look(), parts[0]), WORDS), Style.BOLD)
                    .put(Marks.text(model.look(), parts[1]))
                    .line());
        }
        return lines;
    }
}
