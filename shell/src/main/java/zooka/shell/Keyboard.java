package zooka.shell;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;

/** The keys of the terminal on stdin, each of which can be read as soon as it is pressed. Used by several threads. */
abstract class Keyboard {

    private final InputStream keys = new FileInputStream(FileDescriptor.in);
    private boolean over;

    /**
     * Lets keys be read one by one, without showing them; does nothing where that is the case already.
     *
     * @return false where it cannot be done now
     */
    abstract boolean take();

    /** Sets the terminal's modes as they were; called once. */
    abstract void restore();

    /**
     * The next byte of a key that was pressed, or -1 where there will be none; empty where none was pressed. It never waits: a
     * read that waits would take what is typed for the next program.
     */
    final synchronized OptionalInt next() throws IOException {
        return !over && take() && keys.available() > 0 ? OptionalInt.of(keys.read()) : OptionalInt.empty();
    }

    /** Sets the terminal's modes as they were, and reads nothing any more. */
    final synchronized void giveBack() {
        if (!over) {
            over = true;
            restore();
        }
    }
}
