package zooka.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zooka.commands.action.Clusters;
import zooka.testing.Program;
import zooka.testing.ShellRun;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemoryKafka;

/** The examples of the page about the grammar print what stands below them, however they are run. */
final class GrammarPageTest {

    private static final Path PAGE = Program.HOME.resolve("docs/grammar.md");

    /** The folder of the page. */
    private static final String FOLDER = "/tmp/z";

    private enum Way {
        TYPED,
        COMMANDS,
        FILE,
        STDIN
    }

    @TempDir
    Path folder;

    private static Clusters clusters() {
        FakeZnodes znodes = new FakeZnodes()
                .put("/", "", TestRun.NOW)
                .put("/app", "", TestRun.NOW)
                .put("/app/a", "1", TestRun.NOW)
                .put("/app/b", "2", TestRun.NOW)
                .put("/app/config", "{\"port\": 8080}", TestRun.NOW)
                .put("/app/motd", "hello world", TestRun.NOW)
                .put("/app/x", "", TestRun.NOW)
                .put("/app/x/leaf", "L", TestRun.NOW)
                .put("/app/y", "", TestRun.NOW)
                .put("/app/y/leaf", "M", TestRun.NOW);
        return new MemoryKafka().clusters().with(znodes);
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("commands"), "echo from a file\nfromfile = 'set in a file'\n");
        Files.writeString(folder.resolve("broken"), "# the next line fails\nstat /nosuch\necho not reached\n");
    }

    static Stream<Arguments> blocks() throws IOException {
        List<Arguments> blocks = new ArrayList<>();
        int number = 0;
        for (String block : Pages.blocks(PAGE, "grammar")) {
            number++;
            for (Way way : Way.values()) {
                blocks.add(arguments(number, way, block));
            }
        }
        return blocks.stream();
    }

    @ParameterizedTest(name = "block {0} {1}")
    @MethodSource("blocks")
    void prints_what_the_page_says(int number, Way way, String block) {
        List<String> lines = block.replace(FOLDER, folder.toString()).lines().toList();
        List<String> inputs = ShellRun.inputs(lines);
        ShellRun shell = new ShellRun(clusters());
        if (way == Way.TYPED) {
            StringBuilder transcript = new StringBuilder();
            for (String input : inputs) {
                transcript.append("> ").append(input.replace("\n", "\n. ")).append('\n');
                transcript.append(shell.typed(input));
            }
            assertThat(shown(transcript.toString())).isEqualTo(shown(block.replace(FOLDER, folder.toString())));
            return;
        }
        // A script ends at its first failure.
        boolean keepGoing =
                block.substring(0, Math.max(0, block.lastIndexOf("\n> "))).contains("error: ");
        String text = String.join("\n", inputs) + "\n";
        String said =
                switch (way) {
                    case COMMANDS -> shell.commands(text, keepGoing);
                    case FILE -> shell.file(text, keepGoing);
                    default -> shell.stdin(text, keepGoing);
                };
        String expected = String.join(
                "",
                lines.stream()
                        .filter(line -> !line.startsWith("> ") && !line.startsWith(". "))
                        .map(line -> line + "\n")
                        .toList());
        assertThat(shown(said)).isEqualTo(shown(expected));
    }

    /** Without the places in a script, which the prompt does not name, and with the same time for each. */
    private String shown(String text) {
        return text.replaceAll(" \\((-e|script\\.zk|stdin) line \\d+\\)", "")
                .replaceAll("took \\d+\\.\\d+ s", "took 0.001 s")
                .replace(folder.toString(), FOLDER);
    }

    @Test
    void the_page_has_many_examples() throws IOException {
        int inputs = 0;
        for (String block : Pages.blocks(PAGE, "grammar")) {
            inputs += ShellRun.inputs(block.lines().toList()).size();
        }
        assertThat(inputs).isGreaterThanOrEqualTo(100);
    }
}
