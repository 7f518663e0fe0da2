package zooka.shell.screen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** The keys that were typed and read while a command ran. They are for the next prompt, not for a confirmation. */
public final class TypeAhead {

    private final Charset encoding;
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream(0);

    public TypeAhead(Charset encoding) {
        this.encoding = encoding;
    }

    /** Appends typed keys. */
    public synchronized void add(byte[] typed) {
        keys.writeBytes(typed);
    }

    /**
     * Removes and returns the keys up to the first Enter, or all without one: the next line may be for another prompt.
     */
    public synchronized String line() {
        byte[] all = keys.toByteArray();
        int end = 0;
        while (end < all.length && all[end] != '\n' && all[end] != '\r') {
            end++;
        }
        end = Math.min(end + 1, all.length);
        keys.reset();
        keys.write(all, end, all.length - end);
        return new String(all, 0, end, encoding);
    }
}
