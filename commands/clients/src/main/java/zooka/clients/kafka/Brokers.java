package zooka.clients.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zooka.clients.Outcome;

/** Versions and features of brokers, and the KRaft quorum. Timeouts and failures as in {@link Topics}. */
public interface Brokers {

    /**
     * A request that a broker supports.
     *
     * @param name empty for a request that this client does not know
     * @param usable the newest version that both support
     */
    record Api(int key, Optional<String> name, int min, int max, OptionalInt usable) {}

    /**
     * A request that this client can send to brokers.
     *
     * @param min the oldest version that it supports
     * @param max the newest one
     */
    record ClientApi(int key, String name, int min, int max) {}

    /**
     * A feature of the cluster.
     *
     * @param finalized the finalized level of the cluster; empty if the feature is not in use
     */
    record Feature(String name, int supportedMin, int supportedMax, OptionalInt finalized) {}

    /**
     * The versions and features of a broker.
     *
     * @param epoch the epoch of the finalized features; empty on brokers without any
     * @param migrationReady whether it is a controller that would take over from ZooKeeper, or has done so
     */
    record Versions(List<Api> apis, List<Feature> features, OptionalLong epoch, boolean migrationReady) {
        public Versions {
            apis = List.copyOf(apis);
            features = List.copyOf(features);
        }

        /** The versions of a server outside of a migration. */
        public Versions(List<Api> apis, List<Feature> features, OptionalLong epoch) {
            this(apis, features, epoch, false);
        }
    }

    /**
     * A leader, voter or observer of the quorum.
     *
     * @param directory the id of its directory; empty without one
     * @param lastFetch the time of its last fetch
     * @param lastCaughtUp when it was last caught up with the leader
     * @param endpoints its listeners, such as {@code CONTROLLER://kafka-0:9093}; none where they are unknown
     */
    record Replica(
            int id,
            boolean voter,
            Optional<String> directory,
            long logEndOffset,
            Optional<Instant> lastFetch,
            Optional<Instant> lastCaughtUp,
            List<String> endpoints) {
        public Replica {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * The quorum as reported by its leader.
     *
     * @param clusterId the id of the cluster; empty if unknown
     */
    record Quorum(Optional<String> clusterId, int leader, int epoch, long highWatermark, List<Replica> replicas) {
        public Quorum {
            replicas = List.copyOf(replicas);
        }
    }

    /** The versions and features of brokers, each from the broker itself. {@code NOT_FOUND} for one that is not registered. */
    PerBroker<Versions> versions(Collection<Integer> ids);

    /**
     * The versions of servers at these addresses, {@code host:port}, such as controllers that no broker names yet; each from itself, and
     * a failure for one that does not answer.
     */
    Map<String, Outcome<Versions>> versionsAt(Collection<String> addresses);

    /** The requests that this client can send to brokers, by key. No broker is asked. */
    List<ClientApi> clientApis();

    /** The versions and features of any broker. */
    Versions versions();

    /** The cluster with fenced brokers, which brokers from 4.0 on report. */
    ClusterState withFenced(ClusterState state);

    /** The quorum, from brokers or controllers; {@code FAILED} for a cluster that uses ZooKeeper. */
    Quorum quorum();

    /**
     * The broker that answers at the address of each broker, none meaning all brokers; empty if unknown, as without the
     * permission to describe configurations. A wrong address map leads to another broker, which no client notices otherwise.
     */
    PerBroker<Optional<Integer>> idsAtAddresses(Collection<Integer> ids);
}
