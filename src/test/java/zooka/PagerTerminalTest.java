package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Tmux;

/** Answers that are longer than the screen, and output without a newline at its end. No server is asked. */
@OnServers
final class PagerTerminalTest {

    @TempDir
    Path folder;

    private Tmux terminal;

    @BeforeEach
    void open() {
        terminal = Tmux.open(folder, 100, 24);
        terminal.line("cd " + Program.HOME + "; unset PAGER ZOOKA_PAGER LESS");
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private void prompt(String environment) {
        terminal.line(environment + " scripts/zooka -z 127.0.0.1:1");
        awaitPrompt();
    }

    private void awaitPrompt() {
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
    }

    /** The terminal is the prompt's again. */
    private void awaitWorkingPrompt() {
        awaitPrompt();
        assertThat(terminal.state("#{alternate_on}")).isEqualTo("0");
        terminal.clear();
        terminal.line("pwd");
        terminal.await("the place", screen -> screen.endsWith("pwd\n/\n127.0.0.1:1:/>") || screen.contains("\n/\n"));
    }

    @Test
    void a_long_answer_is_read_page_by_page_at_the_prompt() {
        prompt("");
        terminal.line("help");
        terminal.await("the pager", screen -> screen.endsWith("h: help, q: quit"));
        String first = terminal.screen().lines().findFirst().orElseThrow();
        terminal.keys("Space");
        terminal.await("the next page", screen -> screen.endsWith("\n:"));
        assertThat(terminal.screen().lines().findFirst()).hasValue(first);
        terminal.keys("C-z");
        terminal.await("Stopped");
        assertThat(terminal.state("#{alternate_on}")).isEqualTo("0");
        terminal.foreground();
        terminal.await("the pager again", screen -> screen.startsWith(first));
        terminal.keys("q");
        awaitWorkingPrompt();

        terminal.line("help");
        terminal.await("the pager", screen -> screen.endsWith("h: help, q: quit"));
        terminal.keys("C-c");
        awaitWorkingPrompt();
    }

    @Test
    void a_long_answer_goes_to_the_pager_of_the_user() {
        prompt("PAGER=less");
        terminal.line("help");
        terminal.await("less", screen -> screen.endsWith("\n:"));
        terminal.keys("C-z");
        terminal.await("Stopped");
        terminal.foreground();
        terminal.await("less again", screen -> screen.endsWith("\n:"));
        terminal.keys("C-c");
        terminal.keys("q");
        awaitWorkingPrompt();
        terminal.line("quit");
        terminal.await("ready>");
        terminal.afresh("PAGER='sed s/^/paged:/' scripts/zooka help; stty -a | grep -o ' icanon'");
        terminal.await("the end", screen -> screen.contains("paged:") && screen.contains(" icanon"));
        terminal.afresh("ZOOKA_PAGER= scripts/zooka help");
        terminal.await("the end", screen -> screen.endsWith("ready>") && !screen.contains("paged:"));
    }

    @Test
    void one_command_has_the_pager_too() {
        terminal.afresh("scripts/zooka help");
        terminal.await("the pager", screen -> screen.endsWith("h: help, q: quit"));
        terminal.keys("q");
        terminal.await("ready>");
        terminal.afresh("stty -a | grep -o ' icanon'");
        terminal.await("a line discipline as before", screen -> screen.contains(" icanon\n"));
    }

    @Test
    void output_without_a_newline_stays_on_the_screen() {
        prompt("");
        terminal.line("pwd | printf no-newline");
        terminal.await("the output above the prompt", screen -> screen.matches("(?s).*\nno-newline\\S?\n\\S*:/>"));
    }
}
