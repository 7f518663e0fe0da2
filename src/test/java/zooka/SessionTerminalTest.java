package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** What the prompt does about the session: events above it, secrets, the history, other ensembles. */
@OnServers
final class SessionTerminalTest {

    private static final String ZOOKEEPER =
            Sandboxes.zookeeper().zookeeper().orElseThrow().split(",", 2)[0];

    @TempDir
    Path folder;

    private Tmux terminal;

    @BeforeEach
    void start() {
        terminal = Tmux.open(folder, 100, 24);
        terminal.line("cd " + Program.HOME + " && scripts/zooka -z " + ZOOKEEPER);
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
    }

    @AfterEach
    void close() {
        zooka().run("deleteall", "-y", "/session-terminal-test");
        terminal.close();
    }

    private static Program zooka() {
        return Program.with("-z", ZOOKEEPER);
    }

    @Test
    void events_appear_above_the_line_that_is_being_typed() {
        terminal.line("addWatch /session-terminal-test");
        terminal.await("watching /session-terminal-test and its descendants");
        terminal.keys("get /dem");
        terminal.await("get /dem");
        zooka().run("create", "/session-terminal-test", "v1");
        terminal.await("created /session-terminal-test v1");
        terminal.keys("o/app/motd", "Enter");
        terminal.await("名前");
        terminal.line("printwatches off");
        terminal.await("printwatches is off");
    }

    @Test
    void a_password_is_neither_shown_nor_kept() throws IOException {
        terminal.line("addauth digest");
        terminal.await("credentials for digest:");
        terminal.line("joe:secret1");
        terminal.await("authenticated with scheme digest");
        terminal.line("addauth digest jane:secret2");
        terminal.line("whoami");
        terminal.await("the table", screen -> screen.contains("digest  jane") && screen.contains("digest  joe"));
        terminal.line("history");
        terminal.await("3  history");
        terminal.line("quit");
        terminal.await("ready>", screen -> screen.endsWith("ready>"));
        assertThat(Files.readString(folder.resolve("state/zooka/history")))
                .contains("addauth digest\n", "whoami")
                .doesNotContain("secret1", "secret2");
        assertThat(terminal.screen()).doesNotContain("secret1");
    }

    @Test
    void a_line_is_run_again_and_another_ensemble_spoken_to_without_leaving() {
        terminal.line("ls /demo");
        terminal.await("app      jobs     old      workers");
        terminal.clear();
        terminal.line("redo 1");
        terminal.await("app      jobs     old      workers");
        terminal.line("close");
        terminal.line("pwd; ls");
        terminal.await("error: not connected");
        terminal.clear();
        terminal.line("connect " + ZOOKEEPER + "/demo");
        terminal.await("prompt", screen -> screen.endsWith("/demo:/>"));
        terminal.line("ls");
        terminal.await("app      jobs     old      workers");
        terminal.line("connect 127.0.0.1:1");
        terminal.await("no ZooKeeper server answers");
        terminal.await("prompt", screen -> screen.endsWith("/demo:/>"));
    }
}
