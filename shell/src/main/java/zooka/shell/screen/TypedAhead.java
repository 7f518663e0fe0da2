package zooka.shell.screen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** What was typed while a command ran and was read already. It is for the prompt that comes next, and for no question. */
public final class TypedAhead {

    private final Charset encoding;
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream(0);

    public TypedAhead(Charset encoding) {
        this.encoding = encoding;
    }

    /** Adds what was typed after all that is here. */
    public synchronized void add(byte[] typed) {
        keys.writeBytes(typed);
    }

    /** Takes out the keys up to the first Enter, or all where there is none: the next line may be for another prompt. */
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
