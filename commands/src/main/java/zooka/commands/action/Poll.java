package zooka.commands.action;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import zooka.clients.net.Async;

/** A question that is repeated on a thread of its own: after each interval, and at once on request. */
public final class Poll implements AutoCloseable {

    /** The most time to wait for the end of a question; one that waits for a server ends by itself. */
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Duration interval;
    private final Runnable question;
    private final BlockingQueue<Boolean> requests = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private volatile List<Async<Boolean>> polling = List.of();

    private Poll(Duration interval, Runnable question) {
        this.interval = interval;
        this.question = question;
    }

    /**
     * Starts it.
     *
     * @param name of its thread
     * @param question asks once; it handles what fails, since an exception ends the repetition
     */
    public static Poll start(String name, Duration interval, Runnable question) {
        Poll poll = new Poll(interval, question);
        poll.polling = List.of(Async.run(name, poll::run));
        return poll;
    }

    private void run() {
        try {
            while (!closed) {
                question.run();
                requests.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
                requests.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks again as soon as the present question has ended. */
    public void now() {
        requests.add(true);
    }

    /** Ends it; a question that is being asked is interrupted. */
    @Override
    public void close() {
        closed = true;
        Async.stop(polling, CLOSE);
    }
}
