package zooka.shell.screen;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;

/** The keys of the terminal on stdin, each of which can be read as soon as it is pressed. Used by several threads. */
public abstract class Keyboard {

    private final InputStream keys = new FileInputStream(FileDescriptor.in);
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private boolean over;

    /**
     * Lets keys be read one by one, without showing them; does nothing where that is the case already.
     *
     * @return false where it cannot be done now, or where nothing more is to be read
     */
    public abstract boolean take();

    /**
     * Sets the terminal's modes as they were; called once.
     *
     * @param typed keys that nobody has used, for whoever reads next
     */
    public abstract void restore(byte[] typed);

    /** Whether a key is the terminal's own; then it is acted upon here. */
    public boolean acts(int key) {
        return false;
    }

    /**
     * The next byte of a key that was pressed, or -1 where there will be none; empty where none was pressed. It never waits: a
     * read that waits would take what is typed for the next program.
     */
    final synchronized OptionalInt next() throws IOException {
        while (!over && take() && keys.available() > 0) {
            int key = keys.read();
            if (!acts(key)) {
                return OptionalInt.of(key);
            }
        }
        return OptionalInt.empty();
    }

    /** Keeps a key that was read and is of no use here, for whoever reads next. */
    final synchronized void keep(int key) {
        kept.write(key);
    }

    /** Drops the keys that were kept. */
    public final synchronized void forget() {
        kept.reset();
    }

    /** Keeps everything that was typed up to now, for whoever reads next. */
    public final void keepTyped() {
        try {
            for (OptionalInt key = next(); key.isPresent() && key.getAsInt() >= 0; key = next()) {
                keep(key.getAsInt());
            }
        } catch (IOException e) {
            return; // the terminal is gone
        } finally {
            giveBack();
        }
    }

    /** Sets the terminal's modes as they were, and reads nothing any more. */
    public final synchronized void giveBack() {
        if (!over) {
            over = true;
            restore(kept.toByteArray());
        }
    }
}
