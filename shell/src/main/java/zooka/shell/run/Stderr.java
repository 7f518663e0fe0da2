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

/**
 * The process's stderr. While a full-screen view has the terminal, what is written waits until the view has ended, and what
 * the JVM writes past Java, such as its threads at a SIGQUIT, does not reach the terminal.
 */
public final class Stderr extends PrintStream {

    /** By this name it can be opened whatever the system calls it, and whoever owns it. */
    private static final Path TERMINAL = Path.of("/dev/tty");

    private final End end;

    private Stderr(End end) {
        super(new BufferedOutputStream(end, 1 << 13), false, StandardCharsets.UTF_8);
        this.end = end;
    }

    /** The process's own; text is UTF-8. */
    static Stderr ofProcess(boolean terminal) {
        return new Stderr(new End(new FileOutputStream(FileDescriptor.err), terminal));
    }

    /** Another place, which no view disturbs. */
    public static Stderr to(OutputStream place) {
        return new Stderr(new End(place, false));
    }

    /** While it is open, what is written to a terminal waits. Closing it writes that. */
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** Keeps the terminal free for a full-screen view. */
    public Hold hold() {
        flush();
        end.hold();
        return this::release;
    }

    private void release() {
        flush();
        end.release();
    }

    /** Whether what is written waits. */
    public boolean held() {
        return end.held();
    }

    /** Where another program's stderr goes. */
    Redirect forPrograms() {
        return end.moved() ? Redirect.to(TERMINAL.toFile()) : Redirect.INHERIT;
    }

    /** Where the text goes at last. */
    private static final class End extends OutputStream {

        /** The most that waits, in bytes; of more the last is kept. */
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

        /** Whether it is the terminal that the view is on, and not another one. */
        private static boolean isTheViews() {
            Path stderr = Path.of("/dev/fd/2");
            try {
                return Files.isSameFile(stderr, Path.of("/dev/fd/1")) || Files.isSameFile(stderr, TERMINAL);
            } catch (IOException e) {
                return false;
            }
        }

        /**
         * Opens the terminal anew and gives the descriptor up, which the JVM writes to by itself. Java does not close one of the
         * three: it puts {@code /dev/null} there.
         */
        private boolean move() {
            OutputStream given = place;
            try {
                place = new FileOutputStream(TERMINAL.toFile());
            } catch (IOException e) {
                return false; // no terminal that controls the process
            }
            moved = true;
            // What libraries print takes the same way; they ask for the stream each time.
            System.setErr(new PrintStream(this, true, StandardCharsets.UTF_8));
            try {
                given.close();
                if (!Files.exists(Path.of("/dev/fd/2"))) {
                    new FileOutputStream("/dev/null"); // a JVM that closes it: it must not become a server's connection
                }
            } catch (IOException e) {
                return true; // nothing is in the place of what the JVM writes to; it goes on writing there
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
                // The terminal is gone, as for everything that is written there.
            } finally {
                cut = false;
                kept = new byte[0];
                waiting.reset();
            }
        }
    }
}
