package zooka.shell.screen;

import zooka.shell.render.Glyphs;

/**
 * A key as it was pressed.
 *
 * @param name which key; {@link Name#CHARACTER} for one that writes something
 * @param codePoint what it writes; 0 for the others
 */
public record Key(Name name, int codePoint) {

    /** The keys that the views know. */
    public enum Name {
        CHARACTER,
        CONTROL,
        ENTER,
        ESCAPE,
        BACKSPACE,
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
    public static final Key UP = new Key(Name.UP, 0);
    public static final Key DOWN = new Key(Name.DOWN, 0);
    public static final Key PAGE_UP = new Key(Name.PAGE_UP, 0);
    public static final Key PAGE_DOWN = new Key(Name.PAGE_DOWN, 0);
    public static final Key HOME = new Key(Name.HOME, 0);
    public static final Key END = new Key(Name.END, 0);

    /** The key that writes this character. */
    public static Key of(int codePoint) {
        return new Key(Name.CHARACTER, codePoint);
    }

    /** The key of this small letter with Ctrl held down. */
    public static Key control(char letter) {
        return new Key(Name.CONTROL, letter);
    }

    /** What is written on it. */
    public String label(Glyphs look) {
        return switch (name) {
            case CHARACTER -> Character.toString(codePoint);
            case CONTROL -> "ctrl-" + Character.toString(codePoint);
            case ENTER -> look.ascii() ? "enter" : "⏎";
            case ESCAPE -> "esc";
            case BACKSPACE -> "backspace";
            case UP -> look.ascii() ? "up" : "↑";
            case DOWN -> look.ascii() ? "down" : "↓";
            case PAGE_UP -> "pgup";
            case PAGE_DOWN -> "pgdn";
            case HOME -> "home";
            case END -> "end";
        };
    }
}
