package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.file.RecordingWriter;
import zooka.shell.leaders.Maps;
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
        terminal.afresh("sh -c 'echo $$ > " + folder + "/pid; ZOOKA_JAVA_OPTS=-Xlog:safepoint:file=" + folder
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

    private void kill(String signal) throws Exception {
        String pid = Files.readString(folder.resolve("pid")).strip();
        new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
        terminal.await("the shell", screen -> screen.endsWith("ready>"));
    }

    /** A view, a word that it shows when it knows something, what is typed in it, and the signal that ends it. */
    private record Killed(String words, String word, String line, String signal) {}

    @Test
    void a_view_begins_without_a_size_goes_through_many_and_leaves_the_terminal_as_it_was() throws Exception {
        // All but the third: the line editor's library forgets the speed of the line.
        String modes = "stty -g | cut -d : -f 1,2,4-";
        terminal.line(modes + " > " + folder + "/stty");
        for (Killed one : List.of(
                new Killed("leaders", "LEADER OF EACH", "", "TERM"),
                new Killed("watch status", "healthy", "", "HUP"),
                new Killed("watch groups", "STATE", "", "TERM"),
                new Killed("watch brokers", "online", "", "HUP"),
                new Killed("browse /demo", "znodes shown", "", "TERM"),
                new Killed("failover replay " + recording(), "replay", "", "HUP"),
                new Killed("watch ls /demo", "workers", ":watch /demo", "HUP"))) {
            terminal.line("stty rows 0 cols 0");
            start(one.words());
            terminal.await(one.words(), screen -> screen.contains(one.word()) && screen.contains("q quit"));
            for (int i = 0; i < 10; i++) {
                terminal.resize(60 + i * 7 % 50, 8 + i * 5 % 17);
            }
            terminal.resize(110, 24);
            terminal.await(
                    "the last size of " + one.words(),
                    screen -> screen.contains(one.word())
                            && screen.lines().anyMatch("─".repeat(110)::equals)
                            && screen.lines().skip(23).findFirst().orElse("").endsWith("q quit"));
            if (!one.line().isEmpty()) {
                terminal.line(one.line());
                terminal.await("press q to quit");
            }
            kill(one.signal());
            assertThat(terminal.state("#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag}"))
                    .as(one.words())
                    .isEqualTo("0 1 0 0");
            terminal.afresh("" + modes + "; cat " + folder + "/stty; " + modes + " | cmp - " + folder
                    + "/stty && echo as before");
            terminal.await("the modes from before", screen -> screen.endsWith("as before\nready>"));
        }
    }

    private Path recording() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordingWriter writer = new RecordingWriter(bytes, "prod");
        Point first = new Point(Maps.well().first().state(), List.of());
        writer.point(first);
        writer.end(first.at().plusSeconds(10), RecordingWriter.End.TIMEOUT);
        return Files.write(folder.resolve("seen.jsonl"), bytes.toByteArray());
    }

    /** Waits until a command in a view has ended. */
    private String awaitEnd() {
        return terminal.await("press any key to return", screen -> screen.endsWith("press any key to return"));
    }

    @Test
    void a_command_in_a_view_runs_as_at_the_prompt_and_the_view_comes_back() {
        for (boolean prompt : new boolean[] {false, true}) {
            start(prompt ? "" : "watch ls /demo");
            if (prompt) {
                prompt();
                terminal.line("watch ls /demo");
            }
            terminal.await("q quit");
            terminal.line(":create -p /from-a-view/a; get /nosuch");
            String ran = awaitEnd();
            assertThat(ran)
                    .contains(":create -p /from-a-view/a", "created /from-a-view/a", "error: no znode /nosuch")
                    .doesNotContain("q quit");
            assertThat(terminal.state("#{alternate_on}")).isEqualTo("0");
            terminal.keys("x");
            terminal.await("q quit");

            terminal.line(":deleteall /from-a-view");
            terminal.await("to confirm");
            terminal.line("from-a-view");
            assertThat(awaitEnd()).contains("deleted 2 znodes");
            terminal.keys("Space");
            terminal.await("q quit");

            terminal.line(":connect localhost:1");
            terminal.await("error: connect is not supported in a full-screen view");
            awaitEnd();
            terminal.keys("Space");
            terminal.await("q quit");

            terminal.line(":watch /demo");
            terminal.await("press q to quit");
            terminal.keys("C-c"); // ends the command and not the view
            terminal.await("^C");
            awaitEnd();
            terminal.keys("Space");
            terminal.await("q quit");

            terminal.line(":watch pwd");
            terminal.await("a view within", screen -> screen.contains("\n/\n") && screen.contains("q quit"));
            terminal.keys("q");
            terminal.await("workers", screen -> screen.contains("workers") && screen.contains("q quit"));

            terminal.line(":quit");
            terminal.await("the shell", screen -> screen.endsWith("ready>"));
        }
    }

    @Test
    void sizes_that_change_quickly() {
        start("watch ls /demo");
        terminal.await("q quit");
        for (int i = 0; i < 20; i++) {
            terminal.resize(60 + i % 7, 8 + i % 9);
        }
        terminal.resize(100, 12);
        terminal.await(
                "the last size",
                screen -> screen.contains("workers")
                        && screen.lines().count() == 12
                        && screen.lines().skip(1).findFirst().orElse("").equals("─".repeat(100)));
        terminal.keys("q");
        terminal.await("the shell", screen -> screen.endsWith("ready>"));
    }

    @Test
    void a_znode_is_deleted_in_its_tree_after_a_confirmation() {
        Program.with("-z", SERVER).run("create", "/browsed", "root");
        Program.with("-z", SERVER).run("create", "/browsed/one", "first");
        Program.with("-z", SERVER).run("create", "/browsed/two", "second");
        start("browse /browsed");
        terminal.await("3 znodes shown");
        terminal.keys("j");
        terminal.await("first");
        terminal.keys("d");
        terminal.await("type 'yes' to confirm");
        terminal.line("yes");
        terminal.await("press any key");
        terminal.keys(" ");
        terminal.await(
                "the neighbour", screen -> screen.contains("second") && screen.contains("deleted  /browsed/one"));
        terminal.keys("q");
        terminal.await("ready>", screen -> screen.endsWith("ready>"));
        Program.with("-z", SERVER).run("deleteall", "-y", "/browsed");
    }
}
