package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** What is typed while a command runs: the next prompt has it, and no question takes it for its answer. */
@OnServers
final class TypeAheadTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();
    private static final String SERVER = SANDBOX.zookeeper().orElseThrow().split(",", 2)[0];
    private static final String ZOOKA =
            "scripts/zooka -z " + SERVER + " -b " + SANDBOX.bootstrap().orElseThrow();

    @TempDir
    Path folder;

    private Tmux terminal;

    @BeforeEach
    void open() {
        terminal = Tmux.open(folder, 110, 24);
        terminal.line("cd " + Program.HOME + "; clear");
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private void prompt() {
        terminal.line(ZOOKA);
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
        terminal.clear();
    }

    /** Waits until the terminal gathers lines, as while a command runs, or gives keys one by one. */
    private void awaitMode(String mode) {
        terminal.await(mode, screen -> modes().equals(mode));
    }

    private String modes() {
        try {
            Process stty = new ProcessBuilder(
                            "sh", "-c", "stty -F " + terminal.state("#{pane_tty}") + " -a | grep -oE -- '-?icanon'")
                    .start();
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_command_that_goes_on_and_ends_by_itself_leaves_what_was_typed() {
        prompt();
        terminal.line("tail audit.log -f --from end --count 3");
        terminal.await("press q to quit");
        awaitMode("-icanon");
        terminal.keys("Enter", "Enter", "pwd", "Enter", "stat /dé");
        terminal.await(
                "the answer, one prompt more, and the rest",
                screen -> screen.matches("(?s).*:/> pwd\\n/\\n[^\\n]*:/> stat /dé") && prompts(screen) == 3);
    }

    private static int prompts(String screen) {
        return screen.split(":/>", -1).length - 1;
    }

    @Test
    void what_is_typed_before_ctrl_c_goes_with_it_and_what_is_typed_after_it_stays() {
        prompt();
        for (String command : new String[] {"watch /demo", "wait /nosuch exists --timeout 1m"}) {
            terminal.line(command);
            if (command.startsWith("watch")) {
                terminal.await("press q to quit");
                awaitMode("-icanon");
            } else {
                awaitMode("icanon");
            }
            terminal.keys("nonsense", "C-c", "pwd", "Enter", "stat /d");
            terminal.await(
                    "the answer and the rest",
                    screen -> screen.contains(":/> pwd\n/\n") && screen.endsWith(":/> stat /d"));
            terminal.keys("C-u");
            terminal.clear();
        }
    }

    @Test
    void a_question_at_the_prompt_is_answered_by_what_is_typed_after_it() {
        prompt();
        terminal.line("create -p /type-ahead/a");
        terminal.await("created /type-ahead/a");
        terminal.line("wait /nosuch exists --timeout 2s || deleteall /type-ahead");
        awaitMode("icanon");
        terminal.keys("type-ahead", "Enter", "pwd", "Enter", "nothing");
        terminal.await("the question", screen -> screen.endsWith("type 'type-ahead' to confirm:"));
        terminal.line("no");
        terminal.await("not confirmed; nothing was changed");
        terminal.await(
                "what was typed",
                screen -> screen.contains(":/> type-ahead\nerror: ")
                        && screen.contains(":/> pwd\n/\n")
                        && screen.endsWith(":/> nothing"));
        terminal.keys("C-u");
        terminal.clear();
        terminal.line("deleteall /type-ahead");
        terminal.await("the question", screen -> screen.endsWith("type 'type-ahead' to confirm:"));
        terminal.line("type-ahead");
        terminal.await("deleted 2 znodes");
    }

    @Test
    void a_question_of_one_command_is_answered_by_what_is_typed_after_it() {
        for (boolean atOnce : new boolean[] {true, false}) {
            Program.with("-z", SERVER).run("create", "/type-ahead-once");
            terminal.clear();
            terminal.line(ZOOKA + " -e 'wait /nosuch exists --timeout 3s || deleteall /type-ahead-once'");
            if (!atOnce) {
                // The shell takes keys one by one; while a command runs, the terminal makes lines of them.
                awaitMode("icanon");
            }
            terminal.keys("type-ahead-once", "Enter", "type");
            terminal.await("the question", screen -> screen.endsWith("type 'type-ahead-once' to confirm:"));
            // An answer that it had already would delete right behind the question, before this has started.
            assertThat(Program.with("-z", SERVER)
                            .run("stat", "/type-ahead-once")
                            .code())
                    .isZero();
            assertThat(terminal.screen()).endsWith("type 'type-ahead-once' to confirm:");
            terminal.line("type-ahead-once");
            terminal.await("deleted 1 znode");
        }
    }
}
