package zooka.shell.screen;

import java.io.IOException;
import java.time.Duration;
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
import zooka.clients.net.Deadline;
import zooka.shell.render.Glyphs;

/**
 * Runs a view on a terminal and owns its threads. Keys, signals and the view's own events arrive on threads of their
 * own and enter one queue; only the caller's thread changes the view's model and paints, at once after an event and
 * once a second for ages.
 *
 * <p>While a view runs, nothing else may write to the terminal.
 */
public abstract class FullScreen {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final long KEY_WAIT_MILLIS = 100;
    private static final long CLOSE_WAIT_MILLIS = 500;

    private static final Key SUSPEND = Key.control('z');

    private final Terminal terminal;
    private final BorrowedTerminal borrowed;
    private final LanternaScreen screen;
    private final String name;
    private final BlockingQueue<Runnable> happened = new LinkedBlockingQueue<>();

    /** One permit for each key that may be read: the key after {@code q} belongs to the prompt. */
    private final Semaphore mayRead = new Semaphore(1);

    private volatile boolean closed;

    // The following fields belong to the thread that runs the loop.
    private Frame painted = new Frame(List.of());
    private Optional<RuntimeException> end = Optional.empty();

    /** @param name what its threads are called by */
    public FullScreen(Terminal terminal, Glyphs look, String name) throws IOException {
        this.terminal = terminal;
        this.name = name;
        this.borrowed = new BorrowedTerminal(terminal, look.colour());
        this.screen = new LanternaScreen(borrowed, BorrowedTerminal.colours(terminal) >= 256);
    }

    /** Whether a full screen can be drawn on this terminal. */
    public static boolean suits(Terminal terminal) {
        return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    /** The glyphs for this terminal: colours only if the terminal has them. */
    public static Glyphs on(Terminal terminal, Glyphs look) {
        return new Glyphs(look.ascii(), look.colour() && BorrowedTerminal.colours(terminal) >= 8, look.zone());
    }

    /** The frame for the present state of the view. */
    public abstract Frame draw(Size size);

    /** Handles a key. */
    public abstract void press(Key key);

    /** Called after each second. */
    public abstract void tick();

    /** Follows the source of the view on a thread of its own until that is interrupted. A failure ends the view. */
    public abstract void work() throws InterruptedException;

    /** The nanoseconds until the screen changes by itself; at most the given rest of the second. */
    public long untilNext(long left) {
        return left;
    }

    /** Called when the first frame is on the screen. */
    public void begun() {}

    /** Passes a change to the thread that owns the model, which then paints. */
    public final void post(Runnable change) {
        happened.add(change);
    }

    public final boolean closed() {
        return closed;
    }

    /** Ends the view. */
    public final void close() {
        closed = true;
    }

    public final Size size() {
        return screen.size();
    }

    /** Shows the view until it is closed, and restores the terminal. */
    public final void run() throws IOException {
        Thread keys = thread(name + "-keys", this::readKeys);
        Thread worker = thread(name + "-feed", this::workOn);
        Map<Signal, SignalHandler> handlers = handleSignals();
        try {
            screen.start();
            paint();
            worker.start();
            keys.start();
            begun();
            loop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            mayRead.release();
            worker.interrupt();
            try {
                screen.stop();
            } finally {
                handlers.forEach(terminal::handle);
                await(keys);
                await(worker);
            }
        }
        if (end.isPresent()) {
            throw end.get();
        }
    }

    private void loop() throws InterruptedException, IOException {
        Deadline tick = Deadline.in(TICK);
        while (!closed) {
            long left = TimeUnit.MILLISECONDS.toNanos(tick.millis());
            Runnable next = happened.poll(untilNext(left), TimeUnit.NANOSECONDS);
            while (next != null) {
                next.run();
                next = happened.poll();
            }
            if (closed) {
                return;
            }
            if (tick.passed()) {
                tick = Deadline.in(TICK);
                tick();
            }
            paint();
        }
    }

    private void paint() throws IOException {
        Frame frame = draw(screen.size());
        if (!frame.equals(painted)) {
            painted = frame;
            screen.paint(frame);
        }
    }

    /**
     * Reads keys on a thread of its own: the terminal returns keys only every 100 ms or so, and a new state must not
     * wait for that.
     */
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
                    if (pressed.equals(SUSPEND)) {
                        suspend();
                    } else {
                        press(pressed);
                    }
                    mayRead.release();
                }));
            }
        } catch (IOException e) {
            happened.add(this::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void workOn() {
        try {
            work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            happened.add(() -> {
                end = Optional.of(e);
                close();
            });
        }
    }

    private Map<Signal, SignalHandler> handleSignals() {
        Map<Signal, SignalHandler> before = new EnumMap<>(Signal.class);
        before.put(Signal.WINCH, terminal.handle(Signal.WINCH, any -> happened.add(this::resize)));
        before.put(Signal.INT, terminal.handle(Signal.INT, any -> happened.add(this::close)));
        before.put(Signal.TSTP, terminal.handle(Signal.TSTP, any -> happened.add(this::suspend)));
        before.put(Signal.CONT, terminal.handle(Signal.CONT, any -> happened.add(this::continued)));
        return before;
    }

    /** Adapts to a new window size. */
    public void resize() {
        borrowed.resized();
        screen.resize();
        painted = new Frame(List.of());
    }

    private void suspend() {
        borrowed.suspended();
        Suspension.stop(terminal);
        continued();
    }

    private void continued() {
        borrowed.continued();
        resize();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for a thread's end for a short time; a thread that waits for a server ends by itself later. */
    private static void await(Thread thread) {
        try {
            thread.join(CLOSE_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
