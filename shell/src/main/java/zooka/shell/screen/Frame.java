package zooka.shell.screen;

import java.util.List;
import java.util.stream.Collectors;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Width;

/** The content of a screen as a value: styled lines from the top. */
public record Frame(List<Line> lines) {
    public Frame {
        lines = List.copyOf(lines);
    }

    /** The style of text: one of five levels, and two emphases. */
    public record Style(Level level, boolean bold, boolean reverse) {
        public static final Style PLAIN = new Style(Level.PLAIN, false, false);
        public static final Style DIM = new Style(Level.DIM, false, false);
        public static final Style BOLD = new Style(Level.PLAIN, true, false);

        public static Style of(Level level) {
            return new Style(level, false, false);
        }

        public Style reversed() {
            return new Style(level, bold, true);
        }
    }

    /** Text in one style. */
    public record Span(String text, Style style) {}

    /** One line of the screen; it never wraps. */
    public record Line(List<Span> spans) {
        public static final Line EMPTY = new Line(List.of());

        public Line {
            spans = List.copyOf(spans);
        }

        /** The text without styles and trailing blanks. */
        public String text() {
            return spans.stream().map(Span::text).collect(Collectors.joining()).stripTrailing();
        }

        public int width() {
            return spans.stream().mapToInt(span -> Width.of(span.text())).sum();
        }
    }

    /** The text without styles, one line each. */
    public String text() {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n", "", "\n"));
    }
}
