package zooka.clients.zookeeper;

import java.util.function.Consumer;
import zooka.clients.net.Stopwatch;

/** Reports how long a command has been waiting for a server; nothing in the first second. */
final class Waiting {

    private volatile Consumer<String> listener = text -> {};

    /** Reports to this listener from now on, on the thread that waits. */
    void reportTo(Consumer<String> other) {
        listener = other;
    }

    /**
     * Reports that something is still missing.
     *
     * @param what {@code a server}, {@code an answer}
     * @param since when the wait began
     */
    void report(String what, Stopwatch since) {
        long seconds = since.elapsed().toSeconds();
        if (seconds > 0) {
            listener.accept("waiting for " + what + " for " + seconds + " s");
        }
    }
}
