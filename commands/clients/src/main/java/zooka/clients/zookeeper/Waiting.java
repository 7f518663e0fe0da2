package zooka.clients.zookeeper;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reports how long a command has been waiting for a server; nothing in the first second. */
final class Waiting {

    private volatile Consumer<String> listener = text -> {};

    /** Reports to this listener from now on, in whichever thread waits. */
    void tell(Consumer<String> other) {
        listener = other;
    }

    /**
     * Reports that something is still missing.
     *
     * @param what {@code a server}, {@code an answer}
     * @param since when the wait began, by {@link System#nanoTime()}
     */
    void report(String what, long since) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        if (seconds > 0) {
            listener.accept("waiting for " + what + " for " + seconds + " s");
        }
    }
}
