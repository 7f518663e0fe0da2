package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** TAB in the shells of this machine, on a terminal and real servers. */
@OnServers
@RunsInParallel(seconds = 29)
final class ShellCompletionTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();

    /** How a shell of a terminal is replaced by another one, and how that one learns to complete. */
    private static final Map<String, List<String>> SHELLS = Map.of(
            "bash",
            List.of("exec bash --norc --noprofile", "PS1='ready> '; . <(zooka completion bash)"),
            "zsh",
            List.of("exec zsh -f", "PS1='ready> '; autoload -U compinit; compinit -u -D; . <(zooka completion zsh)"),
            "fish",
            List.of(
                    "exec fish --no-config --private",
                    "function fish_prompt; echo -n 'ready> '; end; zooka completion fish | source"));

    /** Looks at the screen from one TAB to the next: an answer may come after the shell has stopped waiting for it. */
    private static final int LOOKS = 40;

    @TempDir
    Path folder;

    private Tmux terminal;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "contexts: {staging: {zookeeper: 'nowhere:2181'}}\n");
        terminal = Tmux.open(folder, 160, 30);
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    /** Those of the three that are installed here. */
    static List<String> shells() {
        return SHELLS.keySet().stream()
                .filter(shell -> Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, shell))))
                .sorted()
                .toList();
    }

    private void start(String shell) {
        terminal.line("cd " + folder + "; export PATH=" + Program.HOME.resolve("scripts") + ":$PATH ZOOKA_ZOOKEEPER="
                + SANDBOX.zookeeper().orElseThrow() + " ZOOKA_BOOTSTRAP="
                + SANDBOX.bootstrap().orElseThrow() + " ZOOKA_CONFIG=" + folder.resolve("config.yaml"));
        terminal.line(SHELLS.get(shell).get(0));
        terminal.await(
                shell, screen -> terminal.state("#{pane_current_command}").equals(shell));
        terminal.line(SHELLS.get(shell).get(1));
        terminal.line("clear; echo begun");
        terminal.await("prompt of " + shell, screen -> screen.startsWith("begun") && screen.endsWith("ready>"));
    }

    private void completes(String typed, String completed) {
        terminal.keys(typed);
        tab(completed);
        terminal.keys("C-u");
        terminal.clear();
    }

    /** Presses TAB until a text is there. */
    private void tab(String text) {
        int[] looks = {0};
        terminal.await("'" + text + "' by TAB", screen -> {
            if (screen.contains(text)) {
                return true;
            }
            if (looks[0]++ % LOOKS == 0) {
                terminal.keys("Tab");
            }
            return false;
        });
    }

    @ParameterizedTest
    @MethodSource("shells")
    void names_of_the_cluster_are_completed(String shell) {
        start(shell);
        completes("zooka topic describe or", "zooka topic describe orders");
        completes("zooka get /bro", "zooka get /brokers");
        completes("zooka -c ", "zooka -c staging");
        completes("zooka -o json partition list --off", "zooka -o json partition list --offline");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void a_name_that_would_command_the_shell_is_only_a_name(String shell) {
        String parent = "/completion-" + shell;
        String name = "/a $(touch hit) `touch hit` 'b' \"c\" !d \\e;f&g|h*~";
        Program program = Program.with("-z", SANDBOX.zookeeper().orElseThrow());
        assertThat(program.run("create", parent).code()).isZero();
        try {
            assertThat(program.run("create", parent + name, "the value of it").code())
                    .isZero();
            start(shell);
            for (String quote : List.of("", "'", "\"")) {
                terminal.keys("zooka get " + quote + parent + "/a");
                tab("hit");
                // Only some shells close the quote, and some add a blank behind it.
                String typed = terminal.screen().stripTrailing();
                if (!typed.endsWith(quote)) {
                    terminal.keys(quote);
                }
                terminal.keys("Enter");
                terminal.await("the value of it");
                terminal.clear();
            }
            assertThat(folder.resolve("hit")).doesNotExist();
        } finally {
            assertThat(program.run("deleteall", "-y", parent).code()).isZero();
        }
    }

    @Test
    void the_program_answers_with_names_and_nothing_else() {
        Program program = Program.with()
                .environment("ZOOKA_ZOOKEEPER", SANDBOX.zookeeper().orElseThrow())
                .environment("ZOOKA_BOOTSTRAP", "127.0.0.1:1");
        Run silent = program.run("__complete", "zsh", "topic", "describe", "");
        assertThat(silent.out()).isEqualTo("\n");
        assertThat(silent.err()).isEmpty();
        assertThat(silent.code()).isZero();
        Run wrong = program.run("__complete", "bash", "zooka -c nosuch --nosuch topic des");
        assertThat(wrong.out()).isEqualTo("des\ndescribe\tends\tshow the configuration and partitions of topics\n");
        assertThat(wrong.err()).isEmpty();
        Run lost = program.within("sh", "-c", "exec \"$@\" >&-", "sh").run("__complete", "bash", "zooka topic des");
        assertThat(lost.err()).isEmpty();
    }
}
