package zooka.shell.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import zooka.clients.Failure;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Commands;
import zooka.shell.screen.Frame;
import zooka.shell.screen.FullScreen;
import zooka.shell.screen.Key;
import zooka.shell.screen.Size;

/**
 * Runs the view of a query on a terminal. The query is repeated after each interval, unless it is paused, and at once
 * on request.
 */
public final class WatchLoop extends FullScreen {

    /** The source of answers. */
    public interface Source {
        /**
         * One answer as lines no wider than the given columns, painted by {@link zooka.shell.render.Theme}.
         *
         * @throws Failure if the query fails
         */
        List<String> lines(int columns);

        /**
         * Begins to follow what the answer is about, and ends with the view.
         *
         * @param changed called when the answer is probably another one
         */
        default Changes follow(Runnable changed) {
            return () -> {};
        }
    }

    /** Follows what an answer is about. */
    @FunctionalInterface
    public interface Changes extends AutoCloseable {
        @Override
        void close();
    }

    private final Duration interval;
    private final Source source;
    private final Clock clock;

    /** A permit for a query that does not wait for the interval. */
    private final Semaphore now = new Semaphore(0);

    private volatile boolean paused;
    private volatile int columns;

    private WatchModel model; // belongs to the thread that runs the loop

    private WatchLoop(
            Terminal terminal,
            String command,
            Duration interval,
            Source source,
            Glyphs look,
            Clock clock,
            Commands commands)
            throws IOException {
        super(terminal, look, commands, "watch");
        this.interval = interval;
        this.source = source;
        this.clock = clock;
        this.columns = size().columns();
        this.model = WatchView.start(command, interval, on(terminal, look));
    }

    /**
     * Shows the answers until the user leaves.
     *
     * @param command the query, for the header
     * @return false if the terminal is not suitable and nothing was shown
     * @throws Failure {@code USAGE} for an invalid query
     */
    public static boolean show(
            Terminal terminal,
            String command,
            Duration interval,
            Source source,
            Glyphs look,
            Clock clock,
            Commands commands) {
        if (!suits(terminal)) {
            return false;
        }
        try {
            new WatchLoop(terminal, command, interval, source, look, clock, commands).run();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Frame draw(Size size) {
        return WatchView.draw(model, size, clock.instant());
    }

    @Override
    public void tick() {
        // Only the age in the header has changed, and it is computed from the clock.
    }

    @Override
    public long untilNext(long left) {
        Instant moment = clock.instant();
        return WatchView.nextMarkEnd(model, moment)
                .map(end -> Math.min(left, Duration.between(moment, end).toNanos()))
                .orElse(left);
    }

    @Override
    public void press(Key key) {
        Optional<WatchKey> action = WatchView.action(model, key, size());
        boolean help = model.help();
        model = WatchView.key(model, key, size(), clock.instant());
        switch (action.orElse(WatchKey.HELP)) {
            case LEAVE -> close();
            case QUIT -> {
                if (!help) {
                    close();
                }
            }
            case COMMAND -> askCommand();
            case COPY -> copyLines(text());
            case SAVE -> askSave("watch.txt", Optional.empty());
            case REFRESH -> now.release();
            case PAUSE -> {
                paused = model.paused().isPresent();
                if (!paused) {
                    now.release();
                }
            }
            default -> {}
        }
    }

    /** The last answer. */
    @Override
    public String text() {
        return new Frame(model.visible(model.lines())).text();
    }

    @Override
    public void returned() {
        if (!paused) {
            now.release();
        }
    }

    @Override
    public void resize() {
        super.resize();
        if (columns != size().columns()) {
            columns = size().columns();
            now.release(); // the last answer has another width
        }
    }

    @Override
    public void work() throws InterruptedException {
        try (Changes changes = source.follow(this::changed)) {
            while (!closed()) {
                ask();
                boolean requested = now.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
                while (!requested && paused) {
                    requested = now.tryAcquire(1, TimeUnit.HOURS);
                }
                now.drainPermits();
            }
        }
    }

    private void changed() {
        if (!paused) {
            now.release();
        }
    }

    private void ask() {
        try {
            List<String> lines = source.lines(columns);
            post(() -> model = WatchView.answered(model, lines, size(), clock.instant()));
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.USAGE) {
                throw e;
            }
            if (e.kind() != Failure.Kind.INTERRUPTED) {
                post(() -> model = WatchView.failed(model, e.getMessage()));
            }
        }
    }
}
