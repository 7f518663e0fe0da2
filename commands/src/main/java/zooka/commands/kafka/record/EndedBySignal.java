package zooka.commands.kafka.record;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that must not end without a word where the process is ended, by Ctrl-C or by TERM: its thread is interrupted and waited for, as
 * far as it can be, which one that reads a pipe cannot; then a task says what is left to say.
 */
final class EndedBySignal implements AutoCloseable {

    /** How long the work may take to end by itself. */
    private static final long OWN_MILLIS = 1_000;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    /**
     * Begins the work of this thread.
     *
     * @param task called on another thread, while the work may still be under way
     */
    EndedBySignal(Runnable task) {
        hook = new Thread(() -> end(task), "what a signal ends");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What the end of the process does. */
    void end(Runnable task) {
        worker.interrupt();
        try {
            boolean unused = over.await(OWN_MILLIS, TimeUnit.MILLISECONDS);
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is over. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and it was for this that it waited
        }
    }
}
