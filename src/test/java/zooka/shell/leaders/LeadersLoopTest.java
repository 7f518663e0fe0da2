package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.DisconnectedClusters;
import zooka.commands.action.Context;
import zooka.commands.config.Secrets;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.undo.Journal;
import zooka.shell.screen.Commands;
import zooka.testing.MemoryTerminal;
import zooka.testing.fake.FakeCommands;
import zooka.testing.fake.FakeLive;
import zooka.testing.fake.FakeLive.OpenFeed;

@Timeout(30)
class LeadersLoopTest {
    private final FakeLive live = new FakeLive("leaders");
    private final FakeCommands commands = new FakeCommands();
    private MemoryTerminal output;
    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        output = MemoryTerminal.open(80, 24);
        terminal = output.terminal();
    }

    @AfterEach
    void close() throws IOException {
        output.close();
    }

    private CompletableFuture<Void> run() {
        return CompletableFuture.runAsync(() -> LeadersLoop.run(terminal, live, context(), Maps.UNICODE, commands));
    }

    private void type(String keys) throws IOException {
        output.type(keys);
    }

    @Test
    void paints_what_comes_and_ends_with_q() throws Exception {
        Attributes before = terminal.getAttributes();
        CompletableFuture<Void> loop = run();
        output.await("waiting for sandbox");

        live.feed().states().accept(Maps.well().first());
        output.await("app-logs");
        assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ISIG)).isFalse();
        type("q");
        loop.get(5, TimeUnit.SECONDS);

        assertThat(live.feed().closed().await(5, TimeUnit.SECONDS)).isTrue();
        output.awaitWritten("\u001b[?25h\u001b[?1049l");
        assertThat(output.written()).startsWith("\u001b[?2026h\u001b[?1049h");
        assertThat(terminal.getAttributes().getLocalFlags()).isEqualTo(before.getLocalFlags());
        assertThat(terminal.getAttributes().getInputFlags()).isEqualTo(before.getInputFlags());
    }

    @Test
    void a_change_is_on_the_screen_at_once() throws Exception {
        CompletableFuture<Void> loop = run();
        live.feed().states().accept(Maps.well().first());
        output.await("app-logs");

        // The fastest of some, as a busy machine has other things to do now and then.
        Duration painted = Duration.ofDays(1);
        for (int i = 0; i < 10; i++) {
            Duration lost = timed(Maps.withoutBroker2(Maps.NOON), "×2");
            Duration back = timed(Maps.well(), "Kafka 3/3");
            painted = Collections.min(List.of(painted, lost, back));
        }
        type("q");
        loop.get(5, TimeUnit.SECONDS);

        assertThat(painted).isLessThan(Duration.ofMillis(50));
    }

    private Duration timed(Reading map, String expected) throws InterruptedException {
        long start = System.nanoTime();
        live.feed().states().accept(map.first());
        output.await(expected);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void keys_work_while_nothing_comes() throws Exception {
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        live.feed().states().accept(Maps.well().first());
        output.await("orders");
        type("/LOGS");
        output.await("/LOGS▏   1 of 5");
        type("\u001b");
        type("?");
        output.await("KEYS");
        type("\u0003");

        loop.get(5, TimeUnit.SECONDS);
    }

    @Test
    void what_is_typed_after_q_is_left_to_the_prompt() throws Exception {
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        type("qls");
        loop.get(5, TimeUnit.SECONDS);

        // As the line editor does: without, a terminal gives nothing before the line's end.
        terminal.enterRawMode();
        assertThat(terminal.reader().read(2000)).isEqualTo('l');
        assertThat(terminal.reader().read(2000)).isEqualTo('s');
    }

    @Test
    void another_size_is_painted_whole() throws Exception {
        CompletableFuture<Void> loop = run();
        live.feed().states().accept(Maps.well().first());
        output.await("orders");
        output.resize(120, 40);
        output.await("controller 1, epoch 14");
        type("q");

        loop.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_failure_keeps_what_is_known_on_the_screen() throws Exception {
        CompletableFuture<Void> loop = run();
        live.feed().states().accept(Maps.well().first());
        output.await("orders");
        live.feed().failures().accept(Failure.unreachable("refused"));
        output.await("unreachable: refused");
        assertThat(loop).isNotDone();
        type("q");

        loop.get(5, TimeUnit.SECONDS);
    }

    @Test
    void r_asks_the_feed() throws Exception {
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        OpenFeed feed = live.feed();
        type("r");
        assertThat(feed.refreshed().await(5, TimeUnit.SECONDS)).isTrue();
        type("q");

        loop.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_command_has_the_ordinary_screen_and_the_map_comes_back_whole() throws Exception {
        Attributes before = terminal.getAttributes();
        CompletableFuture<Void> loop = run();
        OpenFeed feed = live.feed();
        feed.states().accept(Maps.well().first());
        output.await("orders");
        commands.doing(() -> {
            // What the prompt would find: neither raw mode nor the alternate screen.
            assertThat(terminal.getAttributes().getLocalFlags()).isEqualTo(before.getLocalFlags());
            assertThat(output.written().substring(output.written().lastIndexOf("\u001b[?1049l")))
                    .contains(":topics --json");
            feed.states()
                    .accept(new LeaderMap(
                            "sandbox",
                            Maps.withoutBroker2(Maps.NOON)
                                    .after(Maps.well().first().state())));
        });
        type(":topics --jsonx\u007f\r");
        output.await("press any key to return");
        assertThat(output.written().substring(output.written().lastIndexOf("\u001b[?1049l")))
                .doesNotContain("\u001b[?1049h");
        type("x");

        output.await("broker 2 offline"); // what has happened meanwhile
        output.await("q quit");
        assertThat(commands.lines()).containsExactly("topics --json");
        type("q");
        loop.get(5, TimeUnit.SECONDS);
        assertThat(terminal.getAttributes().getLocalFlags()).isEqualTo(before.getLocalFlags());
    }

    @Test
    void control_c_ends_the_command_and_not_the_map() throws Exception {
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        commands.doing(() -> {
            terminal.raise(Terminal.Signal.INT);
            await(commands.interrupted());
        });
        type(":tail orders -f\r");
        output.await("press any key to return");
        type(" ");
        output.await("waiting for sandbox");
        type("q");

        loop.get(5, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_command_that_was_a_view_is_not_waited_for_and_one_that_ends_the_shell_ends_the_map() throws Exception {
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        commands.ending(Commands.After.RETURN);
        type(":status\r?");
        output.await("KEYS");
        commands.ending(Commands.After.CLOSE);
        type(":quit\r");

        loop.get(5, TimeUnit.SECONDS);
        assertThat(commands.lines()).containsExactly("status", "quit");
        assertThat(output.written()).doesNotContain("press any key");
    }

    @Test
    void a_command_that_fails_unexpectedly_leaves_the_terminal_as_it_was() throws Exception {
        Attributes before = terminal.getAttributes();
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        commands.doing(() -> {
            throw new IllegalStateException("broken");
        });
        type(":topics\r");

        assertThatThrownBy(() -> loop.get(5, TimeUnit.SECONDS)).hasMessageContaining("broken");
        assertThat(terminal.getAttributes().getLocalFlags()).isEqualTo(before.getLocalFlags());
        assertThat(output.written().lastIndexOf("\u001b[?1049l"))
                .isGreaterThan(output.written().lastIndexOf("\u001b[?1049h"));
    }

    @Test
    void a_command_line_is_edited_recalled_and_completed() throws Exception {
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        type(":");
        output.await(":▏");
        type("\u001b[A");
        output.await(":topics▏");
        type("\u001b[A");
        output.await(":ls /demo▏");
        type("\u001b[B\u001b[B");
        output.await(":▏");
        type("to\t");
        output.await(":topic▏");
        output.await("topic create  topic delete  topics");
        type(" d\t");
        output.await(":topic delete▏");
        type("\u0017\u0017x"); // two words back
        output.await(":x▏");
        type("\u001b");
        output.await("waiting for sandbox", screen -> screen.contains("q quit"));
        type("q");

        loop.get(5, TimeUnit.SECONDS);
        assertThat(commands.lines()).isEmpty();
    }

    @Test
    void e_proposes_an_election_of_what_is_selected() throws Exception {
        CompletableFuture<Void> loop = run();
        live.feed().states().accept(Maps.well().first());
        output.await("orders");
        type("e");
        output.await("press any key to return");
        type(" ");
        output.await("▌app-logs ");
        type("bj");
        output.await("▌app-logs-1 ");
        type("e");
        output.await("both elections", screen -> screen.split("press any key", -1).length == 3);
        type(" ");
        output.await("▌app-logs-1 ");
        type("q");

        loop.get(5, TimeUnit.SECONDS);
        assertThat(commands.lines()).containsExactly("!partition elect app-logs:*", "!partition elect app-logs:1");
    }

    @Test
    void ends_promptly_while_the_feed_is_still_being_opened() throws Exception {
        live.stick();
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        type("q");

        loop.get(5, TimeUnit.SECONDS);
    }

    @Test
    void ends_when_the_terminal_is_gone() throws Exception {
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        output.hangUp();

        loop.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_feed_that_cannot_begin_is_a_failure_of_the_command() throws Exception {
        live.refuse(Failure.usage("no brokers are named"));

        assertThatThrownBy(() -> run().get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Failure.class)
                .hasMessageContaining("no brokers are named");
        output.awaitWritten("\u001b[?1049l\u001b[?2026l");
    }

    private static Context context() {
        return new Context(
                new DisconnectedClusters(new Profile(
                        "sandbox",
                        Optional.empty(),
                        Optional.empty(),
                        ClientSettings.OPEN,
                        Duration.ofSeconds(5),
                        true)),
                "/",
                Clock.fixed(Maps.NOON, ZoneOffset.UTC),
                InputStream.nullInputStream(),
                null,
                Journal.NONE,
                Secrets.NONE);
    }
}
