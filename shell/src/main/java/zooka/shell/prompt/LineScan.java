package zooka.shell.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * A line that is being typed and may end anywhere: its statements as words, also those within <code>$( )</code> and
 * <code>{ }</code>, and to which part each character belongs. It reads every text, also one that the grammar refuses.
 */
final class LineScan {

    /** What a character belongs to. */
    enum Part {
        PLAIN,
        COMMAND,
        OPTION,
        STRING,
        /** A path, or a known name in a cluster. */
        NAME,
        VARIABLE,
        COMMENT,
        /** An unknown command or option, a quote or bracket that is not closed. */
        WRONG
    }

    /**
     * A word of a statement.
     *
     * @param text without quotes, and without what is only known when the line is run
     * @param plain whether it was typed as it is, without quotes and variables
     */
    record Word(int begin, int end, String text, boolean plain) {}

    private static final int OPEN = -1;
    private static final char NONE = '\0';

    private final String line;
    private final Part[] parts;
    private final List<List<Word>> statements = new ArrayList<>();

    private LineScan(String line) {
        this.line = line;
        this.parts = new Part[line.length()];
        Arrays.fill(parts, Part.PLAIN);
    }

    static LineScan of(String line) {
        LineScan scan = new LineScan(line);
        int unused = scan.statements(0, NONE);
        return scan;
    }

    /** The statements with at least one word. */
    List<List<Word>> statements() {
        return statements;
    }

    /** Whether a word ends where the line does, so that it may be in the making. */
    boolean isLast(Word word) {
        return word.end() == line.length();
    }

    void mark(Word word, Part part) {
        mark(word.begin(), word.end(), part);
    }

    /** Marks the characters that belong to nothing yet; what is wrong is wrong in any case. */
    private void mark(int begin, int end, Part part) {
        for (int i = begin; i < Math.min(end, parts.length); i++) {
            if (parts[i] == Part.PLAIN || part == Part.WRONG) {
                parts[i] = part;
            }
        }
    }

    /** The line in its styles. */
    AttributedString painted() {
        AttributedStringBuilder painted = new AttributedStringBuilder(line.length());
        for (int begin = 0; begin < parts.length; ) {
            int end = begin;
            while (end < parts.length && parts[end] == parts[begin]) {
                end++;
            }
            painted.styled(style(parts[begin]), line.substring(begin, end));
            begin = end;
        }
        return painted.toAttributedString();
    }

    private static AttributedStyle style(Part part) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        return switch (part) {
            case PLAIN -> plain;
            case COMMAND -> plain.bold();
            case OPTION -> plain.foreground(AttributedStyle.CYAN);
            case STRING -> plain.foreground(AttributedStyle.GREEN);
            case NAME -> plain.foreground(AttributedStyle.BRIGHT + AttributedStyle.BLUE);
            case VARIABLE -> plain.foreground(AttributedStyle.MAGENTA);
            case COMMENT -> plain.faint();
            case WRONG -> plain.foreground(AttributedStyle.RED).underline();
        };
    }

    /** The part of each character, for tests. */
    List<Part> parts() {
        return List.of(parts);
    }

    /**
     * Reads statements.
     *
     * @param closer the bracket that ends them
     * @return the position after the bracket, or {@link #OPEN}
     */
    private int statements(int begin, char closer) {
        List<Word> words = new ArrayList<>();
        int at = begin;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (isBlank(c)) {
                at++;
            } else if (c == closer) {
                end(words);
                return at + 1;
            } else if (c == '#') {
                int end = line.indexOf('\n', at);
                mark(at, end < 0 ? line.length() : end, Part.COMMENT);
                at = end < 0 ? line.length() : end;
            } else if (isSeparator(at)) {
                words = end(words);
                at += c == ';' || c == '\n' ? 1 : 2;
            } else if (c == '|') {
                words = end(words);
                at = program(at + 1, closer);
            } else if (c == '>' || c == '<') {
                at = file(at + 1, closer);
            } else if (c == '{' && (at + 1 == line.length() || isBlankOrEnd(line.charAt(at + 1)))) {
                words = end(words);
                at = bracket(at, 1, '}');
            } else {
                Word word = word(at, closer);
                words.add(word);
                at = word.end();
            }
        }
        end(words);
        return OPEN;
    }

    private List<Word> end(List<Word> words) {
        if (!words.isEmpty()) {
            statements.add(words);
        }
        return new ArrayList<>();
    }

    /** Reads what is between brackets; the opening one is wrong where there is no closing one. */
    private int bracket(int at, int length, char closer) {
        int end = statements(at + length, closer);
        mark(at, at + length, end == OPEN ? Part.WRONG : Part.VARIABLE);
        if (end != OPEN) {
            mark(end - 1, end, Part.VARIABLE);
        }
        return end == OPEN ? line.length() : end;
    }

    /** Goes past the words of another program. */
    private int program(int begin, char closer) {
        int at = begin;
        while (at < line.length() && !isSeparator(at) && line.charAt(at) != closer) {
            char c = line.charAt(at);
            at = isBlank(c) || c == '|' || c == '>' || c == '<'
                    ? at + 1
                    : word(at, closer).end();
        }
        return at;
    }

    private int file(int begin, char closer) {
        int at = begin;
        while (at < line.length() && (line.charAt(at) == '>' || isBlank(line.charAt(at)))) {
            at++;
        }
        if (at == line.length() || isEndOfWord(at, closer)) {
            return at;
        }
        Word file = word(at, closer);
        mark(file, Part.NAME);
        return file.end();
    }

    private Word word(int begin, char closer) {
        StringBuilder text = new StringBuilder();
        boolean plain = true;
        int at = begin;
        while (at < line.length() && !isEndOfWord(at, closer)) {
            char c = line.charAt(at);
            int next =
                    switch (c) {
                        case '\'' -> singleQuoted(at, text);
                        case '"' -> doubleQuoted(at, text);
                        case '\\' -> escaped(at, text);
                        case '$' -> variable(at);
                        default -> at;
                    };
            plain &= next == at;
            if (next == at) {
                text.append(c);
                next++;
            }
            at = next;
        }
        return new Word(
                begin, Math.max(at, begin + 1), text.toString(), plain); // never empty: reading goes on behind it
    }

    private int escaped(int at, StringBuilder text) {
        if (at + 1 < line.length() && line.charAt(at + 1) != '\n') {
            text.append(line.charAt(at + 1));
        }
        return Math.min(at + 2, line.length());
    }

    private int singleQuoted(int at, StringBuilder text) {
        int close = line.indexOf('\'', at + 1);
        int end = close < 0 ? line.length() : close + 1;
        text.append(line, at + 1, close < 0 ? end : close);
        mark(at, end, Part.STRING);
        if (close < 0) {
            mark(at, at + 1, Part.WRONG);
        }
        return end;
    }

    private int doubleQuoted(int begin, StringBuilder text) {
        int at = begin + 1;
        mark(begin, at, Part.STRING);
        while (at < line.length()) {
            char c = line.charAt(at);
            int variable = c == '$' ? variable(at) : at;
            if (variable > at) {
                at = variable;
                continue;
            }
            int length = c == '\\' && at + 1 < line.length() ? 2 : 1;
            mark(at, at + length, Part.STRING);
            if (c == '"') {
                return at + 1;
            }
            text.append(line.charAt(at + length - 1));
            at += length;
        }
        mark(begin, begin + 1, Part.WRONG);
        return at;
    }

    /** Goes past a variable or the output of a command; the same position where there is none. */
    private int variable(int at) {
        char next = at + 1 < line.length() ? line.charAt(at + 1) : NONE;
        if (next == '(') {
            return bracket(at, 2, ')');
        }
        if (next == '{') {
            int close = line.indexOf('}', at);
            mark(at, close < 0 ? at + 2 : close + 1, close < 0 ? Part.WRONG : Part.VARIABLE);
            return close < 0 ? line.length() : close + 1;
        }
        int end = at + 1;
        while (end < line.length() && isOfName(line.charAt(end))) {
            end++;
        }
        end = next == '?' ? at + 2 : end;
        if (end == at + 1) {
            return at;
        }
        mark(at, end, Part.VARIABLE);
        return end;
    }

    private static boolean isOfName(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private boolean isEndOfWord(int at, char closer) {
        char c = line.charAt(at);
        return isBlank(c) || c == '|' || c == '>' || c == '<' || isSeparator(at) || (c == ')' && closer == ')');
    }

    private boolean isSeparator(int at) {
        char c = line.charAt(at);
        return c == ';' || c == '\n' || line.startsWith("&&", at) || line.startsWith("||", at);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static boolean isBlankOrEnd(char c) {
        return isBlank(c) || c == '\n' || c == ';';
    }
}
