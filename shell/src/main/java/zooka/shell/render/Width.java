package zooka.shell.render;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Measures and cuts text in terminal columns. Only this class measures text, since the number of characters differs
 * from the width: {@code 漢} takes two columns, a combining accent takes none.
 */
public final class Width {
    private Width() {}

    /** The columns of a text; control characters take none, so escape them first. */
    public static int of(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            columns += of(codePoint);
            i += Character.charCount(codePoint);
        }
        return columns;
    }

    /** The columns of one code point: 0, 1 or 2. */
    public static int of(int codePoint) {
        if (codePoint >= 0x20 && codePoint < 0x7f) {
            return 1;
        }
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    /** The text padded with spaces on the right; wider text is returned unchanged. */
    public static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text padded with spaces on the left; wider text is returned unchanged. */
    public static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    /** The text; if it is too wide, its start and an ellipsis. */
    public static String cut(String text, int columns, String ellipsis) {
        if (of(text) <= columns) {
            return text;
        }
        int room = columns - of(ellipsis);
        return room < 0 ? start(text, columns) : start(text, room) + ellipsis;
    }

    /** The text; if it is too wide, an ellipsis and its end. */
    public static String cutStart(String text, int columns, String ellipsis) {
        if (of(text) <= columns) {
            return text;
        }
        int room = columns - of(ellipsis);
        return room < 0 ? end(text, columns) : ellipsis + end(text, room);
    }

    /**
     * The name; if it is too wide, its start, an ellipsis and its end. The end gets the greater part, since names with
     * the same start differ there.
     */
    public static String cutMiddle(String name, int columns, String ellipsis) {
        if (of(name) <= columns) {
            return name;
        }
        int room = columns - of(ellipsis);
        if (room < 1) {
            return start(ellipsis, columns);
        }
        String start = start(name, room / 3);
        return start + ellipsis + end(name, room - of(start));
    }

    /** The longest start of the text that fits. */
    public static String start(String text, int columns) {
        return text.substring(0, reach(text, 0, columns));
    }

    /** The index behind the last character that fits. */
    private static int reach(String text, int from, int columns) {
        int taken = 0;
        int i = from;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            taken += of(codePoint);
            if (taken > columns) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        return i;
    }

    private static String end(String text, int columns) {
        int taken = 0;
        int i = text.length();
        while (i > 0) {
            int codePoint = text.codePointBefore(i);
            taken += of(codePoint);
            if (taken > columns) {
                break;
            }
            i -= Character.charCount(codePoint);
        }
        // An accent without its letter would combine with the ellipsis.
        while (i < text.length() && of(text.codePointAt(i)) == 0) {
            i += Character.charCount(text.codePointAt(i));
        }
        return text.substring(i);
    }

    /**
     * The text in lines that fit: broken at blanks, which the lines do not keep, and within a word that is wider. Only a
     * character that is wider than the width gets a line that does not fit.
     */
    public static List<String> folded(String text, int columns) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        int to = reach(text, 0, columns);
        while (to < text.length()) {
            int blank = to;
            while (blank > from && text.charAt(blank) != ' ') {
                blank--;
            }
            if (blank > from) {
                lines.add(text.substring(from, blank));
                from = blank + 1;
            } else {
                int end = to > from ? to : to + Character.charCount(text.codePointAt(to));
                lines.add(text.substring(from, end));
                from = end;
            }
            to = reach(text, from, columns);
        }
        if (from < text.length() || lines.isEmpty()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    /**
     * The text wrapped to a width between its parts; a wider part gets a line of its own.
     *
     * @param between the separator of the parts, such as a blank
     */
    public static List<String> broken(String text, String between, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : text.split(between, -1)) {
            if (line.length() > 0 && of(line.toString()) + between.length() + of(part) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : between).append(part);
        }
        lines.add(line.toString());
        return lines;
    }
}
