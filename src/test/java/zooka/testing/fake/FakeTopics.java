package zooka.testing.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;

/** Topics as a test sets them. */
public final class FakeTopics implements Topics {

    private ClusterState state;
    private Optional<Failure> failure = Optional.empty();
    private final Map<String, Integer> minimums = new HashMap<>();
    private final Map<String, List<Setting>> overrides = new HashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private final List<String> silent = new ArrayList<>();

    public FakeTopics(ClusterState state) {
        this.state = state;
    }

    /** From now on every call fails. */
    public void fail(Failure with) {
        failure = Optional.of(with);
    }

    public void change(ClusterState next) {
        state = next;
    }

    public void minimum(String topic, int inSync) {
        minimums.put(topic, inSync);
    }

    public void override(String topic, String name, String value) {
        overrides.computeIfAbsent(topic, key -> new ArrayList<>()).add(new Setting(name, Optional.of(value)));
    }

    public void end(String partition, long offset) {
        ends.put(partition, offset);
    }

    /** What could not be asked for offsets: {@code broker 2: timed out}. */
    public void silent(String trouble) {
        silent.add(trouble);
    }

    @Override
    public ClusterState state() {
        failure.ifPresent(with -> {
            throw with;
        });
        return state;
    }

    @Override
    public ClusterState state(Collection<String> topics) {
        List<Topic> chosen = new ArrayList<>();
        for (String name : topics) {
            chosen.add(state().topics().stream()
                    .filter(topic -> topic.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Failure.notFound("no topic " + name)));
        }
        return state().withTopics(chosen);
    }

    @Override
    public ClusterState state(Broker witness) {
        return state();
    }

    @Override
    public ClusterState withReachability(ClusterState told, Duration within) {
        state();
        return told;
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
        state();
        return topics.stream()
                .map(topic -> topic.withMinInSync(minimums.getOrDefault(topic.name(), 1)))
                .toList();
    }

    @Override
    public List<Topic> withReassignments(List<Topic> topics) {
        state();
        return topics;
    }

    @Override
    public List<Setting> overrides(String topic) {
        state();
        return overrides.getOrDefault(topic, List.of());
    }

    @Override
    public Offsets offsets(Collection<Partition> partitions, Position position) {
        state();
        Map<String, OptionalLong> offsets = new HashMap<>();
        List<String> troubles = new ArrayList<>(silent);
        for (Partition partition : partitions) {
            if (partition.offline()) {
                troubles.add(partition.name() + " has no leader");
            } else if (ends.containsKey(partition.name())) {
                offsets.put(
                        partition.name(),
                        OptionalLong.of(position instanceof Position.Beginning ? 0 : ends.get(partition.name())));
            }
        }
        return new Offsets(offsets, troubles);
    }

    @Override
    public void close() {}
}
