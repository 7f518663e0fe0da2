package zooka.clients.kafka.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topics;
import zooka.clients.net.Deadline;

/** Reads offsets from the leaders: one request to each leader for all its partitions. */
final class LeaderLogs {

    private final WireTopics topics;

    /** Uses the connections of the topics gateway. */
    LeaderLogs(WireTopics topics) {
        this.topics = topics;
    }

    /** Several positions in the same logs, requested in parallel; in the order of the positions. */
    List<Topics.Offsets> offsets(Collection<Partition> partitions, List<Topics.Position> positions, Deadline deadline) {
        List<String> troubles = new ArrayList<>();
        Map<Integer, List<Partition>> byLeader = new TreeMap<>();
        for (Partition partition : partitions) {
            if (partition.offline()) {
                troubles.add(partition.name() + Topics.NO_LEADER);
            } else {
                byLeader.computeIfAbsent(partition.leader().getAsInt(), id -> new ArrayList<>())
                        .add(partition);
            }
        }
        if (byLeader.isEmpty()) {
            return positions.stream()
                    .map(position -> new Topics.Offsets(Map.of(), troubles))
                    .toList();
        }
        Map<Integer, Node> brokers = topics.brokers(deadline);
        Map<Node, List<Partition>> byNode = new HashMap<>();
        byLeader.forEach((id, led) -> {
            if (brokers.containsKey(id)) {
                byNode.put(brokers.get(id), led);
            } else {
                troubles.add("broker " + id + " is not registered");
            }
        });
        List<Map<Node, ListOffsetsRequest.Builder>> questions = positions.stream()
                .map(position -> {
                    Map<Node, ListOffsetsRequest.Builder> round = new HashMap<>();
                    byNode.forEach((node, led) -> round.put(node, question(led, position)));
                    return round;
                })
                .toList();
        return topics.wire().askAll(questions, ListOffsetsResponse.class, deadline).stream()
                .map(replies -> offsets(replies, troubles))
                .toList();
    }

    /** The position in terms of the protocol. */
    private record OffsetSpec(long timestamp, IsolationLevel isolation, boolean byTime, boolean byLatestTime) {
        private static OffsetSpec at(long timestamp) {
            return new OffsetSpec(timestamp, IsolationLevel.READ_UNCOMMITTED, false, false);
        }
    }

    private static final Topics.Position.Cases<OffsetSpec> WANTED = new Topics.Position.Cases<>() {
        @Override
        public OffsetSpec beginning(Topics.Position.Beginning position) {
            return OffsetSpec.at(ListOffsetsRequest.EARLIEST_TIMESTAMP);
        }

        @Override
        public OffsetSpec end(Topics.Position.End position) {
            return OffsetSpec.at(ListOffsetsRequest.LATEST_TIMESTAMP);
        }

        @Override
        public OffsetSpec stable(Topics.Position.Stable position) {
            return new OffsetSpec(ListOffsetsRequest.LATEST_TIMESTAMP, IsolationLevel.READ_COMMITTED, false, false);
        }

        @Override
        public OffsetSpec maxTimestamp(Topics.Position.MaxTimestamp position) {
            return new OffsetSpec(ListOffsetsRequest.MAX_TIMESTAMP, IsolationLevel.READ_UNCOMMITTED, false, true);
        }

        @Override
        public OffsetSpec at(Topics.Position.At position) {
            return new OffsetSpec(position.time().toEpochMilli(), IsolationLevel.READ_UNCOMMITTED, true, false);
        }
    };

    private static ListOffsetsRequest.Builder question(List<Partition> partitions, Topics.Position position) {
        OffsetSpec wanted = position.match(WANTED);
        Map<TopicPartition, ListOffsetsPartition> times = new HashMap<>();
        partitions.forEach(partition -> times.put(
                new TopicPartition(partition.topic(), partition.partition()),
                new ListOffsetsPartition()
                        .setPartitionIndex(partition.partition())
                        .setTimestamp(wanted.timestamp())));
        return ListOffsetsRequest.Builder.forConsumer(
                        wanted.byTime(), wanted.isolation(), wanted.byLatestTime(), false, false, false)
                .setTargetTimes(ListOffsetsRequest.toListOffsetsTopics(times));
    }

    /** @param before troubles that are known before the requests */
    private static Topics.Offsets offsets(BrokerConnections.Replies<ListOffsetsResponse> replies, List<String> before) {
        Map<String, OptionalLong> offsets = new HashMap<>();
        Map<String, Instant> times = new HashMap<>();
        List<String> troubles = new ArrayList<>(before);
        replies.troubles().forEach((id, trouble) -> troubles.add("broker " + id + ": " + trouble.cause()));
        for (ListOffsetsResponse reply : replies.answers().values()) {
            for (ListOffsetsTopicResponse topic : reply.topics()) {
                for (ListOffsetsPartitionResponse partition : topic.partitions()) {
                    String name = topic.name() + "-" + partition.partitionIndex();
                    if (partition.errorCode() == 0) {
                        offsets.put(name, Metadata.known(partition.offset()));
                        if (partition.offset() >= 0 && partition.timestamp() >= 0) {
                            times.put(name, Instant.ofEpochMilli(partition.timestamp()));
                        }
                    } else {
                        Errors error = Errors.forCode(partition.errorCode());
                        troubles.add(name + ": "
                                + (error == Errors.OFFSET_NOT_AVAILABLE
                                        ? "its new leader does not know the end of the log yet"
                                        : error.message()));
                    }
                }
            }
        }
        return new Topics.Offsets(offsets, times, troubles);
    }
}
