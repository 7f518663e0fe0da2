package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.clients.kafka.BrokerSurvey.Follower;
import zooka.clients.kafka.BrokerSurvey.Quorum;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A replica of the quorum's log that has not had all of it for a while. */
final class LaggingFollower extends Check {

    /** The quorum's leader writes twice a second, so that a replica which is well has had all of it a moment ago. */
    private static final long TOO_LONG_MILLIS = 5_000;

    private final boolean voters;

    private LaggingFollower(String id, String meaning, boolean voters) {
        super(id, Severity.WARNING, Scope.KRAFT, meaning);
        this.voters = voters;
    }

    /** Among those that vote. */
    static LaggingFollower voter() {
        return new LaggingFollower("voter-lag", "a voter of the quorum is behind its leader", true);
    }

    /** Among the brokers that follow the quorum without a vote. */
    static LaggingFollower observer() {
        return new LaggingFollower("observer-lag", "a broker is behind the leader of the quorum", false);
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        Quorum quorum = evidence.told().quorum().answers().values().stream()
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
                        ? "behind for " + follower.behindMillis().getAsLong() / 1000 + " s"
                        : "has never had all of it";
                found.accept(moving(
                        "node " + follower.id(),
                        "",
                        "leader " + leader + ": " + since + ", " + Math.max(0, end - follower.logEndOffset())
                                + " records",
                        "start node " + follower.id() + ", or see what holds it up: quorum replication",
                        "leader " + leader));
            }
        }
    }
}
