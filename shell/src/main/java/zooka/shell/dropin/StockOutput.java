package zooka.shell.dropin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import zooka.shell.render.Escapes;
import zooka.shell.render.Output;

/** Where a tool's text goes: stdout, as the stock tool has it. On a terminal control characters of servers' texts are escaped. */
public final class StockOutput {

    private final Output out;
    private final boolean terminal;

    /** @param terminal whether a person sees it */
    public StockOutput(Output out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Writes a line. */
    void line(String text) {
        out.print(shown(text));
        out.print('\n');
    }

    /** Writes text without an end of line. */
    void text(String text) {
        out.print(shown(text));
    }

    /** Writes rows whose columns are as wide as their widest cells, with a tab behind each. */
    void table(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(padded(row[i], widths[i])).append('\t');
            }
            line(line.toString());
        }
    }

    /** Writes bytes of a record, unchanged but on a terminal. */
    void bytes(byte[] bytes) {
        if (terminal) {
            text(new String(bytes, StandardCharsets.UTF_8));
        } else {
            out.write(bytes, 0, bytes.length);
        }
    }

    /**
     * Writes out what is buffered.
     *
     * @throws Output.Ended where it cannot be written
     */
    void flush() {
        out.check();
    }

    private String shown(String text) {
        return terminal ? Escapes.visibleLines(text) : text;
    }

    /** The text, filled with blanks up to a width. */
    static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
