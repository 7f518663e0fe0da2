package zooka.shell.screen;

import java.io.IOException;
import java.util.Optional;
import org.jline.utils.NonBlockingReader;
import zooka.shell.screen.Key.Name;

/**
 * Reads single keys from the line editor's reader, and no character beyond a key: what is typed ahead is for the
 * prompt. It accepts both forms of the arrow keys, since the terminal may be in either mode, and ignores unknown
 * sequences.
 */
final class KeyReader {
    private static final int ESCAPE = 0x1b;

    /**
     * The most time between the characters of a sequence; an escape character alone for this long is the Escape key.
     */
    private static final long SEQUENCE_MILLIS = 100;

    private final NonBlockingReader reader;
    private boolean ended;

    KeyReader(NonBlockingReader reader) {
        this.reader = reader;
    }

    /** The next key; empty on a timeout, after an unknown key and at the end of input. */
    Optional<Key> read(long millis) throws IOException {
        int read = reader.read(millis);
        if (read == NonBlockingReader.EOF) {
            ended = true;
        }
        if (read < 0) {
            return Optional.empty();
        }
        if (read == ESCAPE) {
            return escape();
        }
        if (read == '\r' || read == '\n') {
            return Optional.of(Key.ENTER);
        }
        if (read == 0x7f || read == '\b') {
            return Optional.of(Key.BACKSPACE);
        }
        if (read < 0x20) {
            return read >= 1 && read <= 26 ? Optional.of(Key.control((char) ('a' + read - 1))) : Optional.empty();
        }
        if (Character.isHighSurrogate((char) read)) {
            int low = reader.read(SEQUENCE_MILLIS);
            return low >= 0 && Character.isLowSurrogate((char) low)
                    ? Optional.of(Key.of(Character.toCodePoint((char) read, (char) low)))
                    : Optional.empty();
        }
        return Optional.of(Key.of(read));
    }

    /** Whether the terminal is gone. */
    boolean ended() {
        return ended;
    }

    private Optional<Key> escape() throws IOException {
        int next = reader.peek(SEQUENCE_MILLIS);
        if (next != '[' && next != 'O') {
            return Optional.of(Key.ESCAPE);
        }
        reader.read(SEQUENCE_MILLIS);
        StringBuilder parameters = new StringBuilder();
        int read = reader.read(SEQUENCE_MILLIS);
        while (next == '[' && read >= 0x20 && read < 0x40) {
            parameters.append((char) read);
            read = reader.read(SEQUENCE_MILLIS);
        }
        return named(read, parameters.toString()).map(name -> new Key(name, 0));
    }

    private static Optional<Name> named(int last, String parameters) {
        return switch (last) {
            case 'A' -> Optional.of(Name.UP);
            case 'B' -> Optional.of(Name.DOWN);
            case 'C' -> Optional.of(Name.RIGHT);
            case 'D' -> Optional.of(Name.LEFT);
            case 'H' -> Optional.of(Name.HOME);
            case 'F' -> Optional.of(Name.END);
            case 'M' -> Optional.of(Name.ENTER);
            case '~' ->
                switch (parameters) {
                    case "1", "7" -> Optional.of(Name.HOME);
                    case "3" -> Optional.of(Name.DELETE);
                    case "4", "8" -> Optional.of(Name.END);
                    case "5" -> Optional.of(Name.PAGE_UP);
                    case "6" -> Optional.of(Name.PAGE_DOWN);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
