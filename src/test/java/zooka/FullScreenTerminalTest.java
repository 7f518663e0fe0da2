package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** What others write to the terminal while a full-screen view has it: nothing is painted over, and little is lost. */
@OnServers
final class FullScreenTerminalTest {

    private static final String SERVER =
            Sandboxes.zookeeper().zookeeper().orElseThrow().split(",", 2)[0];

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

    private void start(String words) {
        terminal.line("clear; sh -c 'echo $$ > " + folder + "/pid; ZOOKA_JAVA_OPTS=-Xlog:safepoint:file=" + folder
                + "/safepoints exec scripts/zooka -z " + SERVER + " " + words + "'");
    }

    /** Asks the JVM for its threads, and waits until it has written them and the screen shows what came after. */
    private void dump() throws Exception {
        new ProcessBuilder(
                        "kill", "-QUIT", Files.readString(folder.resolve("pid")).strip())
                .start()
                .waitFor();
        terminal.await("the JVM's threads to be written", screen -> dumped());
        terminal.keys("p");
        assertThat(terminal.await("paused")).contains("workers", "q quit").doesNotContain("thread dump", "daemon");
    }

    private boolean dumped() {
        try (Stream<String> lines = Files.lines(folder.resolve("safepoints"))) {
            return lines.anyMatch(line -> line.contains("PrintThreads"));
        } catch (IOException e) {
            return false;
        }
    }

    private void prompt() {
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
    }

    @Test
    void a_thread_dump_of_the_jvm() throws Exception {
        start("watch ls /demo");
        terminal.await("workers");
        dump();
        terminal.keys("q");
        terminal.await("ready>", screen -> screen.endsWith("ready>"));
    }

    @Test
    void a_thread_dump_below_the_prompt_whose_errors_and_programs_are_seen_again() throws Exception {
        start("");
        prompt();
        terminal.line("watch ls /demo");
        terminal.await("workers");
        dump();
        terminal.keys("q");
        prompt();
        terminal.line("get /nosuch");
        terminal.await("error: no znode /nosuch");
        terminal.line("ls / | cat - /no/such/file");
        terminal.await("cat: /no/such/file");
    }

    @Test
    void a_thread_dump_goes_where_stderr_goes() throws Exception {
        start("watch ls /demo 2>" + folder + "/errors");
        terminal.await("workers");
        dump();
        assertThat(folder.resolve("errors")).content().contains("Full thread dump");
    }

    @Test
    void logs_of_the_clients_are_shown_after_it() {
        start("--debug watch ls /demo");
        assertThat(terminal.await("workers")).contains("q quit").doesNotContain("DEBUG");
        terminal.keys("q");
        terminal.await("the logs", screen -> screen.contains(" DEBUG ") && screen.endsWith("ready>"));
    }

    @Test
    void events_of_a_watch_are_shown_after_it() {
        start("");
        prompt();
        terminal.line("create /full-screen");
        terminal.line("ls -w /full-screen");
        terminal.line("watch -i 200ms ls /full-screen");
        terminal.await("q quit");
        // A client hears of a change before it sees it.
        Program.with("-z", SERVER).run("create", "/full-screen/came");
        assertThat(terminal.await("came")).contains("q quit").doesNotContain("event:");
        terminal.keys("q");
        terminal.await("the event", screen -> screen.contains("event: ") && screen.endsWith(":/>"));
        terminal.line("deleteall -y /full-screen");
        terminal.await("deleted 2 znodes");
    }
}
