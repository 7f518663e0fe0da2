package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** What only a terminal shows: the prompt and its keys. */
@OnServers
final class TerminalTest {

    @TempDir
    Path folder;

    private Tmux terminal;

    @BeforeEach
    void open() {
        terminal = Tmux.open(folder, 100, 30);
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private void start(Sandbox sandbox) {
        terminal.line("cd " + Program.HOME + " && scripts/zooka"
                + sandbox.zookeeper().map(z -> " -z " + z).orElse("")
                + sandbox.bootstrap().map(b -> " -b " + b).orElse(""));
        terminal.await("type help, or press TAB");
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
    }

    @Test
    void the_prompt_reads_completes_and_runs() throws Exception {
        start(Sandboxes.zookeeper());
        terminal.line("cd /demo");
        terminal.await("prompt", screen -> screen.endsWith(":/demo>"));
        terminal.line("ls");
        terminal.await("app      jobs     old      workers");
        terminal.clear();

        // A znode, by TAB: the first may come before the server has answered, so it is pressed until it is there.
        terminal.keys("get app/mo");
        awaitCompletion("get app/motd");
        terminal.keys("Enter");
        terminal.await("名前");
        terminal.clear();

        terminal.keys("topic describe cli");
        awaitCompletion("topic describe clicks");
        terminal.keys("C-u");
        terminal.keys("group lag log-p");
        awaitCompletion("group lag log-parser");
        terminal.keys("C-u");
        terminal.keys("partition list --offl");
        awaitCompletion("partition list --offline");
        terminal.keys("C-u");
        terminal.clear();

        terminal.line("get nosuch");
        terminal.await("error: no znode /demo/nosuch");
        terminal.await("hint: ls /demo");

        terminal.line("ls | tr a-z A-Z > /dev/null; ls app | grep mo | tr a-z A-Z");
        terminal.await("MOTD");

        terminal.line("watch /demo");
        terminal.await("watch /demo");
        terminal.keys("C-c");
        terminal.await("prompt after ^C", screen -> screen.endsWith(":/demo>"));

        terminal.line("watch status");
        terminal.await("the view of status", screen -> screen.contains("live") && screen.contains("z unhealthy"));
        terminal.await("the ensemble", screen -> screen.matches("(?s).*ZooKeeper +\\w+ +\\d of \\d.*"));
        terminal.keys("?");
        terminal.await("data at risk");
        terminal.keys("q");
        terminal.await("no changes since");
        terminal.keys("q");
        terminal.await("prompt after q", screen -> screen.endsWith(":/demo>"));

        terminal.line("quit");
        terminal.await("ready>");
        assertThat(Files.readString(folder.resolve("state/zooka/history"))).contains("get app/motd");
    }

    private void awaitCompletion(String line) {
        terminal.await(line, screen -> {
            if (screen.contains(line)) {
                return true;
            }
            terminal.keys("Tab");
            return false;
        });
    }

    @Test
    void a_value_that_would_command_the_terminal_leaves_it_as_it_was() {
        terminal.resize(100, 90); // all that is printed stays in sight
        start(Sandboxes.zookeeper());
        terminal.line("create /terminal-test x");
        terminal.await("created /terminal-test");
        Program.with("-z", Sandboxes.zookeeper().zookeeper().orElseThrow())
                .stdin("\u001b[2J\u001b]0;x\u0007\u001b[?1049h")
                .run("set", "/terminal-test", "-");
        for (String format : new String[] {"table", "plain", "json", "yaml", "zkcli"}) {
            terminal.line("get -o " + format + " /terminal-test");
            terminal.await(
                    "output of " + format,
                    screen -> screen.contains("-o " + format)
                            && screen.substring(screen.lastIndexOf("-o " + format))
                                    .contains("1049h"));
        }
        assertThat(terminal.screen()).contains("created /terminal-test");
        terminal.line("delete /terminal-test");
        terminal.await("deleted /terminal-test");
    }

    @Test
    void asks_before_it_deletes_many_and_does_what_it_was_told() {
        start(Sandboxes.zookeeper());
        terminal.line("create -p /terminal-ask/a/b");
        terminal.await("created /terminal-ask/a/b");
        terminal.line("deleteall /terminal-ask");
        terminal.await("would delete 3 znodes (0 B): /terminal-ask and its descendants");
        terminal.line("no");
        terminal.await("not confirmed; nothing was changed");
        terminal.clear();
        terminal.line("deleteall /terminal-ask");
        terminal.await("type 'terminal-ask' to confirm");
        terminal.line("terminal-ask");
        terminal.await("deleted 3 znodes");
    }

    @Test
    void compares_what_is_typed_as_it_is() {
        start(Sandboxes.zookeeper());
        terminal.line("create -p '/terminal-blank/a /b'");
        terminal.await("created /terminal-blank/a /b");
        for (String other : List.of("", "a", "a  ")) {
            terminal.clear();
            terminal.line("deleteall '/terminal-blank/a '");
            terminal.await("type 'a ' to confirm");
            terminal.line(other);
            terminal.await("not confirmed; nothing was changed");
        }
        terminal.clear();
        terminal.line("deleteall '/terminal-blank/a '");
        terminal.await("type 'a ' to confirm");
        terminal.line("a ");
        terminal.await("deleted 2 znodes");
        terminal.line("delete /terminal-blank");
        terminal.await("deleted /terminal-blank");
    }

    @Test
    void a_sandbox_of_its_own_ends_with_the_shell() {
        terminal.line("cd " + Program.HOME + " && XDG_RUNTIME_DIR=" + folder + " scripts/zooka --sandbox");
        terminal.await("prompt", screen -> screen.endsWith("sandbox:/>"));
        terminal.line("ls /demo");
        terminal.await("app");
        assertThat(folder.toFile().list((parent, name) -> name.startsWith("zooka-sandbox")))
                .hasSize(1);
        terminal.keys("C-d");
        terminal.await("ready>");
        terminal.await(
                "end of the sandbox",
                screen -> folder.toFile().list((parent, name) -> name.startsWith("zooka-sandbox")).length == 0);
    }
}
