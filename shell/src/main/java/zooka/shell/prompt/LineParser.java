package zooka.shell.prompt;

import java.util.List;
import java.util.Optional;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import zooka.clients.Failure;
import zooka.commands.text.Grammar;

/** JLine's parser, by the shell's grammar: it finds the words and decides whether a line is complete. */
final class LineParser implements Parser {

    /** The parser of what is no command, such as the answer to a question: every line is complete, and one word. */
    static final Parser ANSWER = (line, cursor, context) -> new Line(line, cursor, List.of(line), 0, cursor);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE) {
            try {
                Grammar.parse(line);
            } catch (Grammar.Unfinished e) {
                throw new EOFError(-1, cursor, e.getMessage());
            } catch (Failure e) {
                return new Line(line, cursor, List.of(line), 0, cursor); // reported when the line is run
            }
        }
        String text = line.substring(0, Math.min(cursor, line.length()));
        Optional<VariableName> variable = VariableName.of(text);
        if (variable.isPresent()) {
            return new VariableLine(line, cursor, variable.get());
        }
        Grammar.Cursor at = Grammar.cursor(text);
        return new Line(
                line,
                cursor,
                at.words(),
                at.words().size() - 1,
                at.words().get(at.words().size() - 1).length());
    }

    @Override
    public boolean isEscapeChar(char c) {
        return c == '\\';
    }

    /** A line in which the name of a variable is being typed; it alone is the word, and nothing of it is escaped. */
    record VariableLine(String line, int cursor, VariableName variable) implements CompletingParsedLine {

        @Override
        public String word() {
            return variable.typed();
        }

        @Override
        public int wordCursor() {
            return word().length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word().length();
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }
    }

    /** The statement up to the cursor; the last word is being typed and may be empty. */
    private record Line(String line, int cursor, List<String> words, int wordIndex, int wordCursor)
            implements CompletingParsedLine {

        @Override
        public String word() {
            return words.get(wordIndex);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            String text = candidate.toString();
            int begin = cursor - rawWordCursor();
            char quote = begin < cursor ? line.charAt(begin) : ' ';
            // A word that goes on keeps its quote open, so that an operator such as > is not taken for a redirection.
            boolean open = !complete
                    && (quote == '\'' || quote == '"')
                    && text.chars().noneMatch(c -> c == quote || "\\$`".indexOf(c) >= 0);
            return open ? quote + text : Grammar.quoted(text);
        }

        @Override
        public int rawWordCursor() {
            return Grammar.cursor(line.substring(0, Math.min(cursor, line.length())))
                    .rawLength();
        }

        @Override
        public int rawWordLength() {
            return rawWordCursor();
        }
    }
}
