package zooka.shell.sheet;

import java.util.ArrayList;
import java.util.List;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The help: the keys, and what the rows say. */
final class HelpText {

    private static final int KEYS = 15;

    private HelpText() {}

    static List<Line> lines(SheetModel<?> model, int columns) {
        List<Line> lines = new ArrayList<>();
        for (SheetKey key : SheetKey.values()) {
            lines.add(line(key.keys(model.look()), key.help(), columns));
        }
        lines.add(Line.EMPTY);
        for (String legend : model.subject().legend()) {
            String[] parts = legend.split("\t", 2);
            lines.add(line(Marks.text(model.look(), parts[0]), parts[1], columns));
        }
        return lines;
    }

    private static Line line(String word, String meaning, int columns) {
        return new Pen(columns)
                .skip(1)
                .put(Width.left(word, KEYS), Style.BOLD)
                .put(meaning)
                .line();
    }
}
