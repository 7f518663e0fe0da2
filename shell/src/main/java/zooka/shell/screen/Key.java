package zooka.shell.screen;

import zooka.shell.render.Glyphs;

/**
 * A key that was pressed.
 *
 * @param name the key's name; {@link Name#CHARACTER} for a key with a character
 * @param codePoint the character; 0 for other keys
 */
public record Key(Name name, int codePoint) {

    /** The keys that views handle. */
    public enum Name {
        CHARACTER,
        CONTROL,
        ENTER,
        ESCAPE,
        BACKSPACE,
        DELETE,
        LEFT,
        RIGHT,
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END
    }

    public static final Key ENTER = new Key(Name.ENTER, 0);
    public static final Key ESCAPE = new Key(Name.ESCAPE, 0);
    public static final Key BACKSPACE = new Key(Name.BACKSPACE, 0);
    public static final Key DELETE = new Key(Name.DELETE, 0);
    public static final Key LEFT = new Key(Name.LEFT, 0);
    public static final Key RIGHT = new Key(Name.RIGHT, 0);
    public static final Key UP = new Key(Name.UP, 0);
    public static final Key DOWN = new Key(Name.DOWN, 0);
    public static final Key TAB = control('i');
    public static final Key PAGE_UP = new Key(Name.PAGE_UP, 0);
    public static final Key PAGE_DOWN = new Key(Name.PAGE_DOWN, 0);
    public static final Key HOME = new Key(Name.HOME, 0);
    public static final Key END = new Key(Name.END, 0);

    /** The key of a character. */
    public static Key of(int codePoint) {
        return new Key(Name.CHARACTER, codePoint);
    }

    /** The key of a lower-case letter with Ctrl. */
    public static Key control(char letter) {
        return new Key(Name.CONTROL, letter);
    }

    /** The label of the key. */
    public String label(Glyphs look) {
        return switch (name) {
            case CHARACTER -> Character.toString(codePoint);
            case CONTROL -> equals(TAB) ? "tab" : "ctrl-" + Character.toString(codePoint);
            case ENTER -> look.ascii() ? "enter" : "⏎";
            case ESCAPE -> "esc";
            case BACKSPACE -> "backspace";
            case DELETE -> "delete";
            case LEFT -> look.ascii() ? "left" : "←";
            case RIGHT -> look.ascii() ? "right" : "→";
            case UP -> look.ascii() ? "up" : "↑";
            case DOWN -> look.ascii() ? "down" : "↓";
            case PAGE_UP -> "pgup";
            case PAGE_DOWN -> "pgdn";
            case HOME -> "home";
            case END -> "end";
        };
    }
}
