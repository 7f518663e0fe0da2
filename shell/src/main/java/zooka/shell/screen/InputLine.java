package zooka.shell.screen;

import java.util.Optional;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Style;

/**
 * One line of text that is being typed.
 *
 * @param cursor the index in the text before which the next character is inserted
 */
public record InputLine(String text, int cursor) {

    public static final InputLine EMPTY = new InputLine("", 0);

    /** The columns that stay visible after the cursor, so that going right shows what is there. */
    private static final int AFTER = 8;

    public InputLine {
        cursor = Math.max(0, Math.min(cursor, text.length()));
    }

    /** A text with the cursor at its end. */
    public static InputLine of(String text) {
        return new InputLine(text, text.length());
    }

    /** The line after a key; empty if the key does not edit it, as Backspace in an empty line. */
    public Optional<InputLine> press(Key key) {
        return switch (key.name()) {
            case CHARACTER -> {
                String typed = Character.toString(key.codePoint());
                yield Optional.of(with(start() + typed, end()));
            }
            case BACKSPACE -> text.isEmpty() ? Optional.empty() : Optional.of(with(text.substring(0, left()), end()));
            case DELETE -> Optional.of(with(start(), text.substring(right())));
            case LEFT -> Optional.of(at(left()));
            case RIGHT -> Optional.of(at(right()));
            case HOME -> Optional.of(at(0));
            case END -> Optional.of(at(text.length()));
            case CONTROL ->
                switch (key.codePoint()) {
                    case 'a' -> Optional.of(at(0));
                    case 'e' -> Optional.of(at(text.length()));
                    case 'u' -> Optional.of(with("", end()));
                    case 'k' -> Optional.of(with(start(), ""));
                    case 'w' -> Optional.of(with(text.substring(0, wordStart()), end()));
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    /**
     * Writes the line and its cursor, in the given columns at most; of a longer line the part around the cursor.
     *
     * @param style the style of the text
     */
    public Pen draw(Pen pen, Glyphs look, int columns, Style style) {
        int room = Math.max(1, Math.min(columns, pen.room()));
        String before = look.safe(start());
        if (cursor == text.length()) {
            pen.put(look.cutStart(before, room - 1), style);
            return pen.put(look.cursor());
        }
        String at = look.safe(text.substring(cursor, right()));
        String after = look.safe(text.substring(right()));
        int behind = Math.min(Width.of(after), Math.min(AFTER, room / 2));
        String begin = look.cutStart(before, Math.max(0, room - Width.of(at) - behind));
        pen.put(begin, style).put(at, style.reversed());
        return pen.put(look.cut(after, Math.max(0, room - Width.of(begin) - Width.of(at))), style);
    }

    private String start() {
        return text.substring(0, cursor);
    }

    private String end() {
        return text.substring(cursor);
    }

    private InputLine at(int next) {
        return new InputLine(text, next);
    }

    private InputLine with(String before, String after) {
        return new InputLine(before + after, before.length());
    }

    private int left() {
        return cursor == 0 ? 0 : text.offsetByCodePoints(cursor, -1);
    }

    private int right() {
        return cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
    }

    /** The index at which the word before the cursor begins. */
    private int wordStart() {
        int at = cursor;
        while (at > 0 && text.charAt(at - 1) == ' ') {
            at--;
        }
        while (at > 0 && text.charAt(at - 1) != ' ') {
            at--;
        }
        return at;
    }
}
