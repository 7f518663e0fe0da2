package zooka.clients.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brokers, controller and partitions at one moment.
 *
 * @param asOf when it was read
 * @param controller the active controller: in ZooKeeper mode the broker of {@code /controller}, in KRaft mode the quorum's
 *     leader; empty without one
 * @param controllerEpoch the controller epoch; empty if unknown
 * @param brokers online brokers and those that replicas are assigned to, by id
 * @param topics by name
 */
public record ClusterState(
        Instant asOf,
        Optional<String> clusterId,
        Mode mode,
        OptionalInt controller,
        OptionalInt controllerEpoch,
        List<Broker> brokers,
        List<Topic> topics) {

    /** Where the cluster stores its metadata. */
    public enum Mode {
        ZOOKEEPER,
        KRAFT
    }

    /** Only brokers that serve lead partitions, whatever was written last. */
    public ClusterState {
        brokers = List.copyOf(brokers);
        topics = served(topics, brokers);
    }

    private static List<Topic> served(List<Topic> topics, List<Broker> brokers) {
        Set<Integer> gone = brokers.stream()
                .filter(broker -> !broker.online())
                .map(Broker::id)
                .collect(Collectors.toSet());
        return gone.isEmpty()
                ? List.copyOf(topics)
                : topics.stream().map(topic -> topic.without(gone)).toList();
    }

    /**
     * The state with the brokers that do not answer this client. A registered broker may still serve other clients.
     *
     * @param silent the cause by broker
     */
    public ClusterState withUnreachable(Map<Integer, String> silent) {
        return silent.isEmpty()
                ? this
                : withBrokers(brokers.stream()
                        .map(broker ->
                                silent.containsKey(broker.id()) ? broker.unreachable(silent.get(broker.id())) : broker)
                        .toList());
    }

    /** The state with unreachable brokers as offline: without a controller no other component notices their loss. */
    public ClusterState withUnreachableOffline() {
        return unreachable().isEmpty()
                ? this
                : withBrokers(brokers.stream()
                        .map(broker -> broker.trouble().isPresent() ? broker.offline() : broker)
                        .toList());
    }

    /** The state with brokers as offline that are not registered in another state, if that has any. */
    public ClusterState registeredIn(ClusterState other) {
        if (other.online().isEmpty()) {
            return this;
        }
        Set<Integer> gone = other.brokers.stream()
                .filter(broker -> !broker.online())
                .map(Broker::id)
                .collect(Collectors.toSet());
        return withBrokers(brokers.stream()
                .map(broker -> gone.contains(broker.id()) ? broker.offline() : broker)
                .toList());
    }

    /** The causes of brokers that do not answer, by broker. */
    public Map<Integer, String> unreachable() {
        Map<Integer, String> silent = new TreeMap<>();
        brokers.forEach(broker -> broker.trouble().ifPresent(why -> silent.put(broker.id(), why)));
        return silent;
    }

    /** The state with other brokers. */
    public ClusterState withBrokers(List<Broker> other) {
        return new ClusterState(asOf, clusterId, mode, controller, controllerEpoch, other, topics);
    }

    /** The state with the controller as reported by the quorum. */
    public ClusterState withController(OptionalInt id, OptionalInt epoch) {
        return new ClusterState(asOf, clusterId, mode, id, epoch, brokers, topics);
    }

    /** How one of its brokers is. With KRaft a broker that does not serve stays registered, and is fenced. */
    public Broker.State stateOf(Broker broker) {
        return Broker.State.of(broker, mode, controller.isPresent());
    }

    /** The ids of the brokers that serve. */
    public Set<Integer> online() {
        return brokers.stream().filter(Broker::online).map(Broker::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The state with other topics. */
    public ClusterState withTopics(List<Topic> other) {
        return new ClusterState(asOf, clusterId, mode, controller, controllerEpoch, brokers, other);
    }

    /** Every partition, by topic and number. */
    public List<Partition> partitions() {
        return topics.stream().flatMap(topic -> topic.partitions().stream()).toList();
    }
}
