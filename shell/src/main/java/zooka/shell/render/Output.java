package zooka.shell.render;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import zooka.clients.Failure;

/**
 * The destination of a payload: text in UTF-8, or bytes. It keeps the cause of the first failed write, which {@link
 * PrintStream} does not, and writes nothing after it. A writer calls {@link #check()} from time to time, and the owner
 * calls {@link #complete()} at the end: only then is all output known to be written.
 */
public final class Output extends PrintStream {

    private static final String STDOUT = "to stdout";

    /**
     * The kind of the destination. An enum, since linking the first lambda would cost {@code --version} an eighth of
     * its time.
     */
    private enum End {
        STDOUT,
        /** Stdout, closed before the process was started. */
        CLOSED,
        STREAM,
        PROGRAM
    }

    private final ObservedStream written;
    private final End end;
    private final String name;
    private String header = "";

    private Output(OutputStream stream, End end, String name) {
        this(new ObservedStream(stream, end), end, name);
    }

    private Output(ObservedStream written, End end, String name) {
        super(new Buffer(written), false, StandardCharsets.UTF_8);
        this.written = written;
        this.end = end;
        this.name = name;
    }

    /**
     * The process's own stdout, which stays open.
     *
     * @param closed whether stdout was closed when the process was started; every write then fails
     */
    public static Output stdout(boolean closed) {
        return closed
                ? new Output(new ClosedStream(), End.CLOSED, STDOUT)
                : new Output(new FileOutputStream(FileDescriptor.out), End.STDOUT, STDOUT);
    }

    /** A file or another stream of bytes; closed with this output. */
    public static Output to(OutputStream stream, String name) {
        return new Output(stream, End.STREAM, name);
    }

    /** The input of another program, which may end without reading all of it. */
    public static Output toProgram(OutputStream stream) {
        return new Output(stream, End.PROGRAM, "to the program");
    }

    /** Whether this is the stdout of the process, which the programs that it starts inherit. */
    public boolean isInherited() {
        return end == End.STDOUT || end == End.CLOSED;
    }

    /** Prints the line above columns. */
    void header(String line) {
        header = line;
        println(line);
    }

    /** The last line that was printed above columns; empty if none was. */
    public String header() {
        return header;
    }

    /** Signals that no more can be written. */
    public static final class Ended extends RuntimeException {
        private final transient Optional<Failure> failure;

        private Ended(Optional<Failure> failure) {
            super("end of output", failure.orElse(null), false, false);
            this.failure = failure;
        }

        /** The cause; empty if the reader has closed a pipe, as with {@code | head}, which is a normal end. */
        public Optional<Failure> failure() {
            return failure;
        }
    }

    /**
     * Flushes the output.
     *
     * @throws Ended if this or an earlier write failed
     */
    public void check() {
        if (checkError()) { // which flushes, too
            throw ended();
        }
    }

    /**
     * Flushes the output and lets the file system confirm it: file systems that write later, such as NFS, or that have
     * quotas report a failure only when the file is closed.
     *
     * @throws Ended if some output was not written
     */
    public void complete() {
        check();
        written.settle();
        check();
    }

    /**
     * Completes output that must be written before something else is done. A reader that has closed the pipe is a
     * failure here.
     *
     * @throws Failure if some output was not written
     */
    public void secure() {
        try {
            complete();
        } catch (Ended e) {
            String why = e.failure()
                    .map(Failure::getMessage)
                    .orElse("cannot write " + name() + ": the reader has closed it");
            throw new Failure(Failure.Kind.FAILED, why + "; nothing was changed").cause(e);
        }
    }

    /**
     * Closes the output after flushing it.
     *
     * @throws Ended if that fails
     */
    @Override
    public void close() {
        super.close();
        if (written.failure != null) {
            throw ended();
        }
    }

    /** The kept failure; later writes are tried again. */
    private Ended ended() {
        IOException cause = written.failure;
        written.failure = null;
        clearError();
        if (cause instanceof ClosedByInterruptException) {
            return new Ended(Optional.of(Failure.interrupted().cause(cause)));
        }
        if (cause != null && (end == End.PROGRAM || isBrokenPipe(cause))) {
            return new Ended(Optional.empty());
        }
        String why = cause == null || cause.getMessage() == null ? "stream closed" : cause.getMessage();
        return new Ended(
                Optional.of(new Failure(Failure.Kind.FAILED, "cannot write " + name() + ": " + why).cause(cause)));
    }

    /**
     * Whether a failure is a broken pipe. The system's message depends on the locale, so it is compared with the
     * message of another broken pipe.
     */
    private static boolean isBrokenPipe(IOException failure) {
        return "Broken pipe".equals(failure.getMessage())
                || brokenPipe()
                        .filter(text -> text.equals(failure.getMessage()))
                        .isPresent();
    }

    private static Optional<String> brokenPipe() {
        try {
            Pipe broken = Pipe.open();
            broken.source().close();
            try (Pipe.SinkChannel sink = broken.sink()) {
                sink.write(ByteBuffer.allocate(1));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** The destination's name for messages; for stdout the name of the file, if the system knows it. */
    private String name() {
        if (end != End.STDOUT) {
            return name;
        }
        try {
            return name + " (" + Files.readSymbolicLink(Path.of("/proc/self/fd/1")) + ")";
        } catch (IOException | UnsupportedOperationException e) {
            return name;
        }
    }

    /** Closes the file by a second descriptor: the failure to close the process's own is not reported. */
    private static void settleStdout() throws IOException {
        Path file = Path.of("/dev/fd/1");
        if (Files.isRegularFile(file)) {
            OutputStream again;
            try {
                again = new FileOutputStream(file.toString(), true);
            } catch (IOException e) {
                return; // an inherited file that this user may not open
            }
            again.close();
        }
    }

    /** A stream that was closed from the start: every write fails. */
    private static final class ClosedStream extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("closed");
        }
    }

    /** A buffer that drops what could not be written, so that it does not precede later output. */
    private static final class Buffer extends BufferedOutputStream {
        Buffer(OutputStream out) {
            super(out, 1 << 16);
        }

        @Override
        public synchronized void flush() throws IOException {
            try {
                super.flush();
            } finally {
                count = 0;
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                super.write(bytes, offset, length);
            } catch (IOException e) {
                count = 0;
                throw e;
            }
        }
    }

    /** The stream below all buffers, which records the result of each write. */
    private static final class ObservedStream extends OutputStream {
        private final OutputStream stream;
        private final End end;
        private volatile IOException failure;

        ObservedStream(OutputStream stream, End end) {
            this.stream = stream;
            this.end = end;
        }

        /** Lets the file system confirm all writes; keeps a failure for the next check. */
        private void settle() {
            if (failure == null && end == End.STDOUT) {
                try {
                    settleStdout();
                } catch (IOException e) {
                    failure = e;
                }
            }
        }

        /** Refuses a write after a failed one, so that the output has no gap. */
        private void begin() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        private IOException keep(IOException e) {
            failure = e;
            return e;
        }

        @Override
        public void write(int b) throws IOException {
            begin();
            try {
                stream.write(b);
            } catch (IOException e) {
                throw keep(e);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            begin();
            try {
                stream.write(bytes, offset, length);
            } catch (IOException e) {
                throw keep(e);
            }
        }

        @Override
        public void flush() throws IOException {
            begin();
            try {
                stream.flush();
            } catch (IOException e) {
                throw keep(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                stream.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                }
                throw e;
            }
        }
    }
}
