package zooka.commands.doctor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import zooka.clients.Failure;

/**
 * What was made and has to go again, however the making ends: with success, with a failure, with an interrupt, or with the end of the
 * process, which waits for it.
 */
final class Cleanup {

    private static final long LONGEST_SECONDS = 8;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> left = new ArrayList<>();

    private Cleanup() {}

    /** Has something removed later; the last is removed first. A task that fails names what is left in its failure. */
    void later(Runnable task) {
        tasks.push(task);
    }

    /** What could not be removed, and why. */
    List<String> left() {
        return List.copyOf(left);
    }

    /** Does something and cleans up after it. */
    static <T> T after(Function<Cleanup, T> work, Consumer<Cleanup> cleaned) {
        Cleanup cleaning = new Cleanup();
        Thread worker = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        // A process that is ended by Ctrl-C ends its threads without a word: this one is told, and waited for.
        Thread hook = new Thread(() -> await(worker, done), "clean up");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.apply(cleaning);
        } finally {
            // An interrupted thread could not ask the servers for anything.
            boolean interrupted = Thread.interrupted();
            cleaning.run();
            cleaned.accept(cleaning);
            done.countDown();
            forget(hook);
            if (interrupted) {
                worker.interrupt();
            }
        }
    }

    private void run() {
        while (!tasks.isEmpty()) {
            try {
                tasks.pop().run();
            } catch (Failure failure) {
                boolean unused = Thread.interrupted();
                left.add(failure.getMessage());
            }
        }
    }

    private static void await(Thread worker, CountDownLatch done) {
        worker.interrupt();
        try {
            boolean unused = done.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and it was for this that it waited
        }
    }
}
