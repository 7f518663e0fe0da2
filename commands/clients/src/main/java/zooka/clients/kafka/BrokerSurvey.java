package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What each broker says for itself. All are asked at the same time, and a broker that does not answer the first question
 * is not asked the others; together bounded by the profile's timeout.
 */
public interface BrokerSurvey {

    /** The id under which an answer stands of which nobody knows the broker: that of the address that the user named. */
    int BOOTSTRAP = -1;

    /** What stands for the value of a setting that nobody tells. */
    String SECRET = "(secret)";

    /**
     * A replica of the quorum's log.
     *
     * @param behindMillis for how long it has not had all that the leader has; empty where it never had
     */
    record Follower(int id, boolean voter, long logEndOffset, OptionalLong behindMillis) {}

    /** The quorum as one broker sees it. */
    record Quorum(OptionalInt leader, int epoch, List<Follower> followers) {
        public Quorum {
            followers = List.copyOf(followers);
        }
    }

    /**
     * Replicas that could lead a partition although they are not in sync (KIP-966).
     *
     * @param replicas those that are known to have every record that was acknowledged
     * @param lastKnown those that were in sync last, where nothing better is known
     */
    record Eligible(List<Integer> replicas, List<Integer> lastKnown) {
        /** No replica. */
        public static final Eligible NONE = new Eligible(List.of(), List.of());

        public Eligible {
            replicas = List.copyOf(replicas);
            lastKnown = List.copyOf(lastKnown);
        }
    }

    /** The levels that a feature can have at a broker. */
    record Range(int from, int to) {}

    /** The features that a broker can do, and the levels that it takes for the cluster's. */
    record Features(Map<String, Range> supported, Map<String, Integer> finalized) {
        public Features {
            supported = Map.copyOf(supported);
            finalized = Map.copyOf(finalized);
        }
    }

    /**
     * The settings that differ from the defaults, as a broker has them; the value of a secret one is {@link #SECRET}.
     *
     * @param own of this broker alone
     * @param common of all brokers, as far as this one has none of its own
     * @param topics by topic
     */
    record Settings(Map<String, String> own, Map<String, String> common, Map<String, Map<String, String>> topics) {
        public Settings {
            own = Map.copyOf(own);
            common = Map.copyOf(common);
            topics = Map.copyOf(topics);
        }
    }

    /**
     * All of what they said.
     *
     * @param brokers those that are known to anybody, with the addresses at which they were asked
     * @param quorum nothing where there is none
     * @param reassignments the partitions whose replicas are being moved; empty where nobody could tell
     * @param fenced brokers that are registered and kept from serving
     * @param eligible by the partition's name, where replicas out of sync could lead it
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

    /** The quorum as any broker sees it; empty where there is none, or nobody tells. */
    Optional<Quorum> quorum();

    /**
     * Who votes in a quorum that has no leader.
     *
     * @param silent the brokers that are known to give no answer, and why
     */
    default Voters voters(Map<Integer, String> silent) {
        return Voters.UNKNOWN;
    }

    /**
     * Asks all brokers that metadata names and those.
     *
     * @param registered brokers to be asked although no other knows them
     * @param configured topics whose settings are asked for; all where empty
     * @throws zooka.clients.Failure {@code UNREACHABLE} where no broker answers at all
     */
    Testimony ask(Collection<Broker> registered, Optional<Collection<String>> configured);
}
