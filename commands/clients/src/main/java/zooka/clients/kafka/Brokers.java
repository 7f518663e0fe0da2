package zooka.clients.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What brokers are and can do, and the quorum behind them. Bounded and failing as {@link Topics}. */
public interface Brokers {

    /**
     * A request that a broker knows.
     *
     * @param name empty for one that this client does not know
     * @param usable the newest version that both know
     */
    record Api(int key, Optional<String> name, int min, int max, OptionalInt usable) {}

    /**
     * Something that a cluster can do from some version on.
     *
     * @param finalized the level that holds for the whole cluster; empty where it is not in use
     */
    record Feature(String name, int supportedMin, int supportedMax, OptionalInt finalized) {}

    /**
     * What a broker says it can do.
     *
     * @param epoch of the finalized features; empty on brokers that have none
     */
    record Versions(List<Api> apis, List<Feature> features, OptionalLong epoch) {
        public Versions {
            apis = List.copyOf(apis);
            features = List.copyOf(features);
        }
    }

    /**
     * A server that follows the quorum's log, or leads it.
     *
     * @param directory the id of its directory; empty where it has none
     * @param lastFetch when it last asked the leader for more
     * @param lastCaughtUp when it last had all that the leader had
     */
    record Replica(
            int id,
            boolean voter,
            Optional<String> directory,
            long logEndOffset,
            Optional<Instant> lastFetch,
            Optional<Instant> lastCaughtUp) {}

    /** The quorum as its leader tells. */
    record Quorum(int leader, int epoch, long highWatermark, List<Replica> replicas) {
        public Quorum {
            replicas = List.copyOf(replicas);
        }
    }

    /** What each of those brokers can do; each is asked itself. {@code NOT_FOUND} for one that is not registered. */
    PerBroker<Versions> versions(Collection<Integer> ids);

    /** What the broker that answers can do. */
    Versions versions();

    /** The same cluster with the brokers that are registered and fenced, where brokers tell them: from 4.0 on. */
    ClusterState withFenced(ClusterState state);

    /** The quorum; {@code FAILED} where the cluster keeps its metadata in ZooKeeper. */
    Quorum quorum();

    /**
     * Which broker answers where each of those is dialled, none standing for all; empty where it does not say, as without the
     * permission to describe settings. Another one answers where an address map is wrong, which no client notices otherwise.
     */
    PerBroker<Optional<Integer>> whoAnswers(Collection<Integer> ids);
}
