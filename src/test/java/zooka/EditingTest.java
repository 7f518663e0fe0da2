package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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

/** The keys of the prompt on a real terminal, in the states in which a person presses them. */
@OnServers
final class EditingTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();
    private static final String SERVER = SANDBOX.zookeeper().orElseThrow().split(",", 2)[0];
    private static final String ZOOKA =
            "scripts/zooka -z " + SERVER + " -b " + SANDBOX.bootstrap().orElseThrow();

    @TempDir
    Path folder;

    private Tmux terminal;

    @BeforeEach
    void open() {
        terminal = Tmux.open(folder, 110, 30);
        terminal.line("cd " + Program.HOME + "; export HOME=" + folder + "; clear");
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private void prompt(Tmux on, String command) {
        on.line(command);
        on.await("prompt", screen -> screen.endsWith(":/>"));
        on.clear();
    }

    private void awaitLine(String end) {
        terminal.await("a line that ends with " + end, screen -> screen.endsWith(end));
    }

    @Test
    void what_was_entered_is_suggested_searched_and_shared() throws IOException {
        prompt(terminal, ZOOKA);
        terminal.line("ls /demo");
        terminal.await("workers");
        terminal.line("get /demo/app/motd");
        terminal.await("名前");
        terminal.clear();

        terminal.keys("ls /d");
        awaitLine(":/> ls /demo");
        assertThat(terminal.styled()).containsPattern("\u001b\\[([0-9;]*;)?2m");
        terminal.keys("End", "Enter");
        terminal.await("workers");
        terminal.clear();

        terminal.keys("C-r");
        terminal.await("search:\n  ls /demo\n  get /demo/app/motd");
        terminal.keys("motd");
        terminal.await(":/> get /demo/app/motd\nsearch: motd\n> get /demo/app/motd");
        terminal.keys("Right"); // takes the line
        awaitLine(":/> get /demo/app/motd");
        terminal.keys("C-u");

        Path beside = Files.createDirectory(folder.resolve("beside"));
        try (Tmux other = Tmux.open(beside, 110, 30)) {
            other.line("cd " + Program.HOME + "; export XDG_STATE_HOME=" + folder.resolve("state"));
            prompt(other, ZOOKA);
            other.line("stat /demo/jobs");
            other.await("ctime");
        }
        terminal.clear();
        terminal.keys("Enter", "Up");
        awaitLine(":/> stat /demo/jobs");
        terminal.keys("C-u");
        terminal.line("quit");
        terminal.await("ready>");

        terminal.clear();
        prompt(terminal, "NO_COLOR=1 " + ZOOKA);
        terminal.keys("ls /d");
        awaitLine(":/> ls /d");
    }

    @Test
    void unfinished_and_pasted_lines_wait_for_enter() {
        prompt(terminal, ZOOKA);
        terminal.keys("get '/demo", "Enter");
        terminal.await("the second line", screen -> screen.matches("(?s).*:/> get '/demo\\n +>"));
        terminal.keys("C-c");
        awaitLine(":/>");
        terminal.clear();

        terminal.paste("pwd\nls /demo\n");
        terminal.await("the lines", screen -> screen.matches("(?s)[^\\n]*:/> pwd\\n +> ls /demo\\n +>"));
        terminal.keys("Enter");
        terminal.await("the answers", screen -> screen.contains("\n/\n") && screen.contains("workers"));
    }

    @Test
    void an_editor_of_ones_own_and_the_keys_of_ones_own() throws IOException {
        Path inputrc = folder.resolve(".inputrc");
        Files.writeString(inputrc, "\"\\C-t\": \"stat /demo\"\n$else\n");
        terminal.line("EDITOR='f() { echo edit?; read x; sed -i s/nosuch/demo/ $1; }; f' " + ZOOKA);
        terminal.await("warning: cannot apply all of " + inputrc);
        awaitLine(":/>");
        terminal.clear();
        terminal.keys("C-t");
        awaitLine(":/> stat /demo");
        terminal.keys("C-u");

        terminal.keys("ls /nosuch", "C-x", "C-e");
        awaitLine("edit?");
        suspended();
        terminal.keys("Enter");
        awaitLine(":/> ls /demo");
        terminal.keys("Enter");
        terminal.await("workers");
        terminal.line("set keys vi");
        awaitLine(":/>");
        terminal.clear();
        terminal.keys("xpwd", "Escape", "0", "x", "Enter");
        terminal.await("the answer", screen -> screen.contains(":/> pwd\n/\n"));
    }

    @Test
    void words_are_moved_over_deleted_and_inserted_and_variables_complete() {
        prompt(terminal, ZOOKA);
        terminal.keys("ls /one /two", "M-b", "M-b", "C-k");
        awaitLine(":/> ls");
        terminal.keys("C-y");
        awaitLine(":/> ls /one /two");
        terminal.keys("C-a", "M-f", "M-d");
        awaitLine(":/> ls  /two");
        terminal.keys("C-_");
        awaitLine(":/> ls /one /two");
        terminal.keys("C-e", "C-t");
        awaitLine(":/> ls /one /tow");
        terminal.keys("C-v", "C-g", "x"); // nothing is in a line that cannot be seen
        awaitLine(":/> ls /one /towx");
        terminal.keys("C-v", "Tab", "y");
        terminal.await("the tab", screen -> screen.matches("(?s).*:/> ls /one /towx {1,8}y"));
        terminal.keys("C-u");
        terminal.line("motd = /demo/app/motd");
        awaitLine(":/>");
        terminal.clear();
        terminal.keys("get $mo", "Tab");
        awaitLine(":/> get $motd");
        terminal.keys("Enter");
        terminal.await("名前");
    }

    /** Ctrl-Z, a command of the shell's meanwhile, and back again. */
    private void suspended() {
        terminal.keys("C-z");
        terminal.await("Stopped");
        terminal.afresh("stty -a | grep -o ' icanon'");
        terminal.await("a line discipline as before", screen -> screen.contains(" icanon\n"));
        terminal.foreground();
    }

    @Test
    void a_menu_a_search_and_a_question_are_suspended_and_gone_on_with() {
        prompt(terminal, ZOOKA);
        terminal.line("create -p /editing/a");
        terminal.await("created /editing/a");
        terminal.clear();
        terminal.keys("topic desc", "Tab");
        awaitLine(":/> topic describe");
        terminal.keys("C-u");
        terminal.keys("topic ", "Tab");
        terminal.await("the list", screen -> screen.matches("(?s).*\\nalter +change .*\\ndescribe +show .*"));
        assertThat(terminal.styled()).containsPattern("\u001b\\[([0-9;]*;)?2m *change");
        suspended();
        terminal.await("the list again", screen -> screen.matches("(?s).*:/> topic\\nalter .*\\ndescribe +show .*"));
        terminal.keys("Tab");
        terminal.await(":/> topic alter\n");
        terminal.keys("C-c");
        awaitLine(":/>");
        terminal.clear();

        terminal.keys("C-r");
        terminal.await("search:");
        suspended();
        terminal.await("search:");
        terminal.keys("C-g");
        awaitLine(":/>");
        terminal.clear();

        terminal.line("deleteall /editing");
        awaitLine("type 'editing' to confirm:");
        terminal.keys("edi");
        awaitLine("type 'editing' to confirm: edi"); // Ctrl-Z would drop what has not been read
        suspended();
        awaitLine("type 'editing' to confirm: edi");
        terminal.line("ting");
        terminal.await("deleted 2 znodes");
    }

    @Test
    void the_prompt_says_what_is_out_of_the_ordinary() {
        prompt(terminal, ZOOKA + " --read-only");
        assertThat(terminal.screen()).isEqualTo("read-only " + SERVER + ":/>");
        terminal.line("get /nosuch");
        awaitLine("3 read-only " + SERVER + ":/>");
        terminal.line("pwd");
        awaitLine("\nread-only " + SERVER + ":/>");
        terminal.line("close");
        awaitLine("\nread-only disconnected " + SERVER + ":/>");
        terminal.line("set prompt '%? %p%%> '");
        awaitLine("\n0 /%>");
        terminal.line("set prompt %x");
        terminal.await("error: invalid prompt: unknown escape '%x'");
        awaitLine("\n2 /%>");
    }

    @Test
    void a_terminal_that_knows_nothing_clears_the_line() {
        terminal.line("TERM=dumb " + ZOOKA);
        awaitLine(":/>");
        terminal.keys("nonsense", "C-c");
        awaitLine("^C\n" + SERVER + ":/>");
        terminal.keys("Enter");
        terminal.await("an empty line", screen -> screen.endsWith("^C\n" + SERVER + ":/>\n\n" + SERVER + ":/>"));
        assertThat(terminal.screen()).doesNotContain("unknown command");
    }
}
