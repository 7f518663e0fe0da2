package zooka.shell.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes.Event;
import zooka.commands.action.Action;
import zooka.testing.MemoryTerminal;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeCommands;
import zooka.testing.fake.FakeZnodes;

/** The view of znodes with its feed and its keys, on a terminal and znodes in memory. */
@Timeout(30)
class BrowseScreenTest {

    private static final String RIGHT = "\u001b[C";
    private static final String DOWN = "\u001b[B";

    private final FakeZnodes znodes = new FakeZnodes()
            .put("/app", "root", TestRun.NOW)
            .put("/app/a", "first", TestRun.NOW)
            .put("/app/b", "second", TestRun.NOW)
            .put("/app/b/deep", "third", TestRun.NOW);
    private final FakeCommands commands = new FakeCommands();
    private MemoryTerminal terminal;
    private CompletableFuture<Boolean> view;

    @BeforeEach
    void open() throws Exception {
        terminal = MemoryTerminal.open(100, 30);
        view = CompletableFuture.supplyAsync(() -> new View()
                .show(
                        terminal.terminal(),
                        (Action.Live) TestRun.action("browse", "/app"),
                        new TestRun(new FakeClusters().with(znodes)).context(),
                        Driver.UNICODE,
                        commands));
        terminal.await("▸ b ");
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    private void quit() throws Exception {
        terminal.type("q");
        assertThat(view.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(znodes.watchedAlone()).isEmpty();
    }

    @Test
    void shows_what_is_opened_and_selected_and_what_becomes_of_it() throws Exception {
        terminal.type(DOWN + DOWN + RIGHT);
        terminal.await("deep");
        terminal.await("second");
        // What has come on the screen is watched right after it.
        terminal.await("what is shown to be watched", screen -> List.copyOf(znodes.watchedAlone())
                .equals(List.of("/app", "/app/a", "/app/b", "/app/b/deep")));
        znodes.set("/app/b", Optional.of("another value".getBytes(StandardCharsets.UTF_8)), OptionalInt.empty());
        terminal.await("another value");
        znodes.remove("/app/a", TestRun.NOW);
        terminal.await("deleted  /app/a");
        terminal.type("/dee\r");
        terminal.await("searched 3 znodes");
        terminal.type("\r");
        terminal.await("third");
        quit();
    }

    @Test
    void edits_and_deletes_by_commands_that_ask_first() throws Exception {
        terminal.type(DOWN + "e");
        terminal.await("press any key");
        terminal.type(" ");
        terminal.await("▸ b ");
        terminal.type(DOWN + "d");
        terminal.await("the end of both", screen -> screen.split("press any key", -1).length == 3);
        terminal.type(" ");
        terminal.await("second");
        quit();
        assertThat(commands.lines()).isEqualTo(List.of("!edit /app/a", "!deleteall /app/b"));
    }

    @Test
    void says_that_the_connection_is_lost_and_comes_back_by_itself() throws Exception {
        znodes.fail(Optional.of(Failure.unreachable("no server")));
        znodes.connection(Event.Type.DISCONNECTED, TestRun.NOW);
        terminal.await(", 0 s old");
        znodes.fail(Optional.empty());
        znodes.put("/app/meanwhile", "", TestRun.NOW);
        znodes.connection(Event.Type.CONNECTED, TestRun.NOW);
        terminal.await("meanwhile");
        terminal.await("live");
        quit();
    }

    @Test
    void another_size_shows_and_watches_more() throws Exception {
        for (int i = 0; i < 60; i++) {
            znodes.put("/app/c" + i, "", TestRun.NOW);
        }
        terminal.await("c26");
        assertThat(znodes.watchedAlone()).doesNotContain("/app/c9");
        terminal.resize(100, 80);
        terminal.await("c9");
        quit();
    }
}
