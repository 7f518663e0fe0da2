package zooka.commands.timeline;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Topics;
import zooka.clients.net.Deadline;

/** Follows a cluster by asking its brokers once in a while: each answer costs as much as there is. */
final class PollingSource {

    private final Topics topics;
    private final Current current;
    private final Clock clock;
    private final BlockingQueue<Boolean> refreshes = new LinkedBlockingQueue<>();

    PollingSource(Topics topics, Current current, Clock clock) {
        this.topics = topics;
        this.current = current;
        this.clock = clock;
    }

    /** Controllers tell what is in their log. */
    private Via via() {
        return topics.ofControllers() ? Via.METADATA_LOG : Via.POLLING;
    }

    /** Asks now. */
    void refresh() {
        refreshes.add(true);
    }

    /**
     * Follows until the deadline.
     *
     * @param rest while true, another source tells, and the brokers are not asked
     * @throws Failure if no broker answers
     */
    void follow(Duration interval, Deadline end, BooleanSupplier rest) throws InterruptedException {
        while (!end.passed()) {
            if (!rest.getAsBoolean()) {
                ClusterState state = topics.state();
                current.change(clock.instant(), edit -> {
                    // While the state is changed, so that no other source has told in between.
                    if (!rest.getAsBoolean()) {
                        edit.via(via()).state(state);
                    }
                });
            }
            refreshes.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
            refreshes.clear();
        }
    }
}
