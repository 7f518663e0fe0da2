package zooka.commands.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/**
 * The shell's grammar, the same at the prompt, in {@code -e}, in scripts and on stdin: words with quotes and backslashes as
 * in sh, {@code ;} and ends of lines, {@code &&} and {@code ||}, comments, {@code | program}, {@code > file} and {@code >>
 * file}.
 */
public final class Grammar {

    /** When a statement is run, by how the one before it went. */
    public enum When {
        ALWAYS,
        IF_DONE,
        IF_FAILED
    }

    /** Where output goes instead. */
    public record Target(String file, boolean append) {}

    /**
     * One command line.
     *
     * @param line the line of the text on which it begins, from 1
     * @param program what the output is piped into, in the words of the system's own shell
     */
    public record Statement(
            int line, When when, List<String> words, Optional<String> program, Optional<Target> target) {}

    /** The text ends inside a quote or behind a backslash: more lines may complete it. */
    public static final class Unfinished extends RuntimeException {

        private final int line;

        Unfinished(String message, int line) {
            super(message);
            this.line = line;
        }

        /** The line on which what is unfinished begins, from 1. */
        public int line() {
            return line;
        }
    }

    private final String text;
    private final String name;
    private int at;
    private int line;

    /** The position after the last line continuation. */
    private int continued = -1;

    private Grammar(String text, String name, int line) {
        this.text = text;
        this.name = name;
        this.line = line;
    }

    /**
     * Reads all the statements of a text.
     *
     * @throws Unfinished when a quote is not closed
     * @throws Failure {@code USAGE} for anything else that cannot be read
     */
    public static List<Statement> parse(String text) {
        return parse(text, "", 1);
    }

    /**
     * Reads all the statements of a text that is part of a script.
     *
     * @param name of the script, for the failure; empty where a line number says nothing
     * @param line on which the text begins, from 1
     */
    public static List<Statement> parse(String text, String name, int line) {
        return new Grammar(text, name, line).statements();
    }

    private Failure malformed(String message) {
        return Failure.usage(message + (name.isEmpty() ? "" : " (" + name + " line " + line + ")"));
    }

    /**
     * The position of the end of a text, for completion.
     *
     * @param words those of the statement that the text ends in; the last is being typed and may be empty
     * @param rawLength how long the last word is as it was typed, with its quotes
     */
    public record Cursor(List<String> words, int rawLength) {}

    /** Reads a text that may end anywhere. */
    public static Cursor cursor(String text) {
        Grammar grammar = new Grammar(text, "", 1);
        List<String> words = new ArrayList<>();
        while (true) {
            grammar.skipBlanks();
            if (grammar.at >= text.length()) {
                words.add("");
                return new Cursor(words, 0);
            }
            int begin = grammar.at;
            char c = text.charAt(begin);
            if (c == '|' || c == '>' || c == '<' || grammar.atSeparator()) {
                words.clear();
                grammar.at++;
                if (c == '|' && !text.startsWith("||", begin)) {
                    return new Cursor(List.of("|", ""), 0); // the words behind it are another program's
                }
                continue;
            }
            String word;
            try {
                word = grammar.word();
            } catch (Unfinished e) {
                words.add(text.substring(begin).replaceAll("[\"'\\\\]", ""));
                return new Cursor(words, text.length() - begin);
            }
            words.add(word);
            if (grammar.at >= text.length()) {
                return new Cursor(words, text.length() - begin);
            }
        }
    }

    /** The word as it must be typed to mean itself. */
    public static String quoted(String word) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (" \t;|&<>'\"\\#$".indexOf(word.charAt(i)) >= 0) {
                quoted.append('\\');
            }
            quoted.append(word.charAt(i));
        }
        return quoted.toString();
    }

    private List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        When when = When.ALWAYS;
        while (true) {
            Optional<Statement> statement = statement(when);
            statement.ifPresent(statements::add);
            boolean empty = statement.isEmpty();
            if (at >= text.length()) {
                if (continued == at) {
                    throw new Unfinished("unexpected end after a backslash", line - 1);
                }
                if (empty && when != When.ALWAYS) {
                    throw new Unfinished("missing command at the end", line);
                }
                return statements;
            }
            When next = separator();
            if (empty && next != When.ALWAYS) {
                throw malformed("missing command before " + (next == When.IF_DONE ? "&&" : "||"));
            }
            when = empty && next == When.ALWAYS ? when : next;
        }
    }

    private When separator() {
        if (text.startsWith("&&", at)) {
            at += 2;
            return When.IF_DONE;
        }
        if (text.startsWith("||", at)) {
            at += 2;
            return When.IF_FAILED;
        }
        if (text.charAt(at) == '\n') {
            line++;
        }
        at++;
        return When.ALWAYS;
    }

    private Optional<Statement> statement(When when) {
        List<String> words = new ArrayList<>();
        Optional<Target> target = Optional.empty();
        Optional<String> program = Optional.empty();
        skipBlanks();
        int begin = line;
        while (at < text.length() && !atSeparator()) {
            char c = text.charAt(at);
            if (c == '|') {
                at++;
                program = Optional.of(program());
            } else if (c == '>') {
                boolean append = text.startsWith(">>", at);
                at += append ? 2 : 1;
                skipBlanks();
                if (at >= text.length() || atSeparator()) {
                    throw malformed("missing file name after >");
                }
                target = Optional.of(new Target(word(), append));
            } else if (c == '<') {
                throw malformed("< is not supported").hint("use @FILE to pass the bytes of a file as a value");
            } else {
                words.add(word());
            }
            skipBlanks();
        }
        if (words.isEmpty()) {
            if (program.isPresent() || target.isPresent()) {
                throw malformed("missing command before " + (program.isPresent() ? "|" : ">"));
            }
            return Optional.empty();
        }
        if (!words.stream().allMatch(TextFile::isUtf8)
                || !TextFile.isUtf8(
                        program.orElse("") + target.map(Target::file).orElse(""))) {
            throw malformed("not UTF-8");
        }
        return Optional.of(new Statement(begin, when, List.copyOf(words), program, target));
    }

    /** Goes past a backslash and the end of line after it, which may be that of Windows. */
    private boolean skipContinuation() {
        int length = text.startsWith("\\\n", at) ? 2 : text.startsWith("\\\r\n", at) ? 3 : 0;
        if (length == 0) {
            return false;
        }
        at += length;
        line++;
        continued = at;
        return true;
    }

    private boolean atSeparator() {
        char c = text.charAt(at);
        return c == ';' || c == '\n' || text.startsWith("&&", at) || text.startsWith("||", at);
    }

    private void skipBlanks() {
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

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                word.append(singleQuoted());
            } else if (c == '"') {
                word.append(doubleQuoted());
            } else if (c == '\\') {
                if (at + 1 >= text.length()) {
                    throw new Unfinished("unexpected end after a backslash", line);
                }
                if (!skipContinuation()) {
                    word.append(text.charAt(at + 1));
                    at += 2;
                }
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '|' || c == '>' || c == '<' || atSeparator()) {
                break;
            } else {
                word.append(c);
                at++;
            }
        }
        return word.toString();
    }

    private String singleQuoted() {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw new Unfinished("unclosed '", line);
        }
        String quoted = text.substring(at + 1, end);
        line += (int) quoted.chars().filter(c -> c == '\n').count();
        at = end + 1;
        return quoted;
    }

    private String doubleQuoted() {
        StringBuilder quoted = new StringBuilder();
        int begin = line;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return quoted.toString();
            }
            if (skipContinuation()) {
                at--;
                continue;
            }
            if (c == '\\' && at + 1 < text.length() && "\"\\$`".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
                c = text.charAt(at);
            }
            if (c == '\n') {
                line++;
            }
            quoted.append(c);
        }
        throw new Unfinished("unclosed \"", begin);
    }

    /** The rest of the statement unchanged, for the system's shell; its quotes hide separators as ours do. */
    private String program() {
        int begin = at;
        while (at < text.length() && !atSeparator()) {
            char c = text.charAt(at);
            if (c == '\'') {
                singleQuoted();
            } else if (c == '"') {
                doubleQuoted();
            } else if (!skipContinuation()) {
                at += c == '\\' && at + 1 < text.length() ? 2 : 1;
            }
        }
        String program = text.substring(begin, at).replace("\\\r\n", "\\\n").strip();
        if (program.isEmpty()) {
            throw malformed("missing program after |");
        }
        return program;
    }
}
