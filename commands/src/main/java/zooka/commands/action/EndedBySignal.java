package zooka.commands.action;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A shutdown hook for work that must report before the process ends by Ctrl-C or SIGTERM: it interrupts the thread and waits for it, if
 * the thread can be interrupted (not while it reads a pipe); then a task reports what is left.
 */
public final class EndedBySignal implements AutoCloseable {

    private final Duration own;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    /**
     * Registers the work of this thread.
     *
     * @param own how long the work may take to end
     * @param task called on another thread, possibly while the work is still running
     */
    public EndedBySignal(Duration own, Runnable task) {
        this.own = own;
        hook = new Thread(() -> end(task), "signal handler");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Runs at the end of the process. */
    void end(Runnable task) {
        worker.interrupt();
        try {
            boolean unused = over.await(own.toMillis(), TimeUnit.MILLISECONDS);
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Unregisters the work. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending and has waited for this
        }
    }
}
