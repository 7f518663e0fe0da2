package zooka.shell.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.shell.render.Glyphs;
import zooka.testing.MemoryTerminal;
import zooka.testing.fake.FakeCommands;

@Timeout(30)
final class WatchLoopTest {

    private final BlockingQueue<Runnable> followers = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger answers = new AtomicInteger();
    private MemoryTerminal terminal;

    private final WatchLoop.Source source = new WatchLoop.Source() {
        @Override
        public List<String> lines(int columns) {
            return List.of("answer " + answers.incrementAndGet());
        }

        @Override
        public WatchLoop.Changes follow(Runnable changed) {
            followers.add(changed);
            return closed::countDown;
        }
    };

    @BeforeEach
    void open() throws IOException {
        terminal = MemoryTerminal.open(80, 24);
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    /** Asks again after an hour only, if nothing changes. */
    private CompletableFuture<Boolean> run() {
        Glyphs look = new Glyphs(false, true, ZoneOffset.UTC);
        return CompletableFuture.supplyAsync(() -> WatchLoop.show(
                terminal.terminal(),
                "topics",
                Duration.ofHours(1),
                source,
                look,
                Clock.systemUTC(),
                new FakeCommands()));
    }

    @Test
    void what_changes_is_asked_again_at_once_but_not_while_it_is_paused() throws Exception {
        CompletableFuture<Boolean> loop = run();
        terminal.await("answer 1");
        Runnable changed = followers.take();

        changed.run();
        terminal.await("answer 2");
        terminal.type("p");
        terminal.await("paused");
        changed.run();
        terminal.type("p");
        terminal.await("answer 3");
        changed.run();
        terminal.await("answer 4");
        terminal.type("q");

        assertThat(loop.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(answers).hasValue(4);
    }
}
