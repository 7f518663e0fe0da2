package zooka.shell.screen;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;

/** The keys of the terminal on stdin, each readable as soon as it is pressed. Safe for several threads. */
public abstract class Keyboard {

    private final InputStream keys = new FileInputStream(FileDescriptor.in);
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private boolean over;

    /**
     * Switches to reading single keys without echo; does nothing if that is on already.
     *
     * @return false if keys cannot be read now, or never again
     */
    public abstract boolean take();

    /**
     * Restores the terminal's modes; called once.
     *
     * @param typed unused keys, for the next reader
     */
    public abstract void restore(byte[] typed);

    /** Handles a key that belongs to the terminal itself, such as Ctrl-C; whether it was one. */
    public boolean acts(int key) {
        return false;
    }

    /**
     * The next byte of a pressed key: -1 at the end of input, empty if none was pressed. It never waits: a waiting read
     * would take keys meant for the next program.
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

    /** Keeps a key without a use here for the next reader. */
    final synchronized void keep(int key) {
        kept.write(key);
    }

    /** Drops the kept keys. */
    public final synchronized void forget() {
        kept.reset();
    }

    /** Keeps all keys typed so far for the next reader. */
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

    /** Restores the terminal's modes and reads no more keys. */
    public final synchronized void giveBack() {
        if (!over) {
            over = true;
            restore(kept.toByteArray());
        }
    }
}
