package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.clients.kafka.BrokerSurvey.Follower;
import zooka.clients.kafka.BrokerSurvey.Quorum;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds voters and observers that lag behind the quorum leader. */
final class LaggingFollower extends Check {

    /** The quorum leader writes twice a second, so that a healthy replica was caught up a moment ago. */
    private static final long TOO_LONG_MILLIS = 5_000;

    private final boolean voters;

    private LaggingFollower(String id, String meaning, boolean voters) {
        super(id, Severity.WARNING, Scope.KRAFT, meaning);
        this.voters = voters;
    }

    /** The check of voters. */
    static LaggingFollower voter() {
        return new LaggingFollower("voter-lag", "a voter lags behind the quorum leader", true);
    }

    /** The check of observers, the brokers that follow the quorum without a vote. */
    static LaggingFollower observer() {
        return new LaggingFollower("observer-lag", "a broker lags behind the quorum leader", false);
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Quorum quorum = evidence.testimony().quorum().answers().values().stream()
                .filter(told -> told.leader().isPresent())
                .findFirst()
                .orElse(null);
        if (quorum == null) {
            return;
        }
        int leader = quorum.leader().getAsInt();
        long end = quorum.followers().stream()
                .filter(follower -> follower.id() == leader)
                .mapToLong(Follower::logEndOffset)
                .findFirst()
                .orElse(0);
        for (Follower follower : quorum.followers()) {
            boolean late = follower.behindMillis().orElse(Long.MAX_VALUE) > TOO_LONG_MILLIS;
            if (follower.voter() == voters && follower.id() != leader && late) {
                String since = follower.behindMillis().isPresent()
                        ? "lagging for " + follower.behindMillis().getAsLong() / 1000 + " s"
                        : "never caught up";
                found.accept(moving(
                        "node " + follower.id(),
                        "",
                        "leader " + leader + ": " + since + ", lag " + Math.max(0, end - follower.logEndOffset()),
                        "start node " + follower.id() + ", or check why it lags with quorum replication",
                        "leader " + leader));
            }
        }
    }
}
