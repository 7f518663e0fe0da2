package zooka.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.ExternalTerminal;

/**
 * A terminal in memory, for a test to type on and to wait for what is to be read on its screen. A pseudo terminal would give
 * its descriptor back on another thread, maybe to the next test's terminal.
 */
public final class MemoryTerminal implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final WatchedScreen output = new WatchedScreen();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final Terminal terminal;

    private MemoryTerminal(int columns, int rows) throws IOException {
        terminal =
                new ExternalTerminal("test", "xterm", new PipedInputStream(keyboard), output, StandardCharsets.UTF_8);
        terminal.setSize(new Size(columns, rows));
        output.resize(Math.max(1, columns), Math.max(1, rows));
    }

    /** Opens a terminal of that size. */
    public static MemoryTerminal open(int columns, int rows) throws IOException {
        return new MemoryTerminal(columns, rows);
    }

    public Terminal terminal() {
        return terminal;
    }

    /** Types characters; keys by their sequences. */
    public void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Ends the input, as a terminal that is gone does. */
    public void hangUp() throws IOException {
        keyboard.close();
    }

    /** Changes the size, as the user does with the window. */
    public void resize(int columns, int rows) {
        output.resize(columns, rows);
        terminal.setSize(new Size(columns, rows));
        terminal.raise(Signal.WINCH);
    }

    /** What is on the screen. */
    public String screen() {
        return output.screen();
    }

    /** All that was written. */
    public String written() {
        return output.written();
    }

    /** Waits until the text is on the screen. */
    public void await(String text) throws InterruptedException {
        output.await(text, screen -> screen.contains(text));
    }

    /** Waits until the screen is as wanted. */
    public void await(String what, Predicate<String> wanted) throws InterruptedException {
        output.await(what, wanted);
    }

    /** Waits until these bytes were written. */
    public void awaitWritten(String bytes) throws InterruptedException {
        output.awaitWritten(bytes);
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    /** The screen, and all that was written to it. */
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

        synchronized void awaitWritten(String wanted) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!written().contains(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left).as("waiting for %s in %s", wanted, written()).isPositive();
                wait(left);
            }
        }

        synchronized void resize(int columns, int rows) {
            screen.setSize(columns, rows);
        }

        synchronized String screen() {
            return screen.toString();
        }

        synchronized void await(String what, Predicate<String> wanted) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!wanted.test(screen.toString())) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left).as("waiting for %s on %s", what, screen).isPositive();
                wait(left);
            }
        }
    }
}
