package zooka.shell.render;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Escapes the control characters that JSON and YAML let through (DEL and C1, one of which begins a terminal's commands),
 * the marks that turn the writing direction, and halves of characters; they can stand only inside strings.
 */
final class HarmlessWriter extends FilterWriter {
    private final boolean yaml;

    HarmlessWriter(Writer to, boolean yaml) {
        super(to);
        this.yaml = yaml;
    }

    /** The first half of a character beyond the basic plane, until the other half comes; 0 for none. */
    private char half;

    private static boolean plain(char c) {
        return c < 0x7f || (!Character.isSurrogate(c) && !Escapes.harmful(c));
    }

    @Override
    public void write(int c) throws IOException {
        char here = (char) c;
        if (half != 0 && Character.isLowSurrogate(here)) {
            char[] both = {half, here};
            half = 0;
            if (Escapes.harmful(Character.toCodePoint(both[0], here))) {
                escape(both);
            } else {
                out.write(both);
            }
            return;
        }
        flushHalf();
        if (Character.isHighSurrogate(here)) {
            half = here;
        } else if (plain(here)) {
            out.write(here);
        } else {
            escape(here);
        }
    }

    private void escape(char... character) throws IOException {
        if (yaml) {
            // In YAML only a double-quoted string may hold an escape, so there it is shown and no longer exact.
            out.write(Escapes.visible(String.valueOf(character)));
            return;
        }
        for (char c : character) {
            out.write(String.format("\\u%04x", (int) c));
        }
    }

    /** A half without another has no bytes, and the encoder would put a question mark in its place. */
    private void flushHalf() throws IOException {
        if (half != 0) {
            escape(half);
            half = 0;
        }
    }

    @Override
    public void flush() throws IOException {
        flushHalf();
        super.flush();
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        int begin = offset;
        for (int i = offset; i < offset + length; i++) {
            if (half != 0 || !plain(buffer[i])) {
                out.write(buffer, begin, i - begin);
                write(buffer[i]);
                begin = i + 1;
            }
        }
        out.write(buffer, begin, offset + length - begin);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        // YAML's generator hands over a long text again and again, a few characters of it each time.
        char[] part = new char[length];
        text.getChars(offset, offset + length, part, 0);
        write(part, 0, length);
    }
}
