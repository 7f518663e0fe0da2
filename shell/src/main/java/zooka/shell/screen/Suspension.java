package zooka.shell.screen;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/** Stops the program like Ctrl-Z, with all processes of its job, until it is continued. */
public final class Suspension {

    private Suspension() {}

    /**
     * Stops the program and returns when it is continued; returns at once if no shell could continue it, as in a
     * container. The caller restores the terminal first.
     */
    public static void stop(Terminal terminal) {
        stop(() -> terminal.handle(Signal.TSTP, SignalHandler.SIG_DFL), before -> terminal.handle(Signal.TSTP, before));
    }

    /**
     * Stops the program if no library controls the terminal.
     *
     * @param ordinary sets the signal's default action and returns the previous one
     * @param again sets the previous action
     */
    public static <T> void stop(Supplier<T> ordinary, Consumer<T> again) {
        // The signal's default action and not SIGSTOP: the system ignores it if no shell could continue the program.
        T before = ordinary.get();
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -TSTP 0").start().waitFor();
        } catch (IOException e) {
            return; // without sh the program is not stopped
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            again.accept(before);
        }
    }
}
