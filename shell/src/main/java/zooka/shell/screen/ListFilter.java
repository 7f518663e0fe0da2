package zooka.shell.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;

/**
 * The filter of a list on a screen, as it is typed after {@code /}.
 *
 * @param typing whether keys change it
 */
public record ListFilter(InputLine line, boolean typing) {

    public static final ListFilter NONE = new ListFilter(InputLine.EMPTY, false);

    private static final String GAP = "  ";

    /** What the user has typed. */
    public String text() {
        return line.text();
    }

    /** The filter for the rows; to be made once and not for each row. */
    public Filter filter() {
        return Filter.of(line.text());
    }

    /** The same filter, to be changed. */
    public ListFilter begun() {
        return new ListFilter(InputLine.of(line.text()), true);
    }

    /** The filter after a key while it is typed; empty if the key does not concern it, as the arrows up and down. */
    public Optional<ListFilter> press(Key key) {
        return switch (key.name()) {
            case ENTER -> Optional.of(new ListFilter(line, false));
            case ESCAPE -> Optional.of(NONE);
            case BACKSPACE ->
                Optional.of(
                        line.press(key).map(next -> new ListFilter(next, true)).orElse(NONE));
            default -> line.press(key).map(next -> new ListFilter(next, true));
        };
    }

    /**
     * The last line of the screen while the filter is typed.
     *
     * @param shown the number of rows that pass
     * @param total the number of all rows
     */
    public Line footer(Glyphs look, int columns, int shown, int total) {
        Pen pen = new Pen(columns).skip(1).put("/", Style.BOLD);
        line.draw(pen, look, columns - 3, Style.BOLD);
        Optional<String> mistake = filter().mistake();
        if (mistake.isPresent()) {
            pen.put("   " + mistake.get(), Style.of(Level.BAD));
        } else {
            pen.put("   " + shown + " of " + total, Style.DIM);
        }
        String enter = Key.ENTER.label(look) + " keep" + GAP + "esc clear ";
        if (pen.room() > Width.of(enter)) {
            pen.skip(pen.room() - Width.of(enter)).put(enter, Style.DIM);
        }
        return pen.line();
    }

    /**
     * Which rows are shown, for the line above them: {@code /text · 1 of 5}; empty for all. A filter that is being typed is in
     * the last line instead.
     *
     * @param others what else hides or orders rows: {@code unhealthy only}
     */
    public String summary(Glyphs look, int shown, int total, String... others) {
        List<String> parts = new ArrayList<>();
        if (!text().isEmpty() && !typing) {
            parts.add("/" + look.safe(text()));
        }
        parts.addAll(List.of(others));
        return parts.isEmpty() ? "" : String.join(look.dot(), parts) + look.dot() + shown + " of " + total;
    }
}
