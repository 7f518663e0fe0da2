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
 * @param controller the true controller: in ZooKeeper mode the broker of {@code /controller}, in KRaft mode the quorum's
 *     leader; empty when there is none
 * @param controllerEpoch how often the controller has changed; empty where the source does not tell
 * @param brokers those online and those that replicas name, by id
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

    /** Who keeps the cluster's metadata. */
    public enum Mode {
        ZOOKEEPER,
        KRAFT
    }

    /** Whoever wrote them last, partitions are led by brokers that serve only. */
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
                : topics.stream()
                        .map(topic -> topic.withPartitions(topic.partitions().stream()
                                .map(partition -> partition.without(gone))
                                .toList()))
                        .toList();
    }

    /**
     * The same with what is known of who answers this client. A broker that is registered may serve others all the same.
     *
     * @param silent why there is no answer, by broker
     */
    public ClusterState withSilent(Map<Integer, String> silent) {
        return silent.isEmpty()
                ? this
                : withBrokers(brokers.stream()
                        .map(broker ->
                                silent.containsKey(broker.id()) ? broker.unanswering(silent.get(broker.id())) : broker)
                        .toList());
    }

    /** The same where a broker that gives this client no answer is offline: nobody else would see that it is gone. */
    public ClusterState answeringOnly() {
        return silent().isEmpty()
                ? this
                : withBrokers(brokers.stream()
                        .map(broker -> broker.trouble().isPresent() ? broker.offline() : broker)
                        .toList());
    }

    /** The same where only those of its brokers serve that are registered by another source's word, if it has any. */
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

    /** Why the brokers that gave no answer gave none, by broker. */
    public Map<Integer, String> silent() {
        Map<Integer, String> silent = new TreeMap<>();
        brokers.forEach(broker -> broker.trouble().ifPresent(why -> silent.put(broker.id(), why)));
        return silent;
    }

    /** The same with other brokers, or with more known of them. */
    public ClusterState withBrokers(List<Broker> other) {
        return new ClusterState(asOf, clusterId, mode, controller, controllerEpoch, other, topics);
    }

    /** The same with what its quorum says of the controller. */
    public ClusterState withController(OptionalInt id, OptionalInt epoch) {
        return new ClusterState(asOf, clusterId, mode, id, epoch, brokers, topics);
    }

    /** How one of its brokers is. With KRaft a broker that does not serve stays registered, and is fenced. */
    public Broker.State stateOf(Broker broker) {
        if (broker.online()) {
            return Broker.State.ONLINE;
        }
        boolean registered =
                mode == Mode.KRAFT && controller.isPresent() && !broker.host().isEmpty();
        return registered ? Broker.State.FENCED : Broker.State.OFFLINE;
    }

    /** The ids of the brokers that serve. */
    public Set<Integer> online() {
        return brokers.stream().filter(Broker::online).map(Broker::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same with other topics, or with more known of them. */
    public ClusterState withTopics(List<Topic> other) {
        return new ClusterState(asOf, clusterId, mode, controller, controllerEpoch, brokers, other);
    }

    /** Every partition, by topic and number. */
    public List<Partition> partitions() {
        return topics.stream().flatMap(topic -> topic.partitions().stream()).toList();
    }
}
