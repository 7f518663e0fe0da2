package zooka.commands.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.text.TextFile;
import zooka.commands.text.Grammar.Unfinished;
import zooka.commands.text.Grammar.When;
import zooka.commands.text.Statement.Redirection;
import zooka.commands.text.Statement.Target;

/** Makes statements of the words of a text. */
final class StatementReader {

    /** The end of the text ends the statements. */
    static final char NONE = 0;

    private final WordReader in;

    StatementReader(WordReader in) {
        this.in = in;
    }

    /** The parts of one statement, in the order in which they are read. */
    private static final class Parts {
        private final List<Word> words = new ArrayList<>();
        private Optional<Word> input = Optional.empty();
        private Optional<String> program = Optional.empty();
        private Optional<Target> target = Optional.empty();

        private Redirection redirection() {
            return input.isEmpty() && program.isEmpty() && target.isEmpty()
                    ? Redirection.NONE
                    : new Redirection(input, program, target);
        }

        private boolean isUtf8() {
            return words.stream().map(Word::typed).allMatch(TextFile::isUtf8)
                    && TextFile.isUtf8(program.orElse(""))
                    && TextFile.isUtf8(input.map(Word::typed).orElse(""))
                    && TextFile.isUtf8(target.map(to -> to.file().typed()).orElse(""));
        }
    }

    /**
     * The statements up to and with what closes them.
     *
     * @param closer the brace of a block, the parenthesis of a substitution, or {@link #NONE}
     * @param begin the line on which the block or the substitution begins
     */
    List<Statement> statements(char closer, int begin) {
        List<Statement> statements = new ArrayList<>();
        When when = When.ALWAYS;
        while (true) {
            Optional<Statement> statement = statement(when, closer);
            statement.ifPresent(statements::add);
            boolean empty = statement.isEmpty();
            if (in.atEnd()) {
                atEnd(closer, begin, empty && when != When.ALWAYS);
                return statements;
            }
            if (atCloser(closer)) {
                if (empty && when != When.ALWAYS) {
                    throw in.malformed("missing command before " + closer);
                }
                in.at++;
                return statements;
            }
            if (!in.atSeparator()) {
                throw in.malformed("unexpected '" + rest() + "'");
            }
            When next = separator();
            if (empty && next != When.ALWAYS) {
                throw in.malformed("missing command before " + (next == When.IF_DONE ? "&&" : "||"));
            }
            when = empty && next == When.ALWAYS ? when : next;
        }
    }

    private void atEnd(char closer, int begin, boolean wanting) {
        if (in.continued == in.at) {
            throw new Unfinished("unexpected end after a backslash", in.line - 1);
        }
        if (wanting) {
            throw new Unfinished("missing command at the end", in.line);
        }
        if (closer != NONE) {
            throw new Unfinished("unclosed " + (closer == ')' ? "$(" : "{"), begin);
        }
    }

    private boolean atCloser(char closer) {
        return closer == ')' ? in.atParenthesis() : closer != NONE && in.atBrace(closer);
    }

    /** Whether the statement ends here, at what closes the block or the substitution around it. */
    private boolean closed(char closer) {
        return atCloser(closer) || in.atParenthesis();
    }

    /** What stands where it must not, for a message. */
    private String rest() {
        int end = in.at + 1;
        while (end < in.text.length() && !Character.isWhitespace(in.text.charAt(end))) {
            end++;
        }
        return in.text.substring(in.at, Math.min(end, in.at + 20));
    }

    private When separator() {
        if (in.text.startsWith("&&", in.at)) {
            in.at += 2;
            return When.IF_DONE;
        }
        if (in.text.startsWith("||", in.at)) {
            in.at += 2;
            return When.IF_FAILED;
        }
        if (in.text.charAt(in.at) == '\n') {
            in.line++;
        }
        in.at++;
        return When.ALWAYS;
    }

    private Optional<Statement> statement(When when, char closer) {
        in.skipBlanks();
        if (in.atEnd() || closed(closer)) {
            return Optional.empty();
        }
        int begin = in.line;
        char c = in.text.charAt(in.at);
        if (c == 'f' && in.skipWord("for")) {
            return Optional.of(loop(begin, when, closer));
        }
        if (c == 'i' && in.skipWord("if")) {
            return Optional.of(condition(begin, when, closer));
        }
        if (in.atBrace('{') || in.atBrace('}')) {
            throw in.malformed("unexpected " + c + " at the beginning of a command")
                    .hint("quote it to use it as a word");
        }
        if (c == 'e' && in.skipWord("else")) {
            throw in.malformed("else without if").hint("} else { must be on one line");
        }
        String name = in.identifier();
        Optional<Statement> assignment = name.isEmpty() ? Optional.empty() : assignment(begin, when, name, closer);
        return assignment.isPresent() ? assignment : command(begin, when, closer);
    }

    private Optional<Statement> command(int begin, When when, char closer) {
        Parts parts = parts(closer);
        if (parts.words.isEmpty()) {
            if (!parts.redirection().isNone()) {
                throw in.malformed("missing command before "
                        + (parts.program.isPresent() ? "|" : parts.target.isPresent() ? ">" : "<"));
            }
            return Optional.empty();
        }
        return Optional.of(new Statement.Command(begin, when, parts.words, parts.redirection()));
    }

    /** The words and redirections up to the end of the statement. */
    private Parts parts(char closer) {
        Parts parts = new Parts();
        while (!in.atEnd() && !in.atSeparator() && !closed(closer)) {
            if (!redirects(parts, closer)) {
                parts.words.add(in.word());
            }
            in.skipBlanks();
        }
        if (!parts.isUtf8()) {
            throw in.malformed("not UTF-8");
        }
        return parts;
    }

    /** The redirections behind a block. */
    private Redirection redirection(char closer) {
        Parts parts = new Parts();
        in.skipBlanks();
        while (!in.atEnd() && !in.atSeparator() && !closed(closer) && redirects(parts, closer)) {
            in.skipBlanks();
        }
        if (!parts.isUtf8()) {
            throw in.malformed("not UTF-8");
        }
        return parts.redirection();
    }

    private boolean redirects(Parts parts, char closer) {
        char c = in.text.charAt(in.at);
        if (c == '|') {
            in.at++;
            parts.program = Optional.of(in.program(closer));
        } else if (c == '>') {
            boolean append = in.text.startsWith(">>", in.at);
            in.at += append ? 2 : 1;
            parts.target = Optional.of(new Target(file(c, closer), append));
        } else if (c == '<') {
            in.at++;
            parts.input = Optional.of(file(c, closer));
        } else {
            return false;
        }
        return true;
    }

    private Word file(char redirection, char closer) {
        in.skipBlanks();
        if (in.atBreak() || closed(closer)) {
            throw in.malformed("missing file name after " + redirection);
        }
        return in.word();
    }

    /** {@code x=value}, or {@code x = value}; empty for a command that begins with the name. */
    private Optional<Statement> assignment(int begin, When when, String name, char closer) {
        int start = in.at;
        int line = in.line;
        int continued = in.continued;
        in.at += name.length();
        boolean together = !in.atEnd() && in.text.charAt(in.at) == '=';
        if (!together) {
            in.skipBlanks();
            if (in.at == start + name.length() || !in.skipWord("=")) {
                in.at = start;
                in.line = line;
                in.continued = continued;
                return Optional.empty();
            }
            in.skipBlanks();
            if (in.atBreak() || closed(closer)) {
                throw in.malformed("missing value after " + name + " =").hint("the empty value is ''");
            }
        } else {
            in.at++;
        }
        Word value = in.atBreak() || closed(closer) ? Word.quoted("") : in.word();
        in.skipBlanks();
        if (!in.atEnd() && !in.atSeparator() && !closed(closer)) {
            throw in.malformed("unexpected '" + rest() + "' after the value of " + name)
                    .hint("put the value in quotes, or commands in $( )");
        }
        if (!TextFile.isUtf8(value.typed())) {
            throw in.malformed("not UTF-8");
        }
        return Optional.of(new Statement.Assignment(begin, when, name, value));
    }

    private Statement loop(int begin, When when, char closer) {
        in.skipBlanks();
        String name = in.identifier();
        in.at += name.length();
        in.skipBlanks();
        if (name.isEmpty() || !in.skipWord("in")) {
            throw in.malformed("invalid for").hint("the form is: for NAME in WORDS { COMMANDS }");
        }
        in.skipBlanks();
        Parts parts = new Parts();
        while (!in.atBreak() && !closed(closer) && !in.atBrace('{')) {
            parts.words.add(in.word());
            in.skipBlanks();
        }
        List<Statement> body = block("for");
        Redirection redirection = redirection(closer);
        if (!parts.isUtf8()) {
            throw in.malformed("not UTF-8");
        }
        return new Statement.Loop(begin, when, name, parts.words, body, redirection);
    }

    private Statement condition(int begin, When when, char closer) {
        List<Statement> test = test();
        List<Statement> body = block("if");
        List<Statement> otherwise = List.of();
        in.skipBlanks();
        if (!in.atEnd() && in.skipWord("else")) {
            in.skipBlanks();
            int line = in.line;
            if (!in.atEnd() && in.skipWord("if")) {
                otherwise = List.of(chained(line, closer));
            } else {
                otherwise = block("else");
            }
        }
        return new Statement.Condition(begin, when, test, body, otherwise, redirection(closer));
    }

    /** {@code else if}: one level deeper, though it does not look so. */
    private Statement chained(int line, char closer) {
        in.enter();
        Statement chained = condition(line, When.ALWAYS, closer);
        in.leave();
        return chained;
    }

    /** The statements between {@code if} and the brace. */
    private List<Statement> test() {
        List<Statement> test = new ArrayList<>();
        When when = When.ALWAYS;
        while (true) {
            Optional<Statement> statement = statement(when, '{');
            if (statement.isEmpty()) {
                throw in.malformed(
                        "missing command after " + (when == When.ALWAYS ? "if" : when == When.IF_DONE ? "&&" : "||"));
            }
            test.add(statement.get());
            if (in.atEnd() || "&|".indexOf(in.text.charAt(in.at)) < 0) {
                return test;
            }
            when = separator();
            in.skipBlanks();
            while (!in.atEnd() && in.text.charAt(in.at) == '\n') {
                in.line++;
                in.at++;
                in.skipBlanks();
            }
            if (in.atEnd()) {
                throw new Unfinished("missing command at the end", in.line);
            }
        }
    }

    private List<Statement> block(String keyword) {
        if (!in.atBrace('{')) {
            throw in.malformed("missing { after " + keyword).hint("the form is: " + form(keyword));
        }
        int begin = in.line;
        in.at++;
        in.enter();
        List<Statement> statements = statements('}', begin);
        in.leave();
        return statements;
    }

    private static String form(String keyword) {
        return keyword.equals("for") ? "for NAME in WORDS { COMMANDS }" : "if COMMAND { COMMANDS } else { COMMANDS }";
    }
}
