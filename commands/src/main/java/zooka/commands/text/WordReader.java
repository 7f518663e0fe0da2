package zooka.commands.text;

import java.util.ArrayList;
import java.util.List;
import zooka.clients.Failure;

/** Reads a text word by word; {@link StatementReader} makes statements of the words. */
final class WordReader {

    /** How deep blocks and substitutions may be nested. */
    private static final int DEEPEST = 50;

    final String text;
    private final String name;
    private final boolean parameters;
    int at;
    int line;

    /** The position after the last line continuation. */
    int continued = -1;

    /** The number of blocks and substitutions around the position. */
    private int depth;

    /** The number of substitutions around the position. */
    private int substitutions;

    /** The position behind the innermost <code>$(</code> that is open. */
    int opened = -1;

    /** The highest parameter of an alias that was read. */
    int highest;

    /** Whether all parameters of an alias were read at once, as {@code $*}. */
    boolean all;

    /**
     * A reader at the beginning of a text.
     *
     * @param name of the script, for failures; empty where a line number says nothing
     * @param line on which the text begins, from 1
     * @param parameters whether {@code $1} to {@code $9} and {@code $*} are variables
     */
    WordReader(String text, String name, int line, boolean parameters) {
        this.text = text;
        this.name = name;
        this.line = line;
        this.parameters = parameters;
    }

    Failure malformed(String message) {
        return Failure.usage(message + (name.isEmpty() ? "" : " (" + name + " line " + line + ")"));
    }

    boolean atEnd() {
        return at >= text.length();
    }

    boolean atSeparator() {
        char c = text.charAt(at);
        return c == ';' || c == '\n' || text.startsWith("&&", at) || text.startsWith("||", at);
    }

    /** Whether a word ends here, or is not begun. */
    boolean atBreak() {
        if (atEnd()) {
            return true;
        }
        char c = text.charAt(at);
        return c == ' ' || c == '\t' || c == '\r' || c == '|' || c == '>' || c == '<' || atSeparator();
    }

    /** Whether this closes a substitution around the position. */
    boolean atParenthesis() {
        return substitutions > 0 && !atEnd() && text.charAt(at) == ')';
    }

    /** Whether an unquoted brace is here that is a word of its own; the position is where a word may begin. */
    boolean atBrace(char brace) {
        if (atEnd() || text.charAt(at) != brace) {
            return false;
        }
        at++;
        boolean alone = atBreak() || atParenthesis() || text.startsWith("\\\n", at) || text.startsWith("\\\r\n", at);
        at--;
        return alone;
    }

    /** Enters a block or a substitution. */
    void enter() {
        depth++;
        if (depth > DEEPEST) {
            throw malformed("nested too deeply");
        }
    }

    void leave() {
        depth--;
    }

    /** Goes past a backslash and the end of line after it, which may be that of Windows. */
    boolean skipContinuation() {
        int length = text.startsWith("\\\n", at) ? 2 : text.startsWith("\\\r\n", at) ? 3 : 0;
        if (length == 0) {
            return false;
        }
        at += length;
        line++;
        continued = at;
        return true;
    }

    void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (!skipContinuation()) {
                return;
            }
        }
    }

    /** The name that begins here, letters, digits and underscores, without moving; empty if there is none. */
    String identifier() {
        int end = at;
        while (end < text.length() && isOfName(text.charAt(end), end > at)) {
            end++;
        }
        return text.substring(at, end);
    }

    private static boolean isOfName(char c, boolean digits) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (digits && c >= '0' && c <= '9');
    }

    /** Goes past this word if it is here, unquoted. */
    boolean skipWord(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        if (atBreak() || atParenthesis()) {
            return true;
        }
        at -= word.length();
        return false;
    }

    /** The word that begins here; the position is not at a break. */
    Word word() {
        int begin = at;
        List<Word.Part> parts = new ArrayList<>(1);
        StringBuilder plain = new StringBuilder();
        int parentheses = 0;
        while (!atBreak()) {
            char c = text.charAt(at);
            if (c == ')' && substitutions > 0) {
                if (parentheses == 0) {
                    break;
                }
                parentheses--;
            } else if (c == '(') {
                parentheses++;
            }
            if (c == '\'') {
                keep(plain, parts, false);
                parts.add(new Word.Literal(singleQuoted(), true));
            } else if (c == '"') {
                keep(plain, parts, false);
                doubleQuoted(parts);
            } else if (c == '\\') {
                if (at + 1 >= text.length()) {
                    throw new Grammar.Unfinished("unexpected end after a backslash", line);
                }
                if (!skipContinuation()) {
                    keep(plain, parts, false);
                    parts.add(new Word.Literal(text.substring(at + 1, at + 2), true));
                    at += 2;
                }
            } else if (c == '$' && expands()) {
                keep(plain, parts, false);
                parts.add(expansion(false));
            } else {
                plain.append(c);
                at++;
            }
        }
        keep(plain, parts, false);
        return new Word(parts, text.substring(begin, at));
    }

    private static void keep(StringBuilder pending, List<Word.Part> parts, boolean quoted) {
        if (pending.length() > 0) {
            parts.add(new Word.Literal(pending.toString(), quoted));
            pending.setLength(0);
        }
    }

    String singleQuoted() {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw new Grammar.Unfinished("unclosed '", line);
        }
        String quoted = text.substring(at + 1, end);
        for (int i = 0; i < quoted.length(); i++) {
            if (quoted.charAt(i) == '\n') {
                line++;
            }
        }
        at = end + 1;
        return quoted;
    }

    private void doubleQuoted(List<Word.Part> parts) {
        StringBuilder plain = new StringBuilder();
        int begin = line;
        int before = parts.size();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                if (plain.length() > 0 || parts.size() == before) {
                    parts.add(new Word.Literal(plain.toString(), true));
                }
                return;
            }
            if (skipContinuation()) {
                continue;
            }
            if (c == '$' && expands()) {
                keep(plain, parts, true);
                parts.add(expansion(true));
                continue;
            }
            if (c == '\\' && at + 1 < text.length() && "\"\\$`".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
                c = text.charAt(at);
            }
            if (c == '\n') {
                line++;
            }
            plain.append(c);
            at++;
        }
        throw new Grammar.Unfinished("unclosed \"", begin);
    }

    /** Whether the {@code $} here begins a variable or a substitution; another one means itself. */
    private boolean expands() {
        if (at + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(at + 1);
        return next == '(' || next == '{' || next == '?' || isOfName(next, false) || isParameter(next);
    }

    private boolean isParameter(char c) {
        return parameters && ((c >= '1' && c <= '9') || c == '*');
    }

    private Word.Part expansion(boolean quoted) {
        int begin = at;
        at++;
        char c = text.charAt(at);
        if (c == '(') {
            return substitution(begin, quoted);
        }
        if (c == '{') {
            return inBraces(begin, quoted);
        }
        String variable = c == '?' || isParameter(c) ? Character.toString(c) : identifier();
        at += variable.length();
        parameter(c);
        return new Word.Variable(variable, text.substring(begin, at), quoted);
    }

    private void parameter(char c) {
        if (isParameter(c)) {
            all |= c == '*';
            highest = Math.max(highest, c == '*' ? 0 : c - '0');
        }
    }

    /** <code>${x}</code> and <code>${env:NAME}</code>. */
    private Word.Part inBraces(int begin, boolean quoted) {
        at++;
        int first = at;
        if (!atEnd() && (text.charAt(at) == '?' || isParameter(text.charAt(at)))) {
            parameter(text.charAt(at));
            at++;
        } else {
            if (text.startsWith("env:", at)) {
                at += "env:".length();
            }
            at += identifier().length();
        }
        String variable = text.substring(first, at);
        if (atEnd() || text.charAt(at) != '}' || variable.isEmpty() || variable.endsWith(":")) {
            throw malformed("invalid variable after ${")
                    .hint("a variable is $NAME, ${NAME} or ${env:NAME}; use '${' or \\${ for the text");
        }
        at++;
        return new Word.Variable(variable, text.substring(begin, at), quoted);
    }

    private Word.Part substitution(int begin, boolean quoted) {
        if (text.startsWith("((", at)) {
            throw malformed("arithmetic $((...)) is not supported").hint("use \\$ for the character $");
        }
        at++;
        int outer = opened;
        opened = at;
        enter();
        substitutions++;
        List<Statement> statements = new StatementReader(this).statements(')', line);
        substitutions--;
        leave();
        opened = outer;
        return new Word.Substitution(statements, text.substring(begin, at), quoted);
    }

    /**
     * The text up to the end of the statement unchanged, for the system's shell; its quotes hide separators as ours do.
     *
     * @param closer the brace that ends the statement, as a word of its own; 0 without one
     */
    String program(char closer) {
        int begin = at;
        int parentheses = 0;
        while (!atEnd() && !atSeparator()) {
            char c = text.charAt(at);
            boolean first = at == begin || " \t\r".indexOf(text.charAt(at - 1)) >= 0;
            if ((first && closer != 0 && atBrace(closer)) || (parentheses == 0 && atParenthesis())) {
                break;
            }
            if (c == '\'') {
                singleQuoted();
            } else if (c == '"') {
                skipDoubleQuoted();
            } else if (!skipContinuation()) {
                parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
                at += c == '\\' && at + 1 < text.length() ? 2 : 1;
            }
        }
        String program = text.substring(begin, at).replace("\\\r\n", "\\\n").strip();
        if (program.isEmpty()) {
            throw malformed("missing program after |");
        }
        return program;
    }

    private void skipDoubleQuoted() {
        int begin = line;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return;
            }
            if (skipContinuation()) {
                continue;
            }
            if (c == '\n') {
                line++;
            }
            at += c == '\\' && at + 1 < text.length() && "\"\\$`".indexOf(text.charAt(at + 1)) >= 0 ? 2 : 1;
        }
        throw new Grammar.Unfinished("unclosed \"", begin);
    }
}
