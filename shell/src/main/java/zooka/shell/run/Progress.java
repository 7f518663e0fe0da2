package zooka.shell.run;

import java.io.PrintStream;
import java.time.Duration;
import zooka.clients.net.Deadline;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Escapes;
import zooka.shell.render.Theme;

/**
 * One line on a terminal's stderr with the progress of a long command, or how long it has waited; it is removed
 * afterwards.
 */
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
     * @param visible whether stderr is a terminal
     * @param alone whether the command writes nothing else to that terminal
     */
    Progress(PrintStream err, boolean visible, boolean alone, boolean colour) {
        this.err = err;
        this.visible = visible;
        this.alone = alone;
        this.colour = colour;
    }

    /** Shows the progress, unless it was shown just now. */
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

    /** Stops showing progress, since the result is written from now on. */
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
