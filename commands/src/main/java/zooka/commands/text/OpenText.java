package zooka.commands.text;

/**
 * Follows a text line by line, so that one that goes over many lines is understood once, when it is complete, and not again
 * with each further line.
 */
public final class OpenText {

    private static final char NONE = 0;

    private char quote = NONE;
    private boolean word;
    private boolean program;
    private boolean comment;
    private boolean continued;
    private boolean wanting;

    /**
     * Takes the next line, with its end.
     *
     * @return whether the text may be complete: no quote is open, no line is continued, and a command follows every
     *     {@code &&} and {@code ||}
     */
    public boolean isCompletedBy(String line) {
        continued = false;
        for (int i = 0; i < line.length(); i++) {
            i += quote == NONE ? plain(line, i) : quoted(line, i);
        }
        return quote == NONE && !continued && !wanting;
    }

    /** How many characters behind this one belong to it. */
    private int quoted(String line, int i) {
        char c = line.charAt(i);
        if (c == quote) {
            quote = NONE;
        }
        return c == '\\' && quote == '"' ? 1 : 0;
    }

    private int plain(String line, int i) {
        char c = line.charAt(i);
        if (comment && c != '\n') {
            return 0;
        }
        switch (c) {
            case '\\' -> {
                return escaped(line, i);
            }
            case '\'', '"' -> {
                quote = c;
                begin();
            }
            case ' ', '\t', '\r', '>', '<' -> word = false;
            case '\n', ';' -> end();
            case '#' -> {
                comment = !word && !program;
                word |= !comment;
            }
            case '&', '|' -> {
                if (i + 1 < line.length() && line.charAt(i + 1) == c) {
                    end();
                    wanting = true;
                    return 1;
                }
                program |= c == '|';
                word = c == '&';
            }
            default -> begin();
        }
        return 0;
    }

    private int escaped(String line, int i) {
        int next = line.startsWith("\r\n", i + 1) ? 2 : 1;
        boolean end = i + next >= line.length() || line.charAt(i + next) == '\n';
        if (end) {
            continued = true;
        } else {
            begin();
        }
        return end ? next : 1;
    }

    private void begin() {
        word = true;
        wanting = false;
    }

    private void end() {
        word = false;
        program = false;
        comment = false;
    }
}
