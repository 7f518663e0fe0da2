package zooka.shell.render;

/**
 * Escapes text from servers for a terminal: characters that could move the cursor, change colours, reverse the writing
 * direction or break a line are shown as escapes such as {@code \e[31m}.
 */
public final class Escapes {
    private Escapes() {}

    /** The text with control characters shown as escapes; text without any is returned unchanged. */
    public static String visible(String text) {
        return escape(text, false);
    }

    /** The text with control characters shown as escapes, except newlines and tabs. */
    public static String visibleLines(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\t') < 0) {
            return visible(text);
        }
        StringBuilder shown = new StringBuilder(text.length());
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\t') {
                shown.append(visible(text.substring(begin, i)));
                if (i < text.length()) {
                    shown.append(text.charAt(i));
                }
                begin = i + 1;
            }
        }
        return shown.toString();
    }

    /** Whether a character may control a terminal or mislead its reader. */
    static boolean harmful(int codePoint) {
        return harmful(codePoint, false);
    }

    /**
     * The text with control characters and everything beyond ASCII shown as escapes, for terminals that show only
     * ASCII.
     */
    public static String ascii(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean asciiOnly) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (harmful(codePoint, asciiOnly)) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (harmful(codePoint, asciiOnly)) {
                append(escaped, codePoint);
            } else {
                escaped.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return escaped.toString();
    }

    private static boolean harmful(int codePoint, boolean asciiOnly) {
        if (codePoint >= 0x20 && codePoint < 0x7f) {
            return false;
        }
        if (asciiOnly) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            // Format characters can reverse the writing direction; the two joiners only shape letters and are kept.
            case Character.FORMAT -> codePoint != 0x200c && codePoint != 0x200d;
            default -> false;
        };
    }

    private static void append(StringBuilder escaped, int codePoint) {
        switch (codePoint) {
            case 0x1b -> escaped.append("\\e");
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> {
                if (codePoint < 0x100) {
                    escaped.append("\\x").append(hex(codePoint, 2));
                } else if (codePoint < 0x10000) {
                    escaped.append("\\u").append(hex(codePoint, 4));
                } else {
                    escaped.append("\\U").append(hex(codePoint, 8));
                }
            }
        }
    }

    private static String hex(int value, int digits) {
        String hex = Integer.toHexString(value);
        return "0".repeat(digits - hex.length()) + hex;
    }
}
