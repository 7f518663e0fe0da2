package zooka.commands.undo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The lines of a file in reverse order, with memory for one line and one block. An incomplete last line is skipped. */
final class ReverseLines implements AutoCloseable {

    private static final int BLOCK = 64 << 10;

    private final RandomAccessFile file; // a channel would be closed by an interrupt
    /** The position of the current block. */
    private long at;

    private byte[] block = {};
    /** The number of bytes of the block that have not been returned yet. */
    private int left;

    private boolean started;

    ReverseLines(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        at = file.length();
    }

    /** The previous line, without its line feed; empty at the start of the file. */
    Optional<byte[]> line() throws IOException {
        if (!started) {
            started = true;
            part(); // the incomplete last line, and the line feed before it
        }
        if (left == 0 && at == 0) {
            return Optional.empty();
        }
        return Optional.of(part());
    }

    /** The bytes back to the previous line feed, which is skipped. */
    private byte[] part() throws IOException {
        Deque<byte[]> pieces = new ArrayDeque<>();
        while (true) {
            if (left == 0) {
                if (at == 0) {
                    break;
                }
                fill();
            }
            int end = left;
            while (left > 0 && block[left - 1] != '\n') {
                left--;
            }
            byte[] piece = new byte[end - left];
            System.arraycopy(block, left, piece, 0, piece.length);
            pieces.push(piece);
            if (left > 0) {
                left--;
                break;
            }
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            line.write(piece, 0, piece.length);
        }
        return line.toByteArray();
    }

    private void fill() throws IOException {
        int size = (int) Math.min(BLOCK, at);
        at -= size;
        block = new byte[size];
        file.seek(at);
        file.readFully(block);
        left = size;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            return; // it was only read from
        }
    }
}
