package zooka.shell.dropin;

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

    private String shown(String text) {
        return terminal ? Escapes.visibleLines(text) : text;
    }

    /** The text, filled with blanks up to a width. */
    static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
