package zooka.clients.net;

import java.time.Duration;

/** How long something takes, from a moment on. The counterpart of {@link Deadline}. */
public record Stopwatch(long nanoTime) {

    public static Stopwatch start() {
        return new Stopwatch(System.nanoTime());
    }

    /** The time since then. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    /** The same in milliseconds, with fractions. */
    public double millis() {
        return (System.nanoTime() - nanoTime) / 1e6;
    }
}
