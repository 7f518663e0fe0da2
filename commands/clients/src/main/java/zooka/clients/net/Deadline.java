package zooka.clients.net;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import zooka.clients.Failure;

/** A moment by which an answer has to be there. */
public record Deadline(long nanoTime) {

    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** What is left, in whole milliseconds, rounded up; 0 once it has passed. */
    public long millis() {
        return Math.max(0, (nanoTime - System.nanoTime() + 999_999) / 1_000_000);
    }

    public boolean passed() {
        return millis() == 0;
    }

    /** Waits until it has passed; an interrupt ends the wait with {@code INTERRUPTED}. */
    public void await() {
        try {
            new CountDownLatch(1).await(millis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
    }

    /** An earlier moment: so many milliseconds from now, but no later than this one. */
    public Deadline within(long millis) {
        return millis < millis() ? in(Duration.ofMillis(millis)) : this;
    }
}
