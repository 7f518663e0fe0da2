package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** What a shell and a terminal expect of a program: Ctrl-Z, signals, and what a terminal is. */
@OnServers
final class JobControlTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();
    private static final String ZOOKA =
            "scripts/zooka -z " + SANDBOX.zookeeper().orElseThrow().split(",", 2)[0];

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

    private void prompt(String command) {
        terminal.line(command);
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
    }

    /** Ctrl-Z, a command of the shell's meanwhile, and back again. */
    private void suspended() {
        terminal.keys("C-z");
        terminal.await("Stopped");
        terminal.afresh("stty -a | grep -o ' icanon'");
        terminal.await("a line discipline as before", screen -> screen.contains(" icanon\n"));
        assertThat(terminal.state("#{alternate_on} #{keypad_cursor_flag} #{keypad_flag}"))
                .isEqualTo("0 0 0");
        terminal.foreground();
    }

    @Test
    void a_prompt_is_suspended_with_the_line_that_is_being_typed() {
        prompt(ZOOKA);
        terminal.keys("ls /de");
        terminal.await("/> ls /de");
        suspended();
        terminal.await("the line again", screen -> screen.endsWith("/> ls /de"));
        terminal.keys("mo", "Enter");
        terminal.await("app      jobs     old      workers");
    }

    @Test
    void a_command_that_goes_on_is_suspended_at_the_prompt_and_alone() {
        prompt(ZOOKA);
        terminal.line("watch /demo");
        terminal.await("watching /demo and its descendants\npress q to quit");
        suspended();
        terminal.keys("C-c");
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
        terminal.line("quit");
        terminal.await("ready>", screen -> screen.endsWith("ready>"));
        terminal.afresh("" + ZOOKA + " watch /demo");
        terminal.await("watching /demo and its descendants\npress q to quit");
        suspended();
        terminal.keys("C-c");
        terminal.await("ready>", screen -> screen.endsWith("ready>"));
    }

    @Test
    void a_full_screen_is_suspended_and_drawn_again() {
        terminal.line(ZOOKA + " watch ls /demo");
        terminal.await("workers");
        suspended();
        terminal.await("workers");
        assertThat(terminal.state("#{alternate_on}")).isEqualTo("1");
        terminal.keys("q");
        terminal.await("ready>", screen -> screen.endsWith("ready>"));
        assertThat(terminal.state("#{alternate_on}")).isEqualTo("0");
    }

    @Test
    void killed_at_the_prompt_it_leaves_the_keys_as_they_were() {
        for (String signal : new String[] {"TERM", "HUP"}) {
            terminal.clear();
            prompt("sh -c 'echo $$ > " + folder + "/pid; exec " + ZOOKA + "'");
            assertThat(terminal.state("#{keypad_cursor_flag} #{keypad_flag}")).isEqualTo("1 1");
            kill(signal);
            terminal.await("ready>", screen -> screen.endsWith("ready>"));
            assertThat(terminal.state("#{keypad_cursor_flag} #{keypad_flag}")).isEqualTo("0 0");
        }
    }

    private void kill(String signal) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " $(cat " + folder + "/pid)").start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ctrl_c_ends_no_shell_on_a_terminal_that_knows_nothing() {
        prompt("TERM=dumb " + ZOOKA);
        terminal.keys("nonsense", "C-c");
        terminal.await("prompt", screen -> screen.endsWith("^C\n" + prompt() + ":/>"));
        terminal.line("pwd");
        terminal.await("the answer", screen -> screen.contains("\n/\n"));
    }

    private static String prompt() {
        return SANDBOX.zookeeper().orElseThrow().split(",", 2)[0];
    }

    @Test
    void a_terminal_is_one_whatever_the_system_calls_it() throws Exception {
        boolean root = new ProcessBuilder("unshare", "-m", "sh", "-c", "umount -l /dev/pts")
                        .start()
                        .waitFor()
                == 0;
        Assumptions.assumeTrue(root, "needs a mount namespace of its own");
        prompt("unshare -m sh -c 'umount -l /dev/pts; exec " + ZOOKA + "'");
    }

    @Test
    void what_has_no_end_of_line_is_not_overwritten_by_the_prompt() {
        prompt(ZOOKA + " -b " + SANDBOX.bootstrap().orElseThrow());
        terminal.line("get -o raw /controller_epoch");
        terminal.await("the value", screen -> screen.matches("(?s).*\\n\\d+~\\s*\\n[^\\n]*:/>"));
        terminal.clear();
        terminal.line("tail audit.log -n 1 --format 'value<%s>'");
        terminal.await("the record", screen -> screen.contains(">~") && screen.contains("value<"));
    }

    @Test
    void a_person_reads_the_time_of_the_place() {
        terminal.line("TZ=Asia/Tokyo " + ZOOKA + " -o table stat /demo");
        terminal.await("+09:00");
        terminal.afresh("TZ=Asia/Tokyo " + ZOOKA + " stat /demo | cat");
        terminal.await("the time of all places", screen -> screen.matches("(?s).*ctime\\s+\\S+Z\\s.*"));
    }
}
