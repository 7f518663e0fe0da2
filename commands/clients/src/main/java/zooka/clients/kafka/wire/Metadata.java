package zooka.clients.kafka.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;

/** Converts a metadata response to a {@link ClusterState}. */
public final class Metadata {

    /** Error codes of the protocol, by number: the library's own list of them loads a class for each. */
    private static final short NONE = 0;

    private static final short LEADER_NOT_AVAILABLE = 5;

    private Metadata() {}

    /** The state of a response; topics that are being deleted, or must not be described, are left out. */
    static ClusterState state(MetadataResponseData data, Instant asOf, ClusterState.Mode mode) {
        List<Topic> topics = topics(data);
        Map<Integer, Broker> brokers = new TreeMap<>();
        data.brokers()
                .forEach(broker -> brokers.put(
                        broker.nodeId(),
                        new Broker(
                                broker.nodeId(),
                                broker.host(),
                                broker.port(),
                                Optional.ofNullable(broker.rack()),
                                true)));
        return new ClusterState(
                asOf,
                Optional.ofNullable(data.clusterId()),
                mode,
                known(data.controllerId()),
                OptionalInt.empty(),
                Broker.andUnregistered(brokers, topics),
                topics);
    }

    /** The topics by name. */
    static List<Topic> topics(MetadataResponseData data) {
        List<Topic> topics = new ArrayList<>();
        for (MetadataResponseTopic topic : data.topics()) {
            if (topic.name() != null && (topic.errorCode() == NONE || topic.errorCode() == LEADER_NOT_AVAILABLE)) {
                topics.add(topic(topic));
            }
        }
        topics.sort(Comparator.comparing(Topic::name));
        return topics;
    }

    /** A topic with the eligible leader replicas of its partitions; none for a partition without an entry in the map. */
    static Topic withEligible(Topic topic, Map<String, BrokerSurvey.Eligible> eligible) {
        return topic.withPartitions(topic.partitions().stream()
                .map(partition -> {
                    BrokerSurvey.Eligible told = eligible.getOrDefault(partition.name(), BrokerSurvey.Eligible.NONE);
                    return partition.eligible(told.replicas(), told.lastKnown());
                })
                .toList());
    }

    /** An id or epoch; empty for a negative number. */
    public static OptionalInt known(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** An offset or size; empty for a negative number. */
    public static OptionalLong known(long value) {
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Topic topic(MetadataResponseTopic topic) {
        List<Partition> partitions = topic.partitions().stream()
                .map(partition -> partition(topic.name(), partition))
                .sorted(Comparator.comparingInt(Partition::partition))
                .toList();
        return new Topic(
                topic.name(),
                Optional.ofNullable(topic.topicId())
                        .filter(id -> !id.equals(Uuid.ZERO_UUID))
                        .map(Uuid::toString),
                topic.isInternal(),
                OptionalInt.empty(),
                partitions);
    }

    private static Partition partition(String topic, MetadataResponsePartition partition) {
        boolean led = partition.errorCode() != LEADER_NOT_AVAILABLE;
        return new Partition(
                topic,
                partition.partitionIndex(),
                led ? known(partition.leaderId()) : OptionalInt.empty(),
                known(partition.leaderEpoch()),
                partition.replicaNodes(),
                partition.isrNodes(),
                Optional.empty(),
                partition.offlineReplicas(),
                Optional.empty());
    }
}
