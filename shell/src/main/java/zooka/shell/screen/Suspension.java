package zooka.shell.screen;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/** Stops the program as Ctrl-Z does, together with whatever runs beside it in the same job, until it is continued. */
public final class Suspension {

    private Suspension() {}

    /**
     * Stops it, and returns once it goes on; at once where no shell could continue it, as in a container. The terminal must be
     * as other programs expect it.
     */
    public static void stop(Terminal terminal) {
        stop(() -> terminal.handle(Signal.TSTP, SignalHandler.SIG_DFL), before -> terminal.handle(Signal.TSTP, before));
    }

    /**
     * Stops it, where no library looks after the terminal.
     *
     * @param ordinary sets the signal's own default, and gives what was there
     * @param again sets what was there
     */
    public static <T> void stop(Supplier<T> ordinary, Consumer<T> again) {
        // By the signal's own default and not by SIGSTOP: the system then knows where nobody could continue it.
        T before = ordinary.get();
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -TSTP 0").start().waitFor();
        } catch (IOException e) {
            return; // without a sh it goes on
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            again.accept(before);
        }
    }
}
