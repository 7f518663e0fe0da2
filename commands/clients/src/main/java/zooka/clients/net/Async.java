package zooka.clients.net;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import zooka.clients.Failure;

/**
 * A question that is asked on a thread of its own, so that others can be asked meanwhile.
 *
 * @param <T> what its answer is
 */
public final class Async<T> {

    private final FutureTask<T> task;

    private Async(FutureTask<T> task) {
        this.task = task;
    }

    /** Begins to ask; the question is bounded in time by itself, and ends with a {@link Failure} where it has no answer. */
    public static <T> Async<T> ask(String what, Supplier<T> question) {
        FutureTask<T> task = new FutureTask<>(question::get);
        Thread thread = new Thread(task, "ask " + what);
        thread.setDaemon(true);
        thread.start();
        return new Async<>(task);
    }

    /** Waits for the answer; throws the failure of the question, or {@code INTERRUPTED}, which ends the question too. */
    public T answer() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
