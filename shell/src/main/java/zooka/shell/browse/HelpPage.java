package zooka.shell.browse;

import java.util.ArrayList;
import java.util.List;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The help: the keys, from the table that binds them. */
final class HelpPage {
    private static final int KEYS = 14;

    private HelpPage() {}

    static List<Line> lines(Glyphs look, int columns) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Pen(columns).skip(1).put("KEYS", Style.DIM).line());
        for (BrowseKey key : BrowseKey.values()) {
            lines.add(new Pen(columns)
                    .skip(1)
                    .put(Width.left(key.keys(look), KEYS), Style.BOLD)
                    .put(key.help())
                    .line());
        }
        return lines;
    }
}
