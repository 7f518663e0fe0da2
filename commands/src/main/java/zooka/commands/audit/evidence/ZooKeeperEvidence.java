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
 * What Kafka keeps in ZooKeeper, as the znodes say it.
 *
 * @param control empty where there is no {@code /controller}
 * @param brokers those that are registered, by id
 * @param topics by name
 * @param leaderships by the partition's name; those that have no state are not in it
 * @param deletions since when each topic waits to be deleted
 * @param topicSettings by topic, for each that has a znode for them
 * @param brokerSettings by broker's id, and for all of them as {@code <default>}
 * @param reassignment the request to move replicas; empty where there is none
 * @param election the request to give partitions their preferred leaders
 * @param migration the znode of a migration to KRaft, as it stands there
 * @param groups old consumers' groups
 * @param unreadable paths of znodes whose values are not what they should be
 */
public record ZooKeeperEvidence(
        Optional<String> clusterId,
        Optional<Control> control,
        OptionalInt controllerEpoch,
        Map<Integer, Registered> brokers,
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

    /** All brokers, in the znode of their settings. */
    public static final String ALL_BROKERS = "<default>";

    /** A broker's registration. */
    public record Registered(Broker broker, List<String> endpoints) {}

    /** What was asked of the controller, and when. */
    public record Request(List<String> partitions, Instant since) {}

    /**
     * A group that keeps its offsets here.
     *
     * @param offsets by the partition's name
     */
    public record OldGroup(String name, int members, Map<String, Long> offsets) {}

    /** A partition with its state, where it has one. */
    public record KeptPartition(String topic, int number, List<Integer> replicas, Optional<Leadership> state) {
        public String name() {
            return topic + "-" + number;
        }
    }

    /** Every partition of the topics that are not about to be deleted. */
    public List<KeptPartition> partitions() {
        List<KeptPartition> all = new ArrayList<>();
        topics.forEach((topic, assignment) -> {
            if (!deletions.containsKey(topic)) {
                assignment
                        .replicas()
                        .forEach((number, replicas) -> all.add(new KeptPartition(
                                topic, number, replicas, Optional.ofNullable(leaderships.get(topic + "-" + number)))));
            }
        });
        return all;
    }

    /** Whether KRaft's controller has taken over from ZooKeeper's, and writes here what it decides. */
    public boolean migrating() {
        return control.isPresent() && control.get().kraftEpoch().isPresent();
    }
}
