package zooka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** The key that ends a command that goes on at a terminal, and the terminal afterwards. */
@OnServers
final class LeaveKeyTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();
    private static final String ZOOKEEPER = SANDBOX.zookeeper().orElseThrow();
    private static final String ZOOKA = "scripts/zooka -z " + ZOOKEEPER.split(",", 2)[0] + " -b "
            + SANDBOX.bootstrap().orElseThrow();

    /** Only once keys are read is the line discipline another one. */
    private static final String MODES = "stty -a | grep -oE -- '-?(icanon|echo|isig)( |$)' | tr -d '\\n'";

    private static final String ORDINARY = "isig icanon echo";

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

    /** Starts a command that is followed by its code and by the modes that it left. */
    private void start(String words) {
        terminal.afresh(
                "sh -c 'echo $$ > " + folder + "/pid; exec " + ZOOKA + " " + words + "'; echo code $?; " + MODES);
        terminal.await("press q to quit");
        awaitKeys();
    }

    /** Waits until keys are read one by one. */
    private void awaitKeys() {
        terminal.await("keys that are read", screen -> modes().equals("-icanon"));
    }

    private String modes() {
        return sh("stty -F " + terminal.state("#{pane_tty}") + " -a | grep -oE -- '-?icanon'");
    }

    private static String sh(String line) {
        try {
            Process sh = new ProcessBuilder("sh", "-c", line).start();
            String said = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            sh.waitFor();
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void ended(int code) {
        terminal.await("code " + code + " and the modes", screen -> screen.contains("code " + code + "\n" + ORDINARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch /demo", "tail audit.log -f --format \"<%s>\"", "-e \"watch -o json /demo\""})
    void leaves_a_command_that_goes_on(String words) {
        start(words);
        terminal.keys("x", "Enter", "q");
        ended(0);
    }

    @Test
    void what_is_typed_after_the_key_is_the_shells() {
        start("watch /demo");
        terminal.keys("qpwd", "Enter");
        ended(0);
        terminal.await("the next command", screen -> screen.contains("\n" + Program.HOME));
    }

    @Test
    void a_signal_and_a_command_that_ends_leave_the_modes_as_they_were() throws IOException {
        start("watch /demo");
        terminal.keys("C-c");
        ended(130);
        for (String signal : new String[] {"TERM 143", "HUP 129"}) {
            start("watch /demo");
            sh("kill -" + signal.split(" ", 2)[0] + " " + Files.readString(folder.resolve("pid")));
            ended(Integer.parseInt(signal.split(" ", 2)[1]));
        }
        start("tail audit.log -f --from end --count 8"); // one comes each second
        ended(0);
    }

    @Test
    void the_prompt_has_the_same_key_and_goes_on() {
        terminal.line(ZOOKA);
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
        for (String words : new String[] {"watch /demo", "tail audit.log -f"}) {
            terminal.clear();
            terminal.line(words + " && pwd");
            terminal.await("press q to quit");
            awaitKeys();
            terminal.keys("x", "qstat /demo");
            terminal.await(
                    "the answer and what was typed ahead",
                    screen -> screen.contains("\n/\n") && screen.endsWith(":/> stat /demo"));
            terminal.keys("C-c");
            terminal.await("the next prompt", screen -> screen.endsWith(":/>"));
        }
        terminal.clear();
        terminal.line("watch /demo");
        terminal.await("press q to quit");
        awaitKeys();
        terminal.keys("C-c");
        terminal.await("prompt", screen -> screen.contains("^C\n") && screen.endsWith(":/>"));
        terminal.line("quit");
        terminal.line(MODES);
        terminal.await(ORDINARY);
    }

    @Test
    void a_stdin_that_is_no_terminal_is_not_read() {
        terminal.afresh(
                "printf 'quite\\n' | (" + ZOOKA + " tail audit.log -f --from end --count 1; echo code $?; cat)");
        terminal.await("press Ctrl-C to quit");
        terminal.await("code 0\nquite");
    }

    @Test
    void a_job_in_the_background_leaves_the_terminal_to_the_shell() {
        terminal.afresh("" + ZOOKA + " tail audit.log -f --from end --count 6 &");
        terminal.await("press q to quit");
        terminal.keys("echo q", "ueue; " + MODES.replace("'", "\""), "Enter");
        terminal.await("the shell's answer", screen -> screen.contains("\nqueue\n" + ORDINARY));
        terminal.line("wait; echo done $?");
        terminal.await("done 0");
    }

    @Test
    void a_job_that_comes_back_from_the_background_has_the_key_again() {
        terminal.afresh("" + ZOOKA + " watch /demo; echo code $?");
        terminal.await("press q to quit");
        awaitKeys();
        terminal.keys("C-z");
        terminal.await("Stopped");
        terminal.line("bg; clear; " + MODES);
        terminal.await(ORDINARY);
        terminal.afresh("fg; echo code $?; " + MODES);
        awaitKeys();
        terminal.keys("q");
        ended(0);
    }
}
