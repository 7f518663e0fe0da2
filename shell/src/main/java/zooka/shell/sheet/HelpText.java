package zooka.shell.sheet;

import java.util.ArrayList;
import java.util.List;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The help: the keys, and what the rows say. */
final class HelpText {

    private static final int KEYS = 26;

    /** The width of a word and the blanks after it. */
    private static final int WORDS = 15;

    private HelpText() {}

    static List<Line> lines(SheetModel<?> model, int columns) {
        List<Line> lines = new ArrayList<>();
        for (SheetKey key : SheetKey.values()) {
            if (!key.help().isEmpty()) {
                lines.add(line(key.keys(model.look()), KEYS, key.help(), columns));
            }
        }
        lines.add(Line.EMPTY);
        for (String legend : model.subject().legend()) {
            String[] parts = legend.split("\t", 2);
            lines.add(line(Marks.text(model.look(), parts[0]), WORDS, parts[1], columns));
        }
        return lines;
    }

    private static Line line(String word, int width, String meaning, int columns) {
        return new Pen(columns)
                .skip(1)
                .put(Width.left(word, width), Style.BOLD)
                .put(meaning)
                .line();
    }
}
