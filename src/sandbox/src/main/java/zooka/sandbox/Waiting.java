package zooka.sandbox;

import java.time.Duration;
import zooka.clients.Failure;

/** Waits for a condition of a server or process, which must be polled. */
final class Waiting {

    private static final Duration STEP = Duration.ofMillis(40);

    private Waiting() {}

    /** A condition; an exception counts as false. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * Returns as soon as a condition is true.
     *
     * @param what the condition in words, for the failure
     * @throws Failure unreachable on a timeout, or interrupted; a failure of the condition is passed on
     */
    static void until(String what, Duration limit, Condition condition) {
        long end = System.nanoTime() + limit.toNanos();
        Exception last = null;
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
                last = null;
            } catch (Failure failure) {
                throw failure;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Failure.interrupted();
            } catch (Exception notYet) {
                last = notYet;
            }
            if (System.nanoTime() > end) {
                String reason = last == null ? "" : ": " + last;
                throw Failure.unreachable(
                                "the sandbox timed out after " + limit.toSeconds() + " s waiting for " + what + reason)
                        .cause(last);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }
}
