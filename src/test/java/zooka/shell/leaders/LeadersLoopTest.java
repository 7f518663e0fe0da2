package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.DisconnectedClusters;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.config.Secrets;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.commands.undo.Journal;

@Timeout(30)
class LeadersLoopTest {
    private final WatchedScreen output = new WatchedScreen();
    private final FakeLive live = new FakeLive();
    private PipedOutputStream keyboard;
    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        keyboard = new PipedOutputStream();
        InputStream input = new PipedInputStream(keyboard);
        // In memory: a pseudo terminal gives its descriptor back on another thread, maybe to the next test's terminal.
        terminal = new ExternalTerminal("test", "xterm", input, output, StandardCharsets.UTF_8);
        terminal.setSize(new org.jline.terminal.Size(80, 24));
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    private CompletableFuture<Void> run() {
        return CompletableFuture.runAsync(() -> LeadersLoop.run(terminal, live, context(), Maps.UNICODE));
    }

    private void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
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
        terminal.setSize(new org.jline.terminal.Size(120, 40));
        terminal.raise(Signal.WINCH);
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
    void ends_promptly_while_the_feed_is_still_being_opened() throws Exception {
        live.stuck = true;
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        type("q");

        loop.get(5, TimeUnit.SECONDS);
    }

    @Test
    void ends_when_the_terminal_is_gone() throws Exception {
        CompletableFuture<Void> loop = run();
        output.await("waiting");
        keyboard.close();

        loop.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_feed_that_cannot_begin_is_a_failure_of_the_command() throws Exception {
        live.refusal = Optional.of(Failure.usage("no brokers are named"));

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

    /** A terminal's screen, for a test to wait for what is to be read on it, and all that was written to it. */
    private static final class WatchedScreen extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final ScreenTerminal screen = new ScreenTerminal(80, 24);

        private final ByteArrayOutputStream character = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            written.write(b);
            character.write(b);
            if (character.size() == length(character.toByteArray()[0] & 0xff)) {
                screen.write(character.toString(StandardCharsets.UTF_8));
                character.reset();
                notifyAll();
            }
        }

        /** The bytes of a character in UTF-8, by its first. */
        private static int length(int first) {
            if (first < 0x80) {
                return 1;
            }
            return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        }

        synchronized String written() {
            return written.toString(StandardCharsets.UTF_8);
        }

        /** Waits until these bytes were written. */
        synchronized void awaitWritten(String wanted) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!written().contains(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left).as("waiting for %s in %s", wanted, written()).isPositive();
                wait(left);
            }
        }

        synchronized void resize(int columns, int rows) {
            screen.setSize(columns, rows);
        }

        synchronized void await(String wanted) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!screen.toString().contains(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left).as("waiting for %s on %s", wanted, screen).isPositive();
                wait(left);
            }
        }
    }

    private record OpenFeed(
            Consumer<Picture> states, Consumer<Failure> failures, CountDownLatch refreshed, CountDownLatch closed)
            implements Action.Live.Feed {
        @Override
        public void refresh() {
            refreshed.countDown();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static final class FakeLive implements Action.Live {
        private final BlockingQueue<OpenFeed> feeds = new LinkedBlockingQueue<>();
        private volatile boolean stuck;
        private volatile Optional<Failure> refusal = Optional.empty();

        /** The feed, when it has been opened. */
        OpenFeed feed() throws InterruptedException {
            OpenFeed feed = feeds.poll(10, TimeUnit.SECONDS);
            assertThat(feed).isNotNull();
            feeds.add(feed);
            return feed;
        }

        @Override
        public boolean once() {
            return false;
        }

        @Override
        public String view() {
            return "leaders";
        }

        @Override
        public Result snapshot(Context context) {
            throw new AssertionError("a snapshot was not asked for");
        }

        @Override
        public Action.Live.Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            if (stuck) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw Failure.interrupted().cause(e);
                }
            }
            OpenFeed feed = new OpenFeed(states, failures, new CountDownLatch(1), new CountDownLatch(1));
            feeds.add(feed);
            return feed;
        }
    }
}
