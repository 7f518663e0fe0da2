package zooka.shell.render;

import zooka.shell.render.Theme.Part;

/** Colours formatted JSON; the text must be valid JSON. */
final class JsonColours {

    private final String json;
    private final StringBuilder painted = new StringBuilder();

    private JsonColours(String json) {
        this.json = json;
    }

    /** The text with colours, and with control characters shown as escapes. */
    static String paint(String json) {
        JsonColours colours = new JsonColours(json);
        int i = 0;
        while (i < json.length()) {
            i = colours.next(i);
        }
        return colours.painted.toString();
    }

    /** Paints the token that begins at an index and returns the index after it. */
    private int next(int begin) {
        char first = json.charAt(begin);
        int end = begin + 1;
        if (first == '"') {
            end = endOfString(begin);
            part(begin, end, key(end) ? Part.KEY : Part.STRING);
        } else if (first == '-' || Character.isDigit(first)) {
            while (end < json.length() && "+-.eE0123456789".indexOf(json.charAt(end)) >= 0) {
                end++;
            }
            part(begin, end, Part.NUMBER);
        } else if (Character.isLetter(first)) {
            while (end < json.length() && Character.isLetter(json.charAt(end))) {
                end++;
            }
            part(begin, end, Part.LITERAL);
        } else {
            painted.append(Escapes.visibleLines(json.substring(begin, end)));
        }
        return end;
    }

    private void part(int begin, int end, Part part) {
        painted.append(Theme.paint(Escapes.visibleLines(json.substring(begin, end)), part));
    }

    private int endOfString(int begin) {
        int i = begin + 1;
        while (i < json.length() && json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, json.length());
    }

    private boolean key(int end) {
        int i = end;
        while (i < json.length() && Character.isWhitespace(json.charAt(i))) {
            i++;
        }
        return i < json.length() && json.charAt(i) == ':';
    }
}
