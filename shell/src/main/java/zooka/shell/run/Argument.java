package zooka.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.text.Word;

/**
 * A word of a command after its variables were replaced.
 *
 * @param pattern the same as a pattern, in which a backslash makes a character an ordinary one; empty if every character means
 *     itself
 */
record Argument(String text, Optional<String> pattern) {

    /** The characters that mean something in a pattern. */
    static final String SPECIAL = "*?[]{},\\";

    static Argument literal(String text) {
        return new Argument(text, Optional.empty());
    }

    /** The word that expands to this. */
    Word word() {
        if (pattern.isEmpty()) {
            return Word.quoted(text);
        }
        List<Word.Part> parts = new ArrayList<>();
        String from = pattern.get();
        for (int at = 0; at < from.length(); at++) {
            boolean escaped = from.charAt(at) == '\\';
            at += escaped ? 1 : 0;
            parts.add(new Word.Literal(from.substring(at, at + 1), escaped));
        }
        return new Word(parts, text);
    }
}
