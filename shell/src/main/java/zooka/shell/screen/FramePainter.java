package zooka.shell.screen;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;

/** Paints frames on a terminal. Only the lines that differ from the previous frame are sent. */
final class FramePainter {

    private final Terminal terminal;
    private final TextColor dim;
    private Size size = new Size(1, 1);
    private List<Line> painted = List.of();

    /** Whether the screen may have any content. */
    private boolean unknown = true;

    /** @param manyColours whether the terminal has a grey that is neither black nor white */
    FramePainter(Terminal terminal, boolean manyColours) {
        this.terminal = terminal;
        this.dim = manyColours ? new TextColor.Indexed(245) : TextColor.ANSI.BLACK_BRIGHT;
        resize();
    }

    void start() throws IOException {
        terminal.enterPrivateMode();
        terminal.setCursorVisible(false);
    }

    void stop() throws IOException {
        terminal.resetColorAndSGR();
        terminal.setCursorVisible(true);
        terminal.exitPrivateMode();
        terminal.flush();
    }

    Size size() {
        return size;
    }

    /** Adopts the terminal's new size; the next frame is painted in full. */
    void resize() {
        try {
            TerminalSize now = terminal.getTerminalSize();
            size = new Size(now.getColumns(), now.getRows());
            unknown = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void paint(Frame frame) throws IOException {
        if (unknown) {
            terminal.resetColorAndSGR();
            terminal.clearScreen();
            painted = List.of();
            unknown = false;
        }
        boolean differs = painted.isEmpty();
        for (int y = 0; y < size.rows(); y++) {
            Line line = line(frame.lines(), y);
            if (!line.equals(line(painted, y))) {
                paint(line, y);
                differs = true;
            }
        }
        if (differs) {
            terminal.flush();
        }
        painted = frame.lines();
    }

    private static Line line(List<Line> lines, int y) {
        return y < lines.size() ? lines.get(y) : Line.EMPTY;
    }

    private void paint(Line line, int y) throws IOException {
        int x = 0;
        terminal.setCursorPosition(0, y);
        for (Span span : line.spans()) {
            style(span.style());
            x = put(span.text(), x, y);
            terminal.resetColorAndSGR();
        }
        if (x < size.columns()) {
            terminal.putString(" ".repeat(size.columns() - x));
        }
    }

    /** Writes a text as far as it fits; returns the column after it. */
    private int put(String text, int start, int y) throws IOException {
        int x = start;
        StringBuilder run = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = glyphEnd(text, i);
            String glyph = text.substring(i, end);
            int width = Width.of(glyph);
            i = end;
            if (width == 0 || x + width > size.columns()) {
                continue;
            }
            run.append(glyph);
            x += width;
            if (width > 1 || glyph.length() > 1) {
                // Terminals do not agree on the width of such letters; what follows is at its column nevertheless.
                terminal.putString(run.toString());
                terminal.setCursorPosition(Math.min(x, size.columns() - 1), y);
                run.setLength(0);
            }
        }
        if (run.length() > 0) {
            terminal.putString(run.toString());
        }
        return x;
    }

    /** The index after one letter with its accents. */
    private static int glyphEnd(String text, int start) {
        int end = start + Character.charCount(text.codePointAt(start));
        while (end < text.length() && Width.of(text.codePointAt(end)) == 0) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private void style(Style style) throws IOException {
        if (style.bold()) {
            terminal.enableSGR(SGR.BOLD);
        }
        if (style.reverse()) {
            terminal.enableSGR(SGR.REVERSE);
        }
        if (style.level() != Level.PLAIN) {
            terminal.setForegroundColor(colour(style.level()));
        }
    }

    private TextColor colour(Level level) {
        return switch (level) {
            case PLAIN -> TextColor.ANSI.DEFAULT;
            case DIM -> dim;
            case GOOD -> TextColor.ANSI.GREEN;
            case WARN -> TextColor.ANSI.YELLOW;
            case BAD -> TextColor.ANSI.RED;
        };
    }
}
