package zooka.shell.render;

import java.util.HexFormat;

/** Formats bytes for people. */
final class Bytes {

    private static final int ROW = 16;

    private Bytes() {}

    /**
     * Prints a hex dump: offset, sixteen bytes and their ASCII characters in each line. Lines are printed one by one,
     * since there may be many.
     */
    static void hex(byte[] bytes, Output to) {
        if (bytes.length == 0) {
            to.print('\n'); // an empty line distinguishes an empty value from null
        }
        HexFormat hex = HexFormat.of();
        for (int row = 0; row < bytes.length; row += ROW) {
            StringBuilder out = new StringBuilder().append(hex.toHexDigits(row)).append("  ");
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
            to.print(out.append(' ').append(ascii).append('\n'));
        }
    }
}
