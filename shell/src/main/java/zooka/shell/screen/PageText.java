package zooka.shell.screen;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jline.builtins.Source;

/**
 * The text of the built-in pager: written by one thread, and read by another, which may begin again. The pager keeps
 * all lines in memory, so the text has a limit; its last line then names it.
 */
final class PageText extends OutputStream implements Source {

    private static final String NAME = "h: help, q: quit";

    /** The most bytes; the pager needs twelve for each of them. */
    private final int most;

    private final byte[] header;
    private final int page;
    private byte[] bytes = new byte[1 << 13];
    private int length;
    private int lines;
    private boolean complete;
    private boolean closed;

    /**
     * An empty text.
     *
     * @param header the line that begins each page, with its newline; empty for none. The text begins with it
     * @param page the lines of a page
     * @param most the limit of the text, in bytes
     */
    PageText(String header, int page, int most) {
        this.header = header.getBytes(StandardCharsets.UTF_8);
        this.page = page;
        this.most = most;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] more, int offset, int count) throws IOException {
        int begin = offset;
        for (int i = offset; i < offset + count; i++) {
            if (more[i] == '\n') {
                add(more, begin, i + 1 - begin);
                begin = i + 1;
                lines++;
                if (header.length > 0 && lines % page == 0) {
                    add(header, 0, header.length);
                    lines++;
                }
                if (length > most) {
                    limit();
                }
            }
        }
        add(more, begin, offset + count - begin);
        notifyAll();
    }

    /** Ends the text, if the user has not left the pager before. */
    private void limit() throws IOException {
        byte[] remark = "... more is not kept here: use > FILE, or set PAGER=less in the environment\n"
                .getBytes(StandardCharsets.US_ASCII);
        add(remark, 0, remark.length);
        complete = true;
        notifyAll();
        throw new IOException("the pager is full");
    }

    private void add(byte[] more, int offset, int count) throws IOException {
        if (closed || complete) {
            throw new IOException("the pager is closed");
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        System.arraycopy(more, offset, bytes, length, count);
        length += count;
    }

    /** Ends the text. */
    @Override
    public synchronized void close() {
        complete = true;
        notifyAll();
    }

    /** Refuses more text, since nobody reads it. */
    synchronized void leave() {
        closed = true;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Long lines() {
        return null; // not known before the end
    }

    @Override
    public InputStream read() {
        return new InputStream() {
            private int position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int count) throws IOException {
                int read = copy(position, into, offset, count);
                position += Math.max(0, read);
                return read;
            }
        };
    }

    /** Copies text from a position; waits until there is some, and returns -1 at the end. */
    private synchronized int copy(int position, byte[] into, int offset, int count) throws IOException {
        try {
            while (position == length && !complete) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        if (position == length) {
            return -1;
        }
        int copied = Math.min(count, length - position);
        System.arraycopy(bytes, position, into, offset, copied);
        return copied;
    }
}
