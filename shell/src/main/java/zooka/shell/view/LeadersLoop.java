package zooka.shell.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Failure;

/**
 * Runs the leader map on a terminal: the only owner of its threads and of the clock. Keys, states, failures and signals
 * come in on their own threads and enter one queue; the caller's thread alone changes the model and paints, at once when
 * something comes and once a second for the ages.
 *
 * <p>While it runs nothing else may write to the terminal.
 */
public final class LeadersLoop {
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long KEY_WAIT_MILLIS = 100;
    private static final long CLOSE_WAIT_MILLIS = 500;

    private final Terminal terminal;
    private final Action.Live live;
    private final Context context;
    private final BorrowedTerminal borrowed;
    private final LanternaScreen screen;
    private final BlockingQueue<Runnable> happened = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> refreshes = new LinkedBlockingQueue<>();

    /** One permit for each key that may be read: the one after {@code q} is not this view's. */
    private final Semaphore mayRead = new Semaphore(1);

    private volatile boolean closed;

    // These belong to the thread that runs the loop.
    private LeadersModel model;
    private Frame painted = new Frame(List.of());
    private Optional<RuntimeException> end = Optional.empty();

    private LeadersLoop(Terminal terminal, Action.Live live, Context context, Look look) throws IOException {
        this.terminal = terminal;
        this.live = live;
        this.context = context;
        this.borrowed = new BorrowedTerminal(terminal, look.colour());
        this.screen = new LanternaScreen(borrowed, BorrowedTerminal.colours(terminal) >= 256);
        boolean colour = look.colour() && BorrowedTerminal.colours(terminal) >= 8;
        String name = context.clusters().profile().name();
        this.model = LeadersView.start(name, new Look(look.ascii(), colour, look.zone()), now());
    }

    /** Whether a full screen can be drawn on this terminal. */
    public static boolean suits(Terminal terminal) {
        return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    /** The same as {@link #run}, where the terminal suits; false where it does not and nothing was shown. */
    public static boolean show(Terminal terminal, Action.Live live, Context context, Look look) {
        if (!suits(terminal)) {
            return false;
        }
        run(terminal, live, context, look);
        return true;
    }

    /**
     * Shows the map until the user leaves it, and gives the terminal back as it was.
     *
     * @throws Failure when there is nothing to follow: the feed could not even begin
     */
    public static void run(Terminal terminal, Action.Live live, Context context, Look look) {
        try {
            new LeadersLoop(terminal, live, context, look).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() throws IOException {
        Thread keys = thread("leaders-keys", this::readKeys);
        Thread feed = thread("leaders-feed", this::follow);
        Map<Signal, SignalHandler> handlers = handleSignals();
        try {
            screen.start();
            paint();
            feed.start();
            keys.start();
            rehearse();
            loop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            mayRead.release();
            feed.interrupt();
            try {
                screen.stop();
            } finally {
                handlers.forEach(terminal::handle);
                await(keys);
                await(feed);
            }
        }
        if (end.isPresent()) {
            throw end.get();
        }
    }

    private void loop() throws InterruptedException, IOException {
        long tick = System.nanoTime() + TICK_NANOS;
        while (!closed) {
            Runnable next = happened.poll(untilNext(tick), TimeUnit.NANOSECONDS);
            while (next != null) {
                next.run();
                next = happened.poll();
            }
            if (closed) {
                return;
            }
            if (System.nanoTime() >= tick) {
                tick = System.nanoTime() + TICK_NANOS;
                model = LeadersView.tick(model, now());
            }
            paint();
        }
    }

    /** Until the next second, or until the mark of a change ends before it. */
    private long untilNext(long tick) {
        long left = tick - System.nanoTime();
        Instant now = now();
        return LeadersView.nextMarkEnd(model, now)
                .map(mark -> Math.min(left, Duration.between(now, mark).toNanos()))
                .orElse(left);
    }

    private void paint() throws IOException {
        Frame frame = LeadersView.draw(model, screen.size(), now());
        if (!frame.equals(painted)) {
            painted = frame;
            screen.paint(frame);
        }
    }

    private void press(Key key) {
        Step step = LeadersView.key(model, key, screen.size(), now());
        model = step.model();
        switch (step.effect()) {
            case CLOSE -> closed = true;
            case REFRESH -> refreshes.add(true);
            case NONE -> {}
        }
    }

    private void rehearse() {
        Look look = model.look();
        Size size = screen.size();
        Instant now = now();
        thread("leaders-rehearsal", () -> Rehearsal.play(look, size, now)).start();
    }

    /** On a thread of its own: the terminal gives keys only every 100 ms or so, and a state must not wait for that. */
    private void readKeys() {
        KeyReader reader = new KeyReader(terminal.reader());
        try {
            while (!closed) {
                mayRead.acquire();
                Optional<Key> key = Optional.empty();
                while (!closed && key.isEmpty() && !reader.ended()) {
                    key = reader.read(KEY_WAIT_MILLIS);
                }
                if (reader.ended()) {
                    happened.add(this::close);
                    return;
                }
                key.ifPresent(pressed -> happened.add(() -> {
                    press(pressed);
                    mayRead.release();
                }));
            }
        } catch (IOException e) {
            happened.add(this::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread of its own, as opening, looking again and closing may wait for a server. */
    private void follow() {
        try (Action.Live.Feed feed = live.open(
                context,
                map -> happened.add(() -> model = LeadersView.state(model, map, now())),
                failure -> happened.add(() -> model = LeadersView.failed(model, failure)))) {
            while (!closed) {
                refreshes.take();
                refreshes.clear();
                refresh(feed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            happened.add(() -> {
                end = Optional.of(e);
                close();
            });
        }
    }

    private void refresh(Action.Live.Feed feed) {
        try {
            feed.refresh();
        } catch (Failure failure) {
            happened.add(() -> model = LeadersView.failed(model, failure));
        }
    }

    private void close() {
        closed = true;
    }

    private Map<Signal, SignalHandler> handleSignals() {
        Map<Signal, SignalHandler> before = new EnumMap<>(Signal.class);
        before.put(Signal.WINCH, terminal.handle(Signal.WINCH, any -> happened.add(this::resize)));
        before.put(Signal.INT, terminal.handle(Signal.INT, any -> happened.add(this::close)));
        before.put(Signal.CONT, terminal.handle(Signal.CONT, any -> happened.add(this::continued)));
        return before;
    }

    private void resize() {
        borrowed.resized();
        screen.resize();
        painted = new Frame(List.of());
    }

    private void continued() {
        borrowed.continued();
        resize();
    }

    private Instant now() {
        return context.clock().instant();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits until the thread is over; one that waits for a server for long is left to end by itself. */
    private static void await(Thread thread) {
        try {
            thread.join(CLOSE_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
