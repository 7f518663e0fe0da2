package zooka.shell.render;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes as people read them. */
final class Bytes {

    private static final int ROW = 16;

    private Bytes() {}

    /** The text, if the bytes are UTF-8 and hold no NUL. */
    static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Offset, sixteen bytes and what of them is ASCII, a line each. */
    static String hex(byte[] bytes) {
        HexFormat hex = HexFormat.of();
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < bytes.length; row += ROW) {
            out.append(hex.toHexDigits(row)).append("  ");
            StringBuilder ascii = new StringBuilder();
            for (int i = row; i < row + ROW; i++) {
                if (i < bytes.length) {
                    out.append(hex.toHexDigits(bytes[i])).append(' ');
                    ascii.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
                } else {
                    out.append("   ");
                }
                if (i == row + ROW / 2 - 1) {
                    out.append(' ');
                }
            }
            out.append(' ').append(ascii);
            if (row + ROW < bytes.length) {
                out.append('\n');
            }
        }
        return out.toString();
    }
}
