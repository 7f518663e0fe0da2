package zooka.shell.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.shell.render.Output;
import zooka.shell.screen.Pages;

/**
 * An answer on a terminal, which goes to a pager if it is longer than the screen. It is held back until then, or until
 * its end; an answer that comes slowly is printed as it comes.
 */
final class PagedStream extends OutputStream {

    /** How long the beginning is held back. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final UserInterface ui;
    private final Streams streams;
    private final int columns;
    private final int rows;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private Output output;
    private Optional<Async<Boolean>> timer = Optional.empty();
    private Optional<Pages> pages = Optional.empty();
    private Optional<Stderr.Hold> hold = Optional.empty();
    private boolean direct;

    private int lines;
    private int used;
    private boolean escape;

    private PagedStream(UserInterface ui, Streams streams, int columns) {
        this.ui = ui;
        this.streams = streams;
        this.columns = columns;
        this.rows = ui.rows();
    }

    /**
     * The destination of an answer; it must be closed before anything else is printed.
     *
     * @param columns the width of the terminal
     */
    static Output output(UserInterface ui, Streams streams, int columns) {
        PagedStream stream = new PagedStream(ui, streams, columns);
        stream.output = Output.toProgram(stream);
        return stream.output;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (pages.isPresent()) {
            pages.get().text().write(bytes, offset, length);
            return;
        }
        if (direct) {
            streams.out().write(bytes, offset, length);
            return;
        }
        held.write(bytes, offset, length);
        if (timer.isEmpty()) {
            timer = Optional.of(Async.run("first page", () -> {
                Deadline.in(PATIENCE).await();
                release();
            }));
        }
        for (int i = offset; i < offset + length; i++) {
            count(bytes[i]);
        }
        if (lines >= rows) {
            open();
        }
    }

    /** Counts the lines of the screen: also those that the terminal makes of a longer one. */
    private void count(byte b) {
        if (b == '\n') {
            lines++;
            used = 0;
            escape = false;
        } else if (escape) {
            escape = !Character.isLetter(b);
        } else if (b == 0x1b) {
            escape = true;
        } else if ((b & 0xc0) != 0x80) { // the first byte of a character
            used++;
            if (used > columns) {
                lines++;
                used = 1;
            }
        }
    }

    private void open() throws IOException {
        hold = Optional.of(streams.err().hold());
        pages = ui.pages(output.header());
        if (pages.isEmpty()) {
            endHold();
            release();
        } else {
            held.writeTo(pages.get().text());
            pages.get().text().flush();
        }
    }

    private void endHold() {
        hold.ifPresent(Stderr.Hold::close);
        hold = Optional.empty();
    }

    /** Prints what was held back, and all that follows as it comes. */
    private synchronized void release() {
        if (!direct && pages.isEmpty()) {
            direct = true;
            streams.out().write(held.toByteArray(), 0, held.size());
            streams.out().flush();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (pages.isPresent()) {
            pages.get().text().flush();
        } else if (direct) {
            streams.out().check();
        }
    }

    /** Prints an answer that fits on the screen; waits until the user has left the pager. */
    @Override
    public void close() {
        timer.ifPresent(Async::cancel);
        if (pages.isPresent()) {
            pages.get().close();
            endHold();
        } else if (!Thread.currentThread().isInterrupted()) {
            release(); // after Ctrl-C, the line editor has the terminal
        }
    }
}
