package zooka.shell.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes in memory, up to a limit; a write that would exceed it fails. */
final class BoundedBuffer extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;

    BoundedBuffer(int most) {
        this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) throws IOException {
        if (length > most - bytes.size()) {
            throw new IOException("more than " + (most >> 20) + " MB");
        }
        bytes.write(from, offset, length);
    }

    synchronized byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
