package zooka.shell.render;

import org.jline.utils.WCWidth;

/** The width of text in a terminal's columns: the only place that measures it. */
public final class Width {

    private Width() {}

    /** How many columns the text takes; wide characters take two, combining ones none. */
    public static int of(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                ascii = false;
                break;
            }
        }
        if (ascii) {
            return text.length();
        }
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /** The text followed by spaces up to so many columns. */
    public static String padRight(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text behind spaces up to so many columns. */
    public static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    /** The text if it fits, otherwise its beginning and an ellipsis. */
    public static String cut(String text, int columns, boolean ascii) {
        if (of(text) <= columns) {
            return text;
        }
        String mark = ascii ? "~" : "…";
        StringBuilder kept = new StringBuilder();
        int width = 1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += Math.max(0, WCWidth.wcwidth(c));
            if (width > columns) {
                break;
            }
            kept.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return columns <= 0 ? "" : kept + mark;
    }
}
