package zooka.shell.render;

import java.util.HexFormat;

/** Formats bytes for people. */
public final class Bytes {

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
        for (int row = 0; row < bytes.length; row += ROW) {
            to.print(row(bytes, row, ROW) + "\n");
        }
    }

    /** The columns of a line of a hex dump. */
    public static int width(int row) {
        return 8 + 2 + 3 * row + 1 + 1 + row;
    }

    /**
     * A line of a hex dump.
     *
     * @param from the offset of its first byte
     * @param row the number of bytes in a line
     */
    public static String row(byte[] bytes, int from, int row) {
        HexFormat hex = HexFormat.of();
        StringBuilder out = new StringBuilder().append(hex.toHexDigits(from)).append("  ");
        StringBuilder ascii = new StringBuilder();
        for (int i = from; i < from + row; i++) {
            if (i < bytes.length) {
                out.append(hex.toHexDigits(bytes[i])).append(' ');
                ascii.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            } else {
                out.append("   ");
            }
            if (i == from + row / 2 - 1) {
                out.append(' ');
            }
        }
        return out.append(' ').append(ascii).toString();
    }
}
