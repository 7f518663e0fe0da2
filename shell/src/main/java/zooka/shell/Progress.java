package zooka.shell;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Escapes;
import zooka.shell.render.Theme;

/** One line on a terminal's stderr that says how far a long command has come, and leaves no trace. */
final class Progress {

    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintStream err;
    private final boolean visible;
    private final boolean colour;
    private long next = System.nanoTime() + FIRST;
    private boolean shown;

    /** @param visible whether there is a terminal to show it on, and nothing else is being written to it */
    Progress(PrintStream err, boolean visible, boolean colour) {
        this.err = err;
        this.visible = visible;
        this.colour = colour;
    }

    /** Shows it, if the last was not shown just now. */
    void show(String text) {
        long now = System.nanoTime();
        if (visible && now - next >= 0) {
            next = now + AGAIN;
            shown = true;
            err.print("\r\u001b[K" + Theme.paint(Escapes.visible(text), Level.DIM, colour));
            err.flush();
        }
    }

    void clear() {
        if (shown) {
            shown = false;
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
