package zooka.shell.screen;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;

/** Paints frames with Lanterna, which sends only the differences to the previous frame. */
final class LanternaScreen {
    /**
     * The most cached cells: creating a cell is expensive, but a screen full of rare characters must not fill the
     * memory.
     */
    private static final int CACHED = 4096;

    private final TerminalScreen screen;
    private final TextColor dim;
    private final Map<Glyph, TextCharacter> cells = new HashMap<>();
    private RefreshType refresh = RefreshType.COMPLETE;

    private record Glyph(String text, Style style) {}

    /** @param manyColours whether the terminal has a grey that is neither black nor white */
    LanternaScreen(Terminal terminal, boolean manyColours) throws IOException {
        this.screen = new TerminalScreen(terminal);
        this.dim = manyColours ? new TextColor.Indexed(245) : TextColor.ANSI.BLACK_BRIGHT;
        screen.setCursorPosition(null);
    }

    void start() throws IOException {
        screen.startScreen();
    }

    void stop() throws IOException {
        // Draining the input would take keys meant for the prompt.
        screen.stopScreen(false);
    }

    Size size() {
        TerminalSize size = screen.getTerminalSize();
        return new Size(size.getColumns(), size.getRows());
    }

    /** Adopts the terminal's new size; the next frame is painted in full. */
    void resize() {
        screen.doResizeIfNecessary();
        refresh = RefreshType.COMPLETE;
    }

    void paint(Frame frame) throws IOException {
        Size size = size();
        for (int y = 0; y < size.rows(); y++) {
            int x = y < frame.lines().size() ? paint(frame.lines().get(y), y, size.columns()) : 0;
            for (; x < size.columns(); x++) {
                screen.setCharacter(x, y, TextCharacter.DEFAULT_CHARACTER);
            }
        }
        screen.refresh(refresh);
        refresh = RefreshType.DELTA;
    }

    private int paint(Line line, int y, int columns) {
        int x = 0;
        for (Span span : line.spans()) {
            String text = span.text();
            for (int i = 0; i < text.length(); ) {
                int end = glyphEnd(text, i);
                String glyph = text.substring(i, end);
                int width = Width.of(glyph);
                if (width == 0 || x + width > columns) {
                    i = end;
                    continue;
                }
                x = put(glyph, span.style(), width, x, y);
                i = end;
            }
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

    private int put(String glyph, Style style, int width, int x, int y) {
        screen.setCharacter(x, y, cell(glyph, style, width));
        return x + width;
    }

    private TextCharacter cell(String glyph, Style style, int width) {
        if (cells.size() >= CACHED) {
            cells.clear();
        }
        return cells.computeIfAbsent(new Glyph(glyph, style), any -> {
            // Lanterna measures some accented letters differently; then only the base letter is shown.
            String bare = Character.toString(glyph.codePointAt(0));
            for (String text : List.of(glyph, bare)) {
                TextCharacter[] made =
                        TextCharacter.fromString(text, colour(style), TextColor.ANSI.DEFAULT, emphasis(style));
                if (made.length == 1 && made[0].isDoubleWidth() == (width == 2)) {
                    return made[0];
                }
            }
            String stand = width == 2 ? "\uff1f" : "?";
            return TextCharacter.fromString(stand, colour(style), TextColor.ANSI.DEFAULT, emphasis(style))[0];
        });
    }

    private TextColor colour(Style style) {
        return switch (style.level()) {
            case PLAIN -> TextColor.ANSI.DEFAULT;
            case DIM -> dim;
            case GOOD -> TextColor.ANSI.GREEN;
            case WARN -> TextColor.ANSI.YELLOW;
            case BAD -> TextColor.ANSI.RED;
        };
    }

    private static EnumSet<SGR> emphasis(Style style) {
        EnumSet<SGR> emphasis = EnumSet.noneOf(SGR.class);
        if (style.bold()) {
            emphasis.add(SGR.BOLD);
        }
        if (style.reverse()) {
            emphasis.add(SGR.REVERSE);
        }
        return emphasis;
    }
}
