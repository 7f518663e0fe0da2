package zooka.shell.run;

import java.io.PrintStream;
import java.time.Duration;
import zooka.clients.net.Deadline;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Escapes;
import zooka.shell.render.Theme;

/** One line on a terminal's stderr that says how far a long command has come, or how long it has waited; leaves no trace. */
final class Progress {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final PrintStream err;
    private final boolean visible;
    private final boolean alone;
    private final boolean colour;
    private Deadline next = Deadline.in(FIRST);
    private boolean shown;
    private boolean written;

    /**
     * @param visible whether there is a terminal to show it on
     * @param alone whether the command writes nothing else to that terminal
     */
    Progress(PrintStream err, boolean visible, boolean alone, boolean colour) {
        this.err = err;
        this.visible = visible;
        this.alone = alone;
        this.colour = colour;
    }

    /** Shows how far the command has come, if the last was not shown just now. */
    synchronized void show(String text) {
        if (alone) {
            print(text);
        }
    }

    /** Shows how long the command has waited for a server. */
    synchronized void waiting(String text) {
        if (alone || !written) {
            print(text);
        }
    }

    /** From now on the result is written, which nothing may be printed over. */
    synchronized void written() {
        written = true;
        if (!alone) {
            clear();
        }
    }

    private void print(String text) {
        if (visible && next.passed()) {
            next = Deadline.in(AGAIN);
            shown = true;
            err.print("\r\u001b[K" + Theme.paint(Escapes.visible(text), Level.DIM, colour));
            err.flush();
        }
    }

    synchronized void clear() {
        if (shown) {
            shown = false;
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
