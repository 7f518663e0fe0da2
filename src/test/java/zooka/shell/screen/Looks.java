package zooka.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;

/**
 * A state of a view as text: its frames on screens of three sizes, in colour, without colour, in ASCII, and with wide
 * names. Colour is a second picture with one letter for each column; a run of empty lines is only counted.
 */
public final class Looks {

    /** A terminal with colours and UTF-8. */
    public static final Glyphs COLOUR = new Glyphs(false, true, ZoneOffset.UTC);

    private static final Glyphs NO_COLOUR = new Glyphs(false, false, ZoneOffset.UTC);
    private static final Glyphs ASCII = new Glyphs(true, false, ZoneOffset.UTC);

    private static final List<Size> SIZES = List.of(new Size(80, 24), new Size(120, 40), new Size(200, 50));

    /** A run of empty lines. */
    private static final Pattern EMPTY = Pattern.compile("\n{5,}");

    private static final Pattern RULE = Pattern.compile("─+|-+");

    private static final String LEGEND =
            "d dim  g good  w warn  b bad, capital if bold, P bold; = reverse, also of g (+), w (!) and b (x)\n";

    private Looks() {}

    /** A state of a view for what a terminal can show, with names that are wide or not. */
    @FunctionalInterface
    public interface State {
        Driven of(Glyphs look, boolean wide);
    }

    /** All looks of a state, each under a title. */
    public static String of(State state) {
        StringBuilder text = new StringBuilder(LEGEND);
        for (Size size : SIZES) {
            Frame colour = frame(state.of(COLOUR, false), size);
            String title = size.columns() + "x" + size.rows();
            text.append(section(title, colour.text()));
            text.append(section(title + ", styles", numbered(colour, Looks::styles)));
            text.append(section(
                    title + ", lines that differ without colour",
                    differing(colour, frame(state.of(NO_COLOUR, false), size))));
            text.append(section(
                    title + ", lines that differ in ASCII", differing(colour, frame(state.of(ASCII, false), size))));
            text.append(section(
                    title + ", lines that differ with wide names",
                    differing(colour, frame(state.of(COLOUR, true), size))));
        }
        return text.toString();
    }

    /** No line of a frame is wider than its screen, all lines are on it, the footer is the last, and ASCII is ASCII. */
    public static void assertWithin(State state) {
        for (Size size : SIZES) {
            for (Glyphs look : List.of(COLOUR, NO_COLOUR, ASCII)) {
                for (boolean wide : new boolean[] {false, true}) {
                    Frame frame = frame(state.of(look, wide), size);
                    assertThat(frame.lines()).hasSize(size.rows());
                    assertThat(frame.lines()).allMatch(line -> line.width() <= size.columns());
                    assertThat(frame.text())
                            .matches(look.ascii() ? "(?s)\\p{ASCII}*" : "(?s)[^\\x00-\\x09\\x0b-\\x1f]*");
                }
            }
        }
    }

    private static Frame frame(Driven driven, Size size) {
        return driven.sized(size.columns(), size.rows()).frame();
    }

    private static String section(String title, String text) {
        String shorter =
                EMPTY.matcher(text).replaceAll(run -> "\n\n⋮ " + (run.group().length() - 1) + " empty lines\n\n");
        return "\n== " + title + "\n" + shorter;
    }

    private static String numbered(Frame frame, Function<Line, String> drawn) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < frame.lines().size(); i++) {
            String line = drawn.apply(frame.lines().get(i)).stripTrailing();
            if (!line.isEmpty()) {
                text.append(String.format(Locale.ROOT, "%2d|%s\n", i + 1, line));
            }
        }
        return text.toString();
    }

    private static String differing(Frame one, Frame other) {
        List<Line> after = new ArrayList<>();
        for (int i = 0; i < other.lines().size(); i++) {
            String line = other.lines().get(i).text();
            String before = i < one.lines().size() ? one.lines().get(i).text() : "";
            boolean rules = RULE.matcher(before).matches() && RULE.matcher(line).matches();
            boolean same = i < one.lines().size() && (rules || before.equals(line));
            after.add(same ? Line.EMPTY : other.lines().get(i));
        }
        return numbered(new Frame(after), Line::text);
    }

    private static String styles(Line line) {
        if (RULE.matcher(line.text()).matches()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (Span span : line.spans()) {
            String mark = mark(span.style());
            span.text().codePoints().forEach(c -> text.append(
                            c == ' ' && !span.style().reverse() ? " " : mark)
                    .append(mark.repeat(Math.max(0, Width.of(c) - 1))));
        }
        return text.toString();
    }

    private static String mark(Style style) {
        if (style.reverse()) {
            return switch (style.level()) {
                case PLAIN, DIM -> "=";
                case GOOD -> "+";
                case WARN -> "!";
                case BAD -> "x";
            };
        }
        String mark =
                switch (style.level()) {
                    case PLAIN -> style.bold() ? "p" : " ";
                    case DIM -> "d";
                    case GOOD -> "g";
                    case WARN -> "w";
                    case BAD -> "b";
                };
        return style.bold() ? mark.toUpperCase(Locale.ROOT) : mark;
    }
}
