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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import zooka.clients.net.Deadline;
import zooka.commands.result.Cell.Level;
import zooka.commands.text.Grammar;
import zooka.shell.render.Escapes;
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

    /** How often the thread of the keys looks whether the view is closed, which a key does not wait for. */
    private static final long KEY_WAIT_MILLIS = 250;

    private static final long CLOSE_WAIT_MILLIS = 500;

    private static final Key SUSPEND = Key.control('z');

    private final Terminal terminal;
    private final Glyphs look;
    private final Commands commands;
    private final BorrowedTerminal borrowed;
    private final FramePainter screen;
    private final String name;
    private final BlockingQueue<Runnable> happened = new LinkedBlockingQueue<>();

    /** One permit for each key that may be read: the key after {@code q} belongs to the prompt. */
    private final Semaphore mayRead = new Semaphore(1);

    private volatile boolean closed;

    // The following fields belong to the thread that runs the loop.
    private final BottomLine bottom = new BottomLine();
    private final SaveDialog saving = new SaveDialog(bottom, this::post);
    private Optional<Throwable> end = Optional.empty();

    /** @param name what its threads are called by */
    public FullScreen(Terminal terminal, Glyphs look, Commands commands, String name) throws IOException {
        this.terminal = terminal;
        this.look = on(terminal, look);
        this.commands = commands;
        this.name = name;
        this.borrowed = new BorrowedTerminal(terminal, look.colour());
        this.screen = new FramePainter(borrowed, BorrowedTerminal.colours(terminal) >= 256);
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

    /** Called when the view is back after a command, which may have changed what it shows. */
    public void returned() {}

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

    /** Lets the user type a command line in the last line, and runs it. */
    protected final void askCommand() {
        askCommand("");
    }

    /** The same with a line that is typed already, for the user to change or to run. */
    protected final void askCommand(String begun) {
        bottom.ask(new Question(
                ":", "run", begun, commands.history(), commands::completed, line -> run(line, commands::run)));
    }

    /**
     * Runs a command that a key of the view stands for; its change is shown and confirmed first.
     *
     * @param words the command and its arguments
     */
    protected final void propose(List<String> words) {
        run(words.stream().map(Grammar::quoted).collect(Collectors.joining(" ")), commands::propose);
    }

    /** Copies a name to the clipboard of the user's terminal, and says so. */
    protected final void copy(String name) {
        copyLines(Escapes.visible(name));
    }

    /** Copies a text of several lines. Like all text from servers it is escaped: it may be pasted into a shell. */
    protected final void copyLines(String text) {
        Optional<String> sequence = Clipboard.of(terminal.getType(), Optional.ofNullable(System.getenv("TMUX")))
                .copying(Escapes.visibleLines(text));
        if (sequence.isEmpty()) {
            say("too long to copy; save it to a file instead", Level.BAD);
            return;
        }
        terminal.writer().print(sequence.get());
        terminal.flush();
        long lines = text.lines().count();
        say("copied " + (lines == 1 ? text.strip() : lines + " lines"), Level.DIM);
    }

    /** What is saved as text: the frame on the screen, without the keys in its last line. */
    public String text() {
        List<Frame.Line> lines = draw(size()).lines();
        return new Frame(lines.subList(0, Math.max(0, lines.size() - 1))).text().stripTrailing() + "\n";
    }

    /**
     * Asks for a file name and saves to that file: JSON if the name ends so, otherwise the frame as text.
     *
     * @param suggested a name
     * @param json what is shown as JSON; empty if the view has none
     */
    protected final void askSave(String suggested, Optional<Supplier<byte[]>> json) {
        saving.ask(suggested, this::text, json);
    }

    /** Asks for a file name and saves a text of the view's own to that file. */
    protected final void askSaveText(String suggested, Supplier<String> content) {
        saving.ask(suggested, content, Optional.empty());
    }

    /** Shows a message in the last line until the next key. */
    protected final void say(String text, Level level) {
        bottom.say(text, level);
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
        Throwable cause = end.orElse(null);
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
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
        screen.paint(bottom.over(draw(screen.size()), screen.size(), look));
    }

    /**
     * Reads keys on a thread of its own: the terminal is asked for a key for {@link #KEY_WAIT_MILLIS}, and a new state must not
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
                    handle(pressed);
                    mayRead.release();
                }));
            }
        } catch (IOException e) {
            happened.add(this::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            endWith(e);
        }
    }

    /** Ends the view with an exception: without its threads nobody could leave it. */
    private void endWith(Throwable cause) {
        happened.add(() -> {
            end = Optional.of(cause);
            close();
        });
    }

    private void handle(Key key) {
        if (key.equals(SUSPEND)) {
            suspend();
        } else if (bottom.asks()) {
            bottom.press(key);
        } else {
            bottom.read();
            press(key);
        }
    }

    private void workOn() {
        try {
            work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            endWith(e);
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
    }

    private void suspend() {
        borrowed.suspended();
        Suspension.stop(terminal);
        continued();
    }

    /** Leaves the screen to a command line, and comes back. */
    private void run(String line, Function<String, Commands.After> runner) {
        if (line.isBlank()) {
            return;
        }
        borrowed.suspended();
        OrdinaryScreen ordinary = new OrdinaryScreen(terminal, look);
        Map<Signal, SignalHandler> handlers = ordinary.handleSignals(commands::interrupt);
        try {
            ordinary.print(":" + line);
            Commands.After after = runner.apply(line);
            if (after == Commands.After.READ) {
                borrowed.raw();
                ordinary.awaitKey();
            } else if (after == Commands.After.CLOSE) {
                close();
            }
        } finally {
            handlers.forEach(terminal::handle);
            continued();
        }
        returned();
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
