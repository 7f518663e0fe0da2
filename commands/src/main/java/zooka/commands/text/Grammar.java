package zooka.commands.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;

/**
 * The shell's grammar, the same at the prompt, in {@code -e}, in scripts and on stdin: words with quotes and backslashes as
 * in sh, variables and {@code $(...)}, {@code ;} and ends of lines, {@code &&} and {@code ||}, comments, {@code | program},
 * {@code > file}, {@code >> file} and {@code < file}, {@code for} and {@code if}.
 */
public final class Grammar {

    /** When a statement is run, by how the one before it went. */
    public enum When {
        ALWAYS,
        IF_DONE,
        IF_FAILED
    }

    /** The text ends inside a quote, a block or a substitution, or behind a backslash: more lines may complete it. */
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

    private Grammar() {}

    /**
     * Reads all the statements of a text.
     *
     * @throws Unfinished when a quote, a block or a substitution is not closed
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
        return new StatementReader(new WordReader(text, name, line, false)).statements(StatementReader.NONE, line);
    }

    /**
     * What an alias stands for.
     *
     * @param highest the highest of the parameters {@code $1} to {@code $9}; 0 without one
     * @param all whether {@code $*} is among them
     */
    public record AliasText(List<Statement> statements, int highest, boolean all) {
        public AliasText {
            statements = List.copyOf(statements);
        }
    }

    /**
     * Reads the text of an alias, in which {@code $1} to {@code $9} and {@code $*} are the words behind its name.
     *
     * @throws Unfinished as {@link #parse(String)}
     * @throws Failure {@code USAGE} as {@link #parse(String)}
     */
    public static AliasText alias(String text) {
        WordReader in = new WordReader(text, "", 1, true);
        List<Statement> statements = new StatementReader(in).statements(StatementReader.NONE, 1);
        return new AliasText(statements, in.highest, in.all);
    }

    /**
     * A command in a text.
     *
     * @param words without quotes; variables and substitutions are as they were typed
     * @param program what its output is piped into, in the words of the system's own shell
     */
    public record Line(List<String> words, Optional<String> program) {
        public Line {
            words = List.copyOf(words);
        }
    }

    /**
     * The commands of a text in their order, also those in blocks and substitutions. An assignment is a line of the one word
     * {@code NAME=VALUE}, and so is each word of a loop.
     *
     * @throws Unfinished as {@link #parse(String)}
     * @throws Failure {@code USAGE} as {@link #parse(String)}
     */
    public static List<Line> lines(String text) {
        CommandLines lines = new CommandLines();
        lines.add(parse(text));
        return lines.all();
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
        WordReader in = new WordReader(text, "", 1, true);
        List<String> words = new ArrayList<>();
        boolean block = false; // after for or if: a brace begins the commands
        while (true) {
            in.skipBlanks();
            if (in.atEnd()) {
                words.add("");
                return new Cursor(words, 0);
            }
            int begin = in.at;
            char c = text.charAt(begin);
            if (in.atBreak()) {
                if (c == '|' && !text.startsWith("||", begin)) {
                    return new Cursor(List.of("|", ""), 0); // the words behind it are another program's
                }
                words.clear();
                boolean joined = c == '&' || c == '|';
                in.at += joined ? 2 : 1;
                block &= joined;
                continue;
            }
            in.opened = -1;
            Word word;
            try {
                word = in.word();
            } catch (Unfinished | Failure e) {
                if (in.opened > begin) {
                    int inner = in.opened;
                    in = new WordReader(text, "", 1, true);
                    in.at = inner;
                    words.clear();
                    block = false;
                    continue;
                }
                words.add(text.substring(begin).replaceAll("[\"'\\\\]", ""));
                return new Cursor(words, text.length() - begin);
            }
            if (in.atEnd()) {
                words.add(word.text());
                return new Cursor(words, text.length() - begin);
            }
            boolean first = words.isEmpty();
            boolean brace = (word.isBare("{") && (block || first)) || word.isBare("}");
            if (brace || (first && word.isBare("else"))) {
                words.clear();
                block = word.isBare("else");
            } else if (first && word.isBare("if")) {
                block = true;
            } else {
                block |= first && word.isBare("for");
                words.add(word.text());
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
}
