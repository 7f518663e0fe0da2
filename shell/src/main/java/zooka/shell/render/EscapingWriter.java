package zooka.shell.render;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Escapes characters that JSON and YAML generators do not: DEL and C1 controls, one of which begins terminal sequences;
 * marks that reverse the writing direction; unpaired surrogates. In JSON and YAML they can occur only inside strings.
 */
final class EscapingWriter extends FilterWriter {
    private final boolean yaml;

    EscapingWriter(Writer to, boolean yaml) {
        super(to);
        this.yaml = yaml;
    }

    /** The high surrogate that waits for its low surrogate; 0 for none. */
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
            // In YAML only a double-quoted string can contain an escape; elsewhere the escape is shown and the value is
            // no longer exact.
            out.write(Escapes.visible(String.valueOf(character)));
            return;
        }
        for (char c : character) {
            out.write(String.format("\\u%04x", (int) c));
        }
    }

    /** Escapes an unpaired surrogate, which the encoder would replace by a question mark. */
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
        // YAML's generator passes a long text again and again, with an offset of a few characters more each time.
        char[] part = new char[length];
        text.getChars(offset, offset + length, part, 0);
        write(part, 0, length);
    }
}
