package zooka.commands.audit.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.kafka.Broker;
import zooka.commands.kafka.metadata.KafkaZnodes.Assignment;
import zooka.commands.kafka.metadata.KafkaZnodes.Control;
import zooka.commands.kafka.metadata.KafkaZnodes.Leadership;

/**
 * Kafka's metadata in ZooKeeper.
 *
 * @param control the controller; empty without a znode {@code /controller}
 * @param brokers the registered brokers, by id
 * @param topics by name
 * @param leaderships the partition states by the partition's name; without partitions that have none
 * @param deletions the time when each topic was marked for deletion
 * @param topicSettings the configuration by topic, for topics with a configuration znode
 * @param brokerSettings the configuration by broker id, and the cluster-wide default as {@code <default>}
 * @param reassignment the requested reassignment; empty without one
 * @param election the requested preferred leader election; empty without one
 * @param migration the value of the znode of a migration to KRaft
 * @param groups groups of old consumers
 * @param unreadable paths of znodes with an invalid value
 */
public record ZooKeeperEvidence(
        Optional<String> clusterId,
        Optional<Control> control,
        OptionalInt controllerEpoch,
        Map<Integer, RegisteredBroker> brokers,
        Map<String, Assignment> topics,
        Map<String, Leadership> leaderships,
        Map<String, Instant> deletions,
        Map<String, Map<String, String>> topicSettings,
        Map<String, Map<String, String>> brokerSettings,
        Optional<Request> reassignment,
        Optional<Request> election,
        Optional<String> migration,
        List<OldGroup> groups,
        List<String> unreadable) {

    /** The name of the cluster-wide default among the configuration znodes of brokers. */
    public static final String ALL_BROKERS = "<default>";

    /** A broker's registration. */
    public record RegisteredBroker(Broker broker, List<String> endpoints) {}

    /** A request to the controller, with its time. */
    public record Request(List<String> partitions, Instant since) {}

    /**
     * A group that stores its offsets in ZooKeeper.
     *
     * @param offsets committed offsets by the partition's name
     */
    public record OldGroup(String name, int members, Map<String, Long> offsets) {}

    /** A partition with its state; empty without one. */
    public record StoredPartition(String topic, int number, List<Integer> replicas, Optional<Leadership> state) {
        public String name() {
            return topic + "-" + number;
        }
    }

    /** All partitions, without topics that are marked for deletion. */
    public List<StoredPartition> partitions() {
        List<StoredPartition> all = new ArrayList<>();
        topics.forEach((topic, assignment) -> {
            if (!deletions.containsKey(topic)) {
                assignment
                        .replicas()
                        .forEach((number, replicas) -> all.add(new StoredPartition(
                                topic, number, replicas, Optional.ofNullable(leaderships.get(topic + "-" + number)))));
            }
        });
        return all;
    }

    /** Whether a KRaft controller is active during a migration, and writes to ZooKeeper. */
    public boolean migrating() {
        return control.isPresent() && control.get().kraftEpoch().isPresent();
    }
}
