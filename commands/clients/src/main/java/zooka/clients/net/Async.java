package zooka.clients.net;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import zooka.clients.Failure;

/**
 * A question that is asked on another thread, and its answer. This is the one way to ask beside the thread that wants to know:
 * {@link #ask} one question, {@link #each} several at the same time, {@link #run} work that has no answer.
 *
 * <p>The threads are daemons with the name of what is asked, so that none keeps the process alive; a name that is looked up
 * cannot be interrupted. A caller waits until a {@link Deadline}, or knows that the task ends by itself. An interrupt of
 * the one who waits cancels the question.
 *
 * @param <T> what its answer is, never null
 */
public final class Async<T> {

    /** How many are asked at the same time by {@link #each}; behind a bound on time, the others count as late. */
    private static final int AT_ONCE = 128;

    private static final long IDLE_SECONDS = 5;

    private final Callable<T> question;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** The one that asks; null before and after. Guarded by this. */
    private Thread asking;

    private Async(Callable<T> question) {
        this.question = question;
    }

    /** Begins to ask on a thread of its own; what the question throws, a {@link Failure} as a rule, is thrown to who waits. */
    public static <T> Async<T> ask(String what, Callable<T> question) {
        Async<T> async = new Async<>(question);
        thread(what, async::ask).start();
        return async;
    }

    /** The same with a limit of concurrent tasks: see {@link #queue}. */
    public static <T> Async<T> ask(Executor queue, Callable<T> question) {
        Async<T> async = new Async<>(question);
        queue.execute(async::ask);
        return async;
    }

    /** Begins to work on a thread of its own. */
    public static Async<Boolean> run(String what, Runnable work) {
        return ask(what, () -> {
            work.run();
            return true;
        });
    }

    /** An answer that is there already. */
    public static <T> Async<T> known(T answer) {
        Async<T> async = new Async<>(() -> answer);
        async.ask();
        return async;
    }

    /** Runs tasks on threads of its own, in order, a limited number at once. */
    public static Executor queue(String what, int atOnce) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> thread(what, work));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * Asks each of several, concurrently, and waits until all have answered or the time is up. One without an answer by then
     * is not waited for.
     *
     * @throws Failure of the first of them that fails; {@code INTERRUPTED}, which cancels all
     */
    public static <K, T> Answers<K, T> each(Collection<K> asked, Deadline deadline, Function<K, T> question) {
        Map<K, Async<T>> questions = new LinkedHashMap<>();
        asked.forEach(one -> questions.put(one, new Async<>(() -> question.apply(one))));
        Queue<Map.Entry<K, Async<T>>> open = new ConcurrentLinkedQueue<>(questions.entrySet());
        int threads = Math.min(AT_ONCE, questions.size());
        for (int i = 0; i < threads; i++) {
            thread("", () -> askAll(open)).start();
        }
        Map<K, Optional<T>> answers = new LinkedHashMap<>();
        try {
            questions.forEach((one, async) -> answers.put(one, async.answer(deadline)));
        } catch (Failure failure) {
            if (failure.kind() == Failure.Kind.INTERRUPTED) {
                questions.values().forEach(Async::cancel);
            }
            throw failure;
        } finally {
            open.clear();
        }
        return new Answers<>(answers);
    }

    private static <K, T> void askAll(Queue<Map.Entry<K, Async<T>>> open) {
        for (Map.Entry<K, Async<T>> next = open.poll(); next != null; next = open.poll()) {
            Thread.currentThread().setName("ask " + next.getKey());
            next.getValue().ask();
        }
    }

    /**
     * What came of asking several.
     *
     * @param byAsked in the order in which they were named; empty for one that did not answer in time
     */
    public record Answers<K, T>(Map<K, Optional<T>> byAsked) {

        /** The answers, with another in the place of each that is late. */
        public Map<K, T> orElse(Function<K, T> late) {
            Map<K, T> all = new LinkedHashMap<>();
            byAsked.forEach((one, answer) -> all.put(one, answer.orElseGet(() -> late.apply(one))));
            return all;
        }
    }

    private static Thread thread(String what, Runnable work) {
        Thread thread = new Thread(work, what);
        thread.setDaemon(true);
        return thread;
    }

    private void ask() {
        synchronized (this) {
            if (answer.isDone()) {
                ended.countDown();
                return; // cancelled before it was its turn
            }
            asking = Thread.currentThread();
        }
        try {
            answer.complete(question.call());
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        } finally {
            synchronized (this) {
                asking = null;
            }
            ended.countDown();
        }
    }

    /** Whether there is an answer, or a failure in its place. */
    public boolean isDone() {
        return answer.isDone();
    }

    /** Whether there will be no answer. */
    public boolean failed() {
        return answer.isCompletedExceptionally();
    }

    /** Has something done as soon as this {@link #isDone}, on the thread that asks. */
    public Async<T> then(Runnable next) {
        CompletableFuture<T> unused = answer.whenComplete((value, failure) -> next.run());
        return this;
    }

    /** Interrupts the task; a caller that waits for its answer fails with {@code INTERRUPTED} at once. */
    public void cancel() {
        answer.completeExceptionally(Failure.interrupted());
        synchronized (this) {
            if (asking != null) {
                asking.interrupt();
            }
        }
    }

    /**
     * Waits for the answer to a question that is bounded in time by itself.
     *
     * @throws Failure of the question; {@code INTERRUPTED}, which cancels it
     */
    public T answer() {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /**
     * Waits for the answer until then; empty where it is not there, which leaves the question under way.
     *
     * @throws Failure of the question; {@code INTERRUPTED}, which cancels it
     */
    public Optional<T> answer(Deadline deadline) {
        try {
            return Optional.of(answer.get(deadline.millis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /**
     * Waits until then for the end of the work, whatever it ends with, and after {@link #cancel} too.
     *
     * @return whether it has ended; false at once on the thread that works
     * @throws InterruptedException where the one who waits is interrupted; the work is not
     */
    public boolean endsBy(Deadline deadline) throws InterruptedException {
        synchronized (this) {
            if (asking == Thread.currentThread()) {
                return false;
            }
        }
        return ended.await(deadline.millis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Cancels all works, and waits for the end of each for no longer than that; less where this thread is interrupted, which
     * it stays.
     */
    public static void stop(Collection<Async<Boolean>> works, Duration each) {
        works.forEach(Async::cancel);
        try {
            for (Async<Boolean> work : works) {
                boolean unused = work.endsBy(Deadline.in(each));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Failure interrupted(InterruptedException e) {
        cancel();
        Thread.currentThread().interrupt();
        return Failure.interrupted().cause(e);
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof InterruptedException) {
            return Failure.interrupted().cause(cause);
        }
        return cause instanceof Failure failure ? failure : new IllegalStateException(cause);
    }
}
