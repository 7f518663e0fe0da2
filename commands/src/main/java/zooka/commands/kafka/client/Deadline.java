package zooka.commands.kafka.client;

import java.time.Duration;

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

    /** An earlier moment: so many milliseconds from now, but no later than this one. */
    public Deadline within(long millis) {
        return millis < millis() ? in(Duration.ofMillis(millis)) : this;
    }
}
