package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zooka.commands.text.Grammar;
import zooka.commands.text.Statement;
import zooka.commands.text.Word;
import zooka.docs.Pages;
import zooka.testing.fake.FakeClusters;

/** The commands in the documentation mean what they meant before the shell had variables, blocks and patterns. */
final class EarlierScriptsTest {

    /** The words of each command, by quotes, backslashes, comments and separators alone. */
    private static List<List<String>> before(String text) {
        List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder word = null;
        boolean program = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean joined = text.startsWith("&&", i) || text.startsWith("||", i);
            boolean separator = c == ';' || c == '\n' || joined;
            boolean redirection = c == '|' || c == '>';
            if (separator || redirection || c == ' ' || (c == '#' && word == null)) {
                if (word != null && !program) {
                    commands.get(commands.size() - 1).add(word.toString());
                }
                word = null;
                program = !separator && (program || redirection);
                if (separator) {
                    commands.add(new ArrayList<>());
                    i += joined ? 1 : 0;
                }
                if (c == '#') {
                    i = (text + "\n").indexOf('\n', i) - 1;
                }
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (c == '\'') {
                int end = text.indexOf('\'', i + 1);
                word.append(text, i + 1, end);
                i = end;
            } else if (c == '"') {
                for (i++; text.charAt(i) != '"'; i++) {
                    i += text.charAt(i) == '\\' && "\"\\$`".indexOf(text.charAt(i + 1)) >= 0 ? 1 : 0;
                    word.append(text.charAt(i));
                }
            } else if (c == '\\') {
                i++;
                word.append(text.charAt(i) == '\n' ? "" : text.charAt(i));
            } else {
                word.append(c);
            }
        }
        if (word != null && !program) {
            commands.get(commands.size() - 1).add(word.toString());
        }
        commands.removeIf(List::isEmpty);
        return commands;
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path page : Pages.all()) {
            if (page.getParent().endsWith("reference")) {
                // The words of a line that begins with zooka are those of another shell.
                Pages.blocks(page, "sh").forEach(block -> texts.add(block.replaceAll("(?m)^zooka .*", "")));
            }
            for (String word : List.of("zooka", "contexts")) {
                Pages.steps(page, word).forEach(step -> texts.add(step.command()));
            }
        }
        return texts;
    }

    @Test
    void have_the_same_words() throws IOException {
        int commands = 0;
        for (String text : texts()) {
            List<List<String>> now =
                    Grammar.lines(text).stream().map(Grammar.Line::words).toList();
            assertThat(now).as(text).isEqualTo(before(text.replace("\\\n", " ")));
            commands += now.size();
        }
        assertThat(commands).isGreaterThan(250);
    }

    @Test
    void have_no_variables_and_their_patterns_stay_as_they_are_typed() throws IOException {
        NamePatterns patterns = new NamePatterns(new FakeClusters(), "/"); // fails where a cluster is asked
        for (String text : texts()) {
            for (Statement statement : Grammar.parse(text)) {
                Statement.Command command = statement.asCommand().orElseThrow();
                assertThat(command.isLiteral()).as(text).isTrue();
                List<Argument> arguments = command.words().stream()
                        .map(word -> new Argument(word.text(), pattern(word)))
                        .toList();
                assertThat(patterns.words(arguments)).as(text).isEqualTo(command.texts());
            }
        }
    }

    private static Optional<String> pattern(Word word) {
        return word.hasWildcard() ? Optional.of(word.text()) : Optional.empty();
    }
}
