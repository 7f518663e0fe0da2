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
 * Where a payload goes: text in UTF-8, or bytes. It keeps the reason of the first write that failed, where a
 * {@link PrintStream} forgets it, and writes nothing after that one. Whoever writes asks {@link #check()} from time to time,
 * and whoever owns it asks {@link #complete()} at the end: only then is all that was written known to be written.
 */
public final class Output extends PrintStream {

    private static final String STDOUT = "to stdout";

    /** What is at its other end. Not told by lambdas: linking the first of them costs {@code --version} an eighth of its time. */
    private enum End {
        STDOUT,
        /** Stdout where the process was started without one. */
        CLOSED,
        STREAM,
        PROGRAM
    }

    private final Written written;
    private final End end;
    private final String name;

    private Output(OutputStream stream, End end, String name) {
        this(new Written(stream, end), end, name);
    }

    private Output(Written written, End end, String name) {
        super(new Buffer(written), false, StandardCharsets.UTF_8);
        this.written = written;
        this.end = end;
        this.name = name;
    }

    /**
     * The process's own stdout, which stays open.
     *
     * @param closed whether the process was started without one: whatever is written then fails
     */
    public static Output stdout(boolean closed) {
        return closed
                ? new Output(new Closed(), End.CLOSED, STDOUT)
                : new Output(new FileOutputStream(FileDescriptor.out), End.STDOUT, STDOUT);
    }

    /** A file or another stream of bytes, that is closed with this. */
    public static Output to(OutputStream stream, String name) {
        return new Output(stream, End.STREAM, name);
    }

    /** The input of another program, which may end without reading all of it. */
    public static Output toProgram(OutputStream stream) {
        return new Output(stream, End.PROGRAM, "to the program");
    }

    /** No more can be written, and why. */
    public static final class Ended extends RuntimeException {
        private final transient Optional<Failure> failure;

        private Ended(Optional<Failure> failure) {
            super("end of output", failure.orElse(null), false, false);
            this.failure = failure;
        }

        /** Empty where the reader went away, as behind {@code | head}: a quiet end and no failure. */
        public Optional<Failure> failure() {
            return failure;
        }
    }

    /**
     * Hands on what was written so far.
     *
     * @throws Ended where that, or a write before it, failed
     */
    public void check() {
        if (checkError()) { // which flushes, too
            throw ended();
        }
    }

    /**
     * The same, and has the file system say whether it took all: one that writes behind, such as NFS, or one with quotas,
     * says so only when a file is closed.
     *
     * @throws Ended where something was not written
     */
    public void complete() {
        check();
        written.settle();
        check();
    }

    /**
     * The same for what must be written before something else is done: here a reader that went away is a failure like any.
     *
     * @throws Failure where something was not written
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

    /** Closes it, after all has been handed on; it throws {@link Ended} where that fails. */
    @Override
    public void close() {
        super.close();
        if (written.failure != null) {
            throw ended();
        }
    }

    /** Once it is told, what is written next is tried anew. */
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

    /** The system says it in the language of the locale; so it is made to say it once more. */
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

    /** What it is called in a message; with the file behind stdout, where the system tells. */
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

    /** Closes the file once by another descriptor, since the process's own is closed by its end, which nobody hears of. */
    private static void settleStdout() throws IOException {
        Path file = Path.of("/dev/fd/1");
        if (Files.isRegularFile(file)) {
            OutputStream again;
            try {
                again = new FileOutputStream(file.toString(), true);
            } catch (IOException e) {
                return; // a file that was handed over open, and that this user may not open
            }
            again.close();
        }
    }

    /** What was never there. */
    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("closed");
        }
    }

    /** What could not be written does not stay, to be written in front of something else. */
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

    /** The stream below all buffers, which knows how each write went. */
    private static final class Written extends OutputStream {
        private final OutputStream stream;
        private final End end;
        private volatile IOException failure;

        Written(OutputStream stream, End end) {
            this.stream = stream;
            this.end = end;
        }

        /** Has the file system say how it went; a failure is kept, and told by whoever asks. */
        private void settle() {
            if (failure == null && end == End.STDOUT) {
                try {
                    settleStdout();
                } catch (IOException e) {
                    failure = e;
                }
            }
        }

        /** Behind a gap nothing is written. */
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
