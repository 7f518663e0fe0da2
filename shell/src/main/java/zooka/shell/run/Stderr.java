package zooka.shell.run;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import zooka.shell.render.MessageStream;

/**
 * The process's stderr. While a full-screen view has the terminal, output is kept until the view has ended; output that
 * the JVM writes outside of Java, such as its threads on SIGQUIT, is discarded.
 */
public final class Stderr extends MessageStream {

    /** The process's terminal, under a name that can always be opened. */
    private static final Path TERMINAL = Path.of("/dev/tty");

    private final End end;

    private Stderr(End end, boolean json) {
        super(new BufferedOutputStream(end, 1 << 13), json);
        this.end = end;
    }

    /**
     * The process's own stderr, in UTF-8.
     *
     * @param json whether messages are lines of JSON
     */
    static Stderr ofProcess(boolean terminal, boolean json) {
        return new Stderr(new End(new FileOutputStream(FileDescriptor.err), terminal), json);
    }

    /** Another destination, which no view disturbs. */
    public static Stderr to(OutputStream place) {
        return to(place, false);
    }

    /**
     * The same.
     *
     * @param json whether messages are lines of JSON
     */
    public static Stderr to(OutputStream place, boolean json) {
        return new Stderr(new End(place, false), json);
    }

    /** Delays output to a terminal; closing it writes the delayed output. */
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** Delays output for a full-screen view. */
    public Hold hold() {
        flush();
        end.hold();
        return this::release;
    }

    /** Lets output through, also delayed output, while a full-screen view has left the screen to a command. */
    Hold pass() {
        boolean held = held();
        release();
        return held ? this::hold : () -> {};
    }

    private void release() {
        flush();
        end.release();
    }

    /** Whether output is delayed. */
    public boolean held() {
        return end.held();
    }

    /** The stderr of other programs. */
    Redirect forPrograms() {
        return end.moved() ? Redirect.to(TERMINAL.toFile()) : Redirect.INHERIT;
    }

    /** The final destination of the text. */
    private static final class End extends OutputStream {

        /** The most delayed bytes; of more output only the end is kept. */
        private static final int MOST = 1 << 18;

        private final boolean terminal;
        private OutputStream place;
        private boolean moved;
        private boolean holding;
        private boolean cut;
        private byte[] kept = {};
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(0);

        End(OutputStream place, boolean terminal) {
            this.place = place;
            this.terminal = terminal;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            if (!holding) {
                place.write(bytes, offset, length);
                return;
            }
            waiting.write(bytes, offset, length);
            if (waiting.size() >= MOST) {
                cut |= kept.length > 0;
                kept = waiting.toByteArray();
                waiting.reset();
            }
        }

        @Override
        public synchronized void flush() throws IOException {
            if (!holding) {
                place.flush();
            }
        }

        synchronized boolean held() {
            return holding;
        }

        synchronized boolean moved() {
            return moved;
        }

        synchronized void hold() {
            holding = moved || (terminal && isTheViews() && move());
        }

        /** Whether stderr is the same terminal as the view's. */
        private static boolean isTheViews() {
            Path stderr = Path.of("/dev/fd/2");
            try {
                return Files.isSameFile(stderr, Path.of("/dev/fd/1")) || Files.isSameFile(stderr, TERMINAL);
            } catch (IOException e) {
                return false;
            }
        }

        /**
         * Opens the terminal anew and closes descriptor 2, to which the JVM writes by itself. Java does not close a
         * standard descriptor: it opens {@code /dev/null} in its place.
         */
        private boolean move() {
            OutputStream given = place;
            try {
                place = new FileOutputStream(TERMINAL.toFile());
            } catch (IOException e) {
                return false; // no controlling terminal
            }
            moved = true;
            // Output of libraries takes the same way; they get the stream on each use.
            System.setErr(new PrintStream(this, true, StandardCharsets.UTF_8));
            try {
                given.close();
                if (!Files.exists(Path.of("/dev/fd/2"))) {
                    new FileOutputStream("/dev/null"); // keeps the closed descriptor from becoming a connection
                }
            } catch (IOException e) {
                return true; // the descriptor cannot be replaced; the JVM's own output still reaches the terminal
            }
            return true;
        }

        synchronized void release() {
            if (!holding) {
                return;
            }
            holding = false;
            try {
                if (cut) {
                    place.write("...\n".getBytes(StandardCharsets.US_ASCII));
                }
                place.write(kept);
                waiting.writeTo(place);
                place.flush();
            } catch (IOException e) {
                // The terminal is gone; all output to it is lost.
            } finally {
                cut = false;
                kept = new byte[0];
                waiting.reset();
            }
        }
    }
}
