package zooka.commands.text;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows a text line by line, so that one that goes over many lines is understood once, when it is complete, and not again
 * with each further line.
 */
public final class OpenText {

    private static final char NONE = 0;
    private static final int LONGEST_KEYWORD = 4;

    /** What was read of a block before its brace. */
    private enum Header {
        NONE,
        FOR,
        IF,
        ELSE
    }

    /** A block, a substitution or the whole text, with the statement that is being read in it. */
    private static final class Level {
        private final char closer;

        /** The quote around a substitution. */
        private final char quote;

        /** Whether {@code else} may follow the block. */
        private final boolean conditional;

        private Header header = Header.NONE;
        private boolean named;
        private boolean afterConditional;
        private boolean program;
        private int parentheses;

        private Level(char closer, char quote, boolean conditional) {
            this.closer = closer;
            this.quote = quote;
            this.conditional = conditional;
        }
    }

    private final Deque<Level> levels = new ArrayDeque<>();
    private Level level = new Level(NONE, NONE, false);
    private int substitutions;
    private char quote = NONE;
    private boolean word;
    private boolean bare;
    private final StringBuilder typed = new StringBuilder();
    private boolean comment;
    private boolean continued;
    private boolean wanting;

    /**
     * Takes the next line, with its end.
     *
     * @return whether the text may be complete: no quote, block or substitution is open, no line is continued, and a command
     *     follows every {@code &&} and {@code ||}
     */
    public boolean isCompletedBy(String line) {
        continued = false;
        for (int i = 0; i < line.length(); i++) {
            i += quote == NONE ? plain(line, i) : quoted(line, i);
        }
        return quote == NONE && !continued && !wanting && levels.isEmpty();
    }

    /** How many characters behind this one belong to it. */
    private int quoted(String line, int i) {
        char c = line.charAt(i);
        if (c == quote) {
            quote = NONE;
        } else if (c == '$' && quote == '"' && opens(line, i)) {
            substitution();
            return 1;
        }
        return c == '\\' && quote == '"' ? 1 : 0;
    }

    private boolean opens(String line, int i) {
        return !level.program && line.startsWith("(", i + 1);
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
                begin();
                bare = false;
                quote = c;
            }
            case ' ', '\t', '\r', '>', '<' -> endWord();
            case '\n', ';' -> endStatement(wanting);
            case '#' -> {
                comment = !word && !level.program;
                if (!comment) {
                    add(c);
                }
            }
            case '&', '|' -> {
                if (line.startsWith(String.valueOf(c), i + 1)) {
                    endStatement(true);
                    wanting = true;
                    return 1;
                }
                if (c == '&') {
                    add(c);
                } else {
                    endWord();
                    level.program = true;
                }
            }
            case '$' -> {
                if (opens(line, i)) {
                    begin();
                    substitution();
                    return 1;
                }
                add(c);
            }
            case '(' -> {
                add(c);
                level.parentheses++;
            }
            case ')' -> parenthesis();
            default -> add(c);
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
            bare = false;
        }
        return end ? next : 1;
    }

    private void begin() {
        if (!word) {
            word = true;
            bare = true;
            typed.setLength(0);
            level.parentheses = level.program ? level.parentheses : 0;
        }
        wanting = false;
    }

    private void add(char c) {
        begin();
        if (typed.length() <= LONGEST_KEYWORD) {
            typed.append(c);
        }
    }

    private void substitution() {
        levels.push(level);
        level = new Level(')', quote, false);
        substitutions++;
        quote = NONE;
        word = false;
    }

    private void parenthesis() {
        boolean inWord = (word || level.program) && level.parentheses > 0;
        if (substitutions > 0 && !inWord) {
            endWord();
            if (level.closer == ')') {
                quote = level.quote;
                level = levels.pop();
                substitutions--;
                word = true; // the one around the substitution
                bare = false;
                wanting = false;
                return;
            }
        }
        add(')');
        level.parentheses -= inWord ? 1 : 0;
    }

    private void endWord() {
        if (!word) {
            return;
        }
        word = false;
        String text = bare ? typed.toString() : "";
        if (text.equals("{") && level.header != Header.NONE) {
            boolean conditional = level.header == Header.IF;
            level.header = Header.NONE;
            level.program = false;
            levels.push(level);
            level = new Level('}', NONE, conditional);
        } else if (text.equals("}") && level.closer == '}' && level.header != Header.IF) {
            boolean conditional = level.conditional;
            level = levels.pop();
            level.afterConditional = conditional;
            level.named = true;
        } else if (!level.program) {
            keyword(text);
        }
    }

    private void keyword(String text) {
        if (!level.named && text.equals("for")) {
            level.header = Header.FOR;
        } else if (text.equals("if") && (!level.named || level.header == Header.ELSE)) {
            level.header = Header.IF;
        } else if (level.afterConditional && text.equals("else")) {
            level.header = Header.ELSE;
        }
        level.afterConditional = false;
        level.named = true;
    }

    /** @param joined whether a condition that was begun goes on */
    private void endStatement(boolean joined) {
        endWord();
        level.named = false;
        level.afterConditional = false;
        level.program = false;
        level.header = joined && level.header == Header.IF ? Header.IF : Header.NONE;
        comment = false;
    }
}
