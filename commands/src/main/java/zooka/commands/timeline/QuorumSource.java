package zooka.commands.timeline;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import zooka.clients.Failure;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.commands.action.Clusters;

/** Asks for the voters of the KRaft quorum beside the source, since no record of the metadata log tells of them. */
final class QuorumSource {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration BEFORE_FIRST = Duration.ofMillis(500);

    private final Clusters clusters;
    private final Current current;
    private final Clock clock;
    private final BlockingQueue<Boolean> refreshes = new LinkedBlockingQueue<>();

    QuorumSource(Clusters clusters, Current current, Clock clock) {
        this.clusters = clusters;
        this.current = current;
        this.clock = clock;
    }

    /** Asks now. */
    void refresh() {
        refreshes.add(true);
    }

    /** Asks until the thread is interrupted. */
    void repeat() throws InterruptedException {
        try (BrokerSurvey survey = clusters.survey().withOwnConnections()) {
            QuorumCheck check = new QuorumCheck(survey);
            while (true) {
                if (current.known() && current.state().mode() == Mode.KRAFT) {
                    tell(check.voters(current.state().unreachable()));
                }
                Duration wait = current.known() ? PERIOD : BEFORE_FIRST;
                refreshes.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
                refreshes.clear();
            }
        } catch (Failure failure) {
            // Closed or interrupted, or there are no brokers to ask: nothing is known of the voters.
        }
    }

    /** A state that stays needs no point. */
    private void tell(List<Voter> voters) {
        if (!Voter.same(voters, current.state().voters())) {
            current.change(clock.instant(), edit -> edit.voters(voters));
        }
    }
}
