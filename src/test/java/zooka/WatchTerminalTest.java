package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** {@code watch COMMAND} as it is used: in a terminal, and by scripts. */
@OnServers
final class WatchTerminalTest {

    private static final String ZOOKEEPER = Sandboxes.zookeeper().zookeeper().orElseThrow();

    @TempDir
    Path folder;

    private Tmux terminal;

    @BeforeEach
    void open() {
        terminal = Tmux.open(folder, 100, 16);
        terminal.line("cd " + Program.HOME + " && clear");
    }

    @AfterEach
    void close() {
        zooka().run("deleteall", "-y", "/watch-test");
        terminal.close();
    }

    private static Program zooka() {
        return Program.with("-z", ZOOKEEPER);
    }

    private void start(String words) {
        terminal.line("scripts/zooka -z " + ZOOKEEPER + " " + words);
    }

    @Test
    void shows_what_changes_and_gives_the_terminal_back() {
        zooka().run("create", "-p", "/watch-test/a");
        start("watch -i 300ms ls /watch-test");
        terminal.await("the answer", screen -> screen.contains("every 300 ms") && screen.contains("\na\n"));
        zooka().run("create", "/watch-test/b");
        terminal.await("a  b");

        terminal.keys("p");
        terminal.await("paused");
        zooka().run("create", "/watch-test/c");
        terminal.keys("r");
        terminal.await("a  b  c"); // also while it is paused
        terminal.await("paused");
        zooka().run("deleteall", "-y", "/watch-test");
        terminal.keys("p");
        terminal.await("error: no znode /watch-test");
        assertThat(terminal.screen()).contains("last response").contains("a  b  c");
        zooka().run("create", "-p", "/watch-test/d");
        terminal.await("the next answer", screen -> screen.contains("\nd\n") && !screen.contains("error:"));

        terminal.resize(60, 10);
        terminal.await("the other size", screen -> screen.lines().count() == 10 && screen.endsWith("q quit"));
        terminal.keys("q");
        terminal.await("the shell", screen -> screen.endsWith("ready>"));
        terminal.line("stty -a | grep -o -- '[-]*icanon'");
        terminal.await("the terminal's mode", screen -> screen.contains("\nicanon"));
    }

    @Test
    void ends_with_control_c_and_when_it_is_killed() {
        start("watch ensemble");
        terminal.await("leader");
        terminal.await("voters in sync");
        terminal.keys("C-c");
        terminal.await("the shell", screen -> screen.endsWith("ready>"));
        terminal.afresh("(scripts/zooka -z " + ZOOKEEPER + " watch pwd; echo code $?)");
        terminal.await("q quit");
        List<ProcessHandle> watching = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .filter(words -> words.contains(ZOOKEEPER) && words.contains("watch") && words.contains("pwd"))
                        .isPresent())
                .toList();
        assertThat(watching).isNotEmpty();
        watching.forEach(ProcessHandle::destroy);
        terminal.await("code 143");
        terminal.await("the shell", screen -> screen.endsWith("ready>"));
    }

    @Test
    void works_at_the_prompt_too() {
        start("");
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
        terminal.line("watch group lag billing");
        terminal.await("LAG");
        terminal.keys("q");
        terminal.await("prompt", screen -> screen.endsWith(":/>"));
        terminal.line("watch -n 2 -i 100ms pwd");
        terminal.await("two answers", screen -> screen.contains("pwd\n/\n/\n"));
    }

    @Test
    void gives_scripts_one_answer_after_the_other() {
        Program.Run json = zooka().run("watch", "-n", "3", "-i", "50ms", "-o", "json", "pwd");
        assertThat(json.code()).isZero();
        assertThat(json.out()).isEqualTo("[{\"path\":\"/\"}]\n".repeat(3));
        assertThat(zooka().run("watch", "-n", "2", "-i", "50ms", "-o", "yaml", "pwd")
                        .out())
                .isEqualTo("---\n- path: \"/\"\n".repeat(2));
        Program.Run missing = zooka().run("watch", "-n", "2", "-i", "50ms", "get", "/no-such-place/none");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.err()).isEqualTo("""
                incomplete: no znode /no-such-place/none
                error: no znode /no-such-place/none
                hint: ls /
                """);
        assertThat(zooka().run("watch", "create", "/watch-test").code()).isEqualTo(2);
        assertThat(zooka().run("watch", "leaders").code()).isEqualTo(2);
    }
}
