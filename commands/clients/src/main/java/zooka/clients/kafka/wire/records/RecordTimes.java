package zooka.clients.kafka.wire.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.wire.BrokerConnections;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Deadline;

/** Reads the time of one record in each of several partitions, by small requests: one at a time to each leader. */
final class RecordTimes {

    /** The newest version that identifies topics by name. */
    private static final short BY_NAME = 12;

    /** Room for a batch of the producers' default size; the first batch of a response may be larger. */
    private static final int BYTES = 20 << 10;

    private final WireTopics topics;

    RecordTimes(WireTopics topics) {
        this.topics = topics;
    }

    /** The times as far as they are known by the deadline. */
    Map<PartitionName, Instant> of(Map<PartitionName, Long> offsets, Deadline deadline) {
        Map<PartitionName, Instant> times = new HashMap<>();
        if (offsets.isEmpty()) {
            return times;
        }
        Map<Node, Map<PartitionName, Long>> left = byLeader(offsets, deadline);
        while (!left.isEmpty() && !deadline.passed()) {
            Map<Node, FetchRequest.Builder> questions = new HashMap<>();
            left.forEach((node, wanted) -> questions.put(node, question(wanted)));
            BrokerConnections.Replies<FetchResponse> replies =
                    topics.wire().askEach(questions, FetchResponse.class, deadline);
            replies.troubles().keySet().forEach(id -> left.keySet().removeIf(node -> node.id() == id));
            left.forEach((node, wanted) -> Optional.ofNullable(replies.answers().get(node.id()))
                    .filter(reply -> reply.data().errorCode() == 0)
                    .ifPresentOrElse(reply -> take(reply, wanted, times), wanted::clear));
            left.values().removeIf(Map::isEmpty);
        }
        return times;
    }

    private Map<Node, Map<PartitionName, Long>> byLeader(Map<PartitionName, Long> offsets, Deadline deadline) {
        Set<String> names = offsets.keySet().stream().map(PartitionName::topic).collect(Collectors.toSet());
        Map<Node, Map<PartitionName, Long>> byLeader = new HashMap<>();
        List<Partition> partitions = topics.list(names, deadline).stream()
                .flatMap(topic -> topic.partitions().stream())
                .toList();
        Map<Integer, Node> brokers = topics.brokers(deadline);
        for (Partition partition : partitions) {
            PartitionName name = new PartitionName(partition.topic(), partition.partition());
            Node leader = brokers.get(partition.leader().orElse(-1));
            if (leader != null && offsets.containsKey(name)) {
                byLeader.computeIfAbsent(leader, node -> new LinkedHashMap<>()).put(name, offsets.get(name));
            }
        }
        return byLeader;
    }

    private static FetchRequest.Builder question(Map<PartitionName, Long> wanted) {
        Map<TopicPartition, FetchRequest.PartitionData> questions = new LinkedHashMap<>();
        wanted.forEach((name, offset) -> questions.put(
                new TopicPartition(name.topic(), name.partition()),
                new FetchRequest.PartitionData(Uuid.ZERO_UUID, offset, -1, BYTES, Optional.empty())));
        return FetchRequest.Builder.forConsumer(BY_NAME, 0, 0, questions);
    }

    /**
     * Takes a response.
     *
     * @param wanted the requested offsets; those that remain are to be requested again, in their order
     */
    private static void take(FetchResponse reply, Map<PartitionName, Long> wanted, Map<PartitionName, Instant> times) {
        List<PartitionName> answered = new ArrayList<>();
        for (FetchableTopicResponse topic : reply.data().responses()) {
            for (PartitionData data : topic.partitions()) {
                PartitionName name = new PartitionName(topic.topic(), data.partitionIndex());
                Long offset = wanted.get(name);
                if (offset != null && take(name, offset, data, wanted, times)) {
                    answered.add(name);
                }
            }
        }
        if (answered.isEmpty()) {
            wanted.clear(); // asking again would not end
        }
    }

    /** Whether a partition has come further: its time is known, or another offset is wanted, or nothing more. */
    private static boolean take(
            PartitionName name,
            long offset,
            PartitionData data,
            Map<PartitionName, Long> wanted,
            Map<PartitionName, Instant> times) {
        if (data.errorCode() != Errors.NONE.code() || offset >= data.highWatermark()) {
            return wanted.remove(name) != null;
        }
        FetchedBatch batch = new FetchedBatch(
                name.topic(),
                name.partition(),
                (MemoryRecords) FetchResponse.recordsOrFail(data),
                offset,
                Long.MAX_VALUE,
                List.of());
        try {
            Message first = batch.next();
            if (first != null) {
                first.time().ifPresent(time -> times.put(name, time));
                return wanted.remove(name) != null;
            }
        } catch (Failure damaged) {
            return wanted.remove(name) != null;
        }
        // Nothing but markers of transactions; or a batch that did not fit, which is the first one soon.
        return batch.after() > offset && wanted.put(name, batch.after()) != null;
    }
}
