package zooka.shell.render;

import java.io.PrintStream;

/** Nobody reads the output any more, as behind {@code | head}: a quiet end and no failure. */
public final class Closed extends RuntimeException {

    private Closed() {
        super("the output is closed", null, false, false);
    }

    /** Ends the rendering where the output is closed. */
    static void check(PrintStream out) {
        if (out.checkError()) {
            throw new Closed();
        }
    }
}
