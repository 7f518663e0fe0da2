package zooka.commands.kafka.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Brokers, controller and partitions at one moment.
 *
 * @param asOf when it was read
 * @param controller the true controller: in ZooKeeper mode the broker of {@code /controller}, in KRaft mode the quorum's
 *     leader; empty when there is none
 * @param controllerEpoch how often the controller has changed; empty where the source does not tell
 * @param brokers those alive and those that replicas name, by id
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

    public ClusterState {
        brokers = List.copyOf(brokers);
        topics = List.copyOf(topics);
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
