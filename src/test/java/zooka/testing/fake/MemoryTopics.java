package zooka.testing.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.testing.TestRun;

/** The topics of brokers in memory, whose records are all of {@link TestRun#NOW}. */
final class MemoryTopics implements Topics {

    private final MemoryKafka kafka;

    MemoryTopics(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    @Override
    public ClusterState state() {
        return kafka.state();
    }

    @Override
    public ClusterState state(Collection<String> topics) {
        List<Topic> chosen = new ArrayList<>();
        for (String name : topics) {
            chosen.add(state().topics().stream()
                    .filter(topic -> topic.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> MemoryKafka.noTopic(name)));
        }
        return state().withTopics(chosen);
    }

    @Override
    public ClusterState state(Broker witness) {
        return state();
    }

    @Override
    public ClusterState withReachability(ClusterState state, Duration within) {
        return state;
    }

    @Override
    public Topics withOwnConnections() {
        return this;
    }

    @Override
    public ClusterState basicState() {
        return state();
    }

    @Override
    public List<String> names() {
        return list().stream().map(Topic::name).toList();
    }

    @Override
    public List<Topic> withMinInSync(List<Topic> topics) {
        return topics.stream()
                .map(topic -> topic.withMinInSync(
                        Integer.parseInt(kafka.configs().value(Resource.topic(topic.name()), "min.insync.replicas"))))
                .toList();
    }

    @Override
    public List<Topic> withReassignments(List<Topic> topics) {
        return topics.stream()
                .map(topic -> topic.withPartitions(
                        topic.partitions().stream().map(this::reassigned).toList()))
                .toList();
    }

    private Partition reassigned(Partition partition) {
        return kafka.log(new PartitionName(partition.topic(), partition.partition()))
                .map(log -> partition.reassigned(log.adding, log.removing))
                .orElse(partition);
    }

    @Override
    public List<Setting> overrides(String topic) {
        return kafka.configs().set(Resource.topic(topic));
    }

    @Override
    public Offsets offsets(Collection<Partition> partitions, Position position) {
        Map<String, OptionalLong> offsets = new HashMap<>();
        for (Partition partition : partitions) {
            PartitionName name = new PartitionName(partition.topic(), partition.partition());
            offsets.put(
                    partition.name(),
                    position instanceof Position.Stable
                            ? OptionalLong.of(kafka.stable(name))
                            : offset(kafka.log(name).orElseThrow(), position));
        }
        return new Offsets(offsets, times(offsets, position), List.of());
    }

    /** All records are of the same time. */
    private static Map<String, Instant> times(Map<String, OptionalLong> offsets, Position position) {
        Map<String, Instant> times = new HashMap<>();
        if (position instanceof Position.MaxTimestamp || position instanceof Position.At) {
            offsets.forEach((name, offset) -> offset.ifPresent(any -> times.put(name, TestRun.NOW)));
        }
        return times;
    }

    private static OptionalLong offset(MemoryLog log, Position position) {
        if (position instanceof Position.Beginning) {
            return OptionalLong.of(log.start);
        }
        if (position instanceof Position.MaxTimestamp) {
            return log.start < log.end ? OptionalLong.of(log.start) : OptionalLong.empty();
        }
        if (position instanceof Position.At at) {
            boolean later = log.start < log.end && !at.time().isAfter(TestRun.NOW);
            return later ? OptionalLong.of(log.start) : OptionalLong.empty();
        }
        return OptionalLong.of(log.end);
    }

    @Override
    public void close() {}
}
