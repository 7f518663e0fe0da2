package zooka.clients.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the metadata of each broker from the broker itself, in parallel. A broker that does not answer the first request
 * is not sent the others; the profile's timeout limits the whole survey.
 */
public interface BrokerSurvey extends AutoCloseable {

    /** The id of an answer from the user's address if the broker id is unknown. */
    int BOOTSTRAP = -1;

    /** The placeholder of a sensitive value. */
    String SECRET = "(secret)";

    /**
     * A voter or observer of the quorum.
     *
     * @param behindMillis how long ago it was caught up with the leader; empty if never
     * @param lastFetch when it fetched last, by the leader's clock; of the leader itself, the time of the answer
     * @param lastCaughtUp when it was last caught up with the leader, by the leader's clock
     */
    record Follower(
            int id,
            boolean voter,
            long logEndOffset,
            OptionalLong behindMillis,
            Optional<Instant> lastFetch,
            Optional<Instant> lastCaughtUp) {}

    /** The quorum as one broker reports it. */
    record Quorum(OptionalInt leader, int epoch, List<Follower> followers) {
        public Quorum {
            followers = List.copyOf(followers);
        }
    }

    /**
     * Eligible leader replicas of a partition (KIP-966), which are not in sync.
     *
     * @param replicas the replicas that are known to have all acknowledged records
     * @param lastKnown the last known in-sync replicas, if no replica is eligible
     */
    record Eligible(List<Integer> replicas, List<Integer> lastKnown) {
        /** No replica. */
        public static final Eligible NONE = new Eligible(List.of(), List.of());

        public Eligible {
            replicas = List.copyOf(replicas);
            lastKnown = List.copyOf(lastKnown);
        }
    }

    /** The levels of a feature that a broker supports. */
    record Range(int from, int to) {}

    /** The features that a broker supports, and the cluster's levels as it reports them. */
    record Features(Map<String, Range> supported, Map<String, Integer> finalized) {
        public Features {
            supported = Map.copyOf(supported);
            finalized = Map.copyOf(finalized);
        }
    }

    /**
     * The configuration of a broker as far as it differs from the defaults; sensitive values are {@link #SECRET}.
     *
     * @param own keys of this broker only
     * @param common keys of the cluster-wide default that this broker does not override
     * @param topics the configuration by topic
     */
    record Settings(Map<String, String> own, Map<String, String> common, Map<String, Map<String, String>> topics) {
        public Settings {
            own = Map.copyOf(own);
            common = Map.copyOf(common);
            topics = Map.copyOf(topics);
        }
    }

    /**
     * The answers of all brokers.
     *
     * @param brokers all known brokers, with the addresses that were used
     * @param quorum the quorum by broker; empty without a quorum
     * @param reassignments partitions with a reassignment in progress; empty if unknown
     * @param fenced brokers that are registered but fenced
     * @param eligible eligible leader replicas by the partition's name
     */
    record Testimony(
            ClusterState.Mode mode,
            Map<Integer, Broker> brokers,
            PerBroker<ClusterState> metadata,
            PerBroker<List<LogDirs.LogDir>> logDirs,
            PerBroker<Settings> settings,
            PerBroker<Quorum> quorum,
            PerBroker<Features> features,
            Optional<Set<String>> reassignments,
            List<Broker> fenced,
            Map<String, Eligible> eligible) {
        public Testimony {
            brokers = Map.copyOf(brokers);
            fenced = List.copyOf(fenced);
            eligible = Map.copyOf(eligible);
        }
    }

    /** The quorum as reported by any broker; empty without a quorum or an answer. */
    Optional<Quorum> quorum();

    /**
     * The voters of a quorum without a leader.
     *
     * @param silent brokers that do not answer, with the cause
     */
    default Voters voters(Map<Integer, String> silent) {
        return Voters.UNKNOWN;
    }

    /**
     * Surveys all brokers of the metadata and some others.
     *
     * @param registered more brokers to ask, which other brokers may not know
     * @param configured topics whose configuration is read; empty for all
     * @throws zooka.clients.Failure {@code UNREACHABLE} if no broker answers
     */
    Testimony ask(Collection<Broker> registered, Optional<Collection<String>> configured);

    /** The same survey with connections of its own, which the caller closes: it waits for no other request. */
    default BrokerSurvey withOwnConnections() {
        return this;
    }

    /** Closes connections that this survey does not share. */
    @Override
    default void close() {}
}
