package zooka.shell.render;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import zooka.commands.result.Payload.Look;

/** Formats a value like zkCli: as text, as base64 or as a framed table of hex. */
final class ZkCliBytes {

    private static final int ROW = 16;
    private static final String FRAME = "+--------+-------------------------------------------------+----------------+";

    private ZkCliBytes() {}

    /** Invalid UTF-8 is shown as replacement characters, as in zkCli; get -b shows the bytes. */
    static String text(byte[] bytes, Look look) {
        return switch (look) {
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case HEX -> hex(bytes);
            case AUTO, TEXT -> Escapes.visibleLines(new String(bytes, StandardCharsets.UTF_8));
        };
    }

    private static String hex(byte[] bytes) {
        if (bytes.length == 0) {
            return "";
        }
        StringBuilder table = new StringBuilder();
        table.append("         +-------------------------------------------------+\n");
        table.append("         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |\n");
        table.append(FRAME);
        for (int row = 0; row < bytes.length; row += ROW) {
            table.append("\n|").append(HexFormat.of().toHexDigits(row)).append("| ");
            StringBuilder ascii = new StringBuilder();
            for (int i = row; i < row + ROW; i++) {
                boolean there = i < bytes.length;
                table.append(there ? HexFormat.of().toHexDigits(bytes[i]) : "  ")
                        .append(' ');
                ascii.append(!there ? ' ' : bytes[i] > 0x1f && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            table.append('|').append(ascii).append('|');
        }
        return table.append('\n').append(FRAME).toString();
    }
}
