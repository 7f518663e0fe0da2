package zooka.commands.undo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The lines of a file, the last first, in memory for a line and a block. Bytes behind the last end of a line are left out. */
final class ReverseLines implements AutoCloseable {

    private static final int BLOCK = 64 << 10;

    private final RandomAccessFile file; // a channel would be closed by an interrupt
    /** Where the block at hand begins. */
    private long at;

    private byte[] block = {};
    /** Bytes of the block that are still to be given out. */
    private int left;

    private boolean started;

    ReverseLines(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        at = file.length();
    }

    /** The bytes of the line before, without its end; empty where there is none. */
    Optional<byte[]> line() throws IOException {
        if (!started) {
            started = true;
            part(); // what was not written to its end, and the end of the last line
        }
        if (left == 0 && at == 0) {
            return Optional.empty();
        }
        return Optional.of(part());
    }

    /** What is between the end of a line before, which is passed, and where it was. */
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
            return; // it was only read
        }
    }
}
