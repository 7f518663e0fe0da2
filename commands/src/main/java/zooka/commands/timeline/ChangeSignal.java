package zooka.commands.timeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.commands.action.Context;

/**
 * Tells that something may have changed in a cluster, for views that ask for more than the timeline knows, and would ask only after
 * their interval. Where changes cannot be followed as they happen, it tells nothing.
 */
public final class ChangeSignal implements AutoCloseable {

    /** The least time between two signals: a failover takes many states. */
    private static final Duration APART = Duration.ofMillis(250);

    /** Who asks after an interval anyway needs no second one who polls. */
    private static final Duration NEVER = Duration.ofDays(1);

    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Runnable changed;
    private final ClusterFeed feed;
    private final BlockingQueue<Boolean> signals = new LinkedBlockingQueue<>();
    private boolean known; // the feed tells one state at a time
    private volatile List<Async<Boolean>> threads = List.of();

    private ChangeSignal(Context context, Runnable changed) {
        this.changed = changed;
        this.feed = new ClusterFeed(context, NEVER, this::point, failure -> {});
    }

    /**
     * Begins to follow a cluster.
     *
     * @param changed called on a thread of its own
     */
    public static ChangeSignal start(Context context, Runnable changed) {
        ChangeSignal signal = new ChangeSignal(context, changed);
        signal.feed.start();
        signal.threads = List.of(Async.run("cluster changes", signal::signal));
        return signal;
    }

    private void point(Point point) {
        // What has changed before the first state, nobody tells.
        if (!known || !point.events().isEmpty()) {
            known = true;
            signals.add(true);
        }
    }

    private void signal() {
        try {
            while (true) {
                signals.take();
                signals.clear();
                changed.run();
                Deadline.in(APART).await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Failure interrupted) {
            // Closed while it waited.
        }
    }

    @Override
    public void close() {
        feed.close();
        Async.stop(threads, CLOSE);
    }
}
