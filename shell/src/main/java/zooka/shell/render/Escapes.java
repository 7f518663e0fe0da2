package zooka.shell.render;

/** Makes text from a server harmless to a terminal: what would control it is shown instead. */
public final class Escapes {

    private Escapes() {}

    /** For one line: ends of lines and tabs are shown as {@code \n} and {@code \t} too. */
    public static String line(String text) {
        return escape(text, false);
    }

    /** For text of several lines: ends of lines and tabs stay. */
    public static String lines(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean keepLayout) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alive = keepLayout && (c == '\n' || c == '\t');
            if (alive || !controls(c)) {
                if (escaped != null) {
                    escaped.append(c);
                }
                continue;
            }
            if (escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            appendShown(escaped, c);
        }
        return escaped == null ? text : escaped.toString();
    }

    /** Whether a terminal may act on the character: C0 and C1 controls, DEL, and marks that turn the writing direction. */
    static boolean controls(char c) {
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200e
                || c == 0x200f;
    }

    private static void appendShown(StringBuilder out, char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case 0x1b -> out.append("\\e");
            default -> {
                if (c < 0x100) {
                    out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    out.append("\\u").append(Integer.toHexString(c));
                }
            }
        }
    }
}
