package zooka.testing.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Listener;
import zooka.clients.kafka.MetadataChange;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.Topic;
import zooka.clients.net.Deadline;
import zooka.testing.TestRun;

/**
 * The metadata log of brokers in memory. What has changed is appended as one batch when the test itself asks for it, or when
 * it {@link #append}s it for one who waits on another thread.
 */
public final class MemoryMetadata {

    private final MemoryKafka kafka;
    private final List<MetadataLog.Batch> log = new ArrayList<>();
    private final Map<Integer, Broker> brokers = new TreeMap<>();
    private final Map<String, Topic> topics = new TreeMap<>();
    private final Map<Resource, Map<String, String>> configs = new TreeMap<>(Comparator.comparing(Resource::toString));
    private OptionalInt controller = OptionalInt.empty();
    private int epoch;
    private long offset;
    private Instant now = TestRun.NOW;

    /** Who changes the brokers; they are not looked at from other threads. */
    private final Thread test = Thread.currentThread();

    MemoryMetadata(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    /** The time of what is appended from now on. */
    public synchronized MemoryMetadata at(Instant time) {
        now = time;
        return this;
    }

    /** Appends what has changed, if anything has. */
    public synchronized void append() {
        List<MetadataChange> changes = changes(kafka.state());
        if (!changes.isEmpty()) {
            offset += changes.size();
            log.add(new MetadataLog.Batch(now, offset - 1, controller, epoch, false, changes));
            notifyAll();
        }
    }

    /** A new follower, from the beginning. */
    public MetadataLog follow() {
        return new Follower();
    }

    private List<MetadataChange> changes(ClusterState state) {
        List<MetadataChange> changes = new ArrayList<>();
        if (!state.controller().equals(controller)) {
            controller = state.controller();
            epoch++;
            controller.ifPresent(id ->
                    changes.add(new MetadataChange.ControllerElection(id, epoch, List.of(1, 2, MemoryKafka.BROKERS))));
        }
        kafka.brokers().forEach(broker -> broker(broker, changes));
        Map<String, Topic> there = new TreeMap<>();
        kafka.topics().withReassignments(state.topics()).forEach(topic -> there.put(topic.name(), topic));
        new TreeSet<>(topics.keySet())
                .stream()
                        .filter(name -> !there.containsKey(name))
                        .forEach(name -> changes.add(new MetadataChange.TopicDeletion(
                                topics.remove(name).id().orElseThrow())));
        configs.keySet()
                .removeIf(resource -> resource.kind() == Resource.Kind.TOPIC && !there.containsKey(resource.name()));
        there.values().forEach(topic -> topic(topic, changes));
        kafka.brokers().forEach(broker -> config(Resource.broker(broker.id()), changes));
        config(Resource.everyBroker(), changes);
        return changes;
    }

    private void broker(Broker broker, List<MetadataChange> changes) {
        Broker before = brokers.put(broker.id(), broker);
        long registration = 10L + broker.id();
        if (broker.online() && (before == null || !before.online())) {
            changes.add(new MetadataChange.BrokerRegistration(
                    broker.id(),
                    registration,
                    List.of(new Listener(broker.id(), "PLAINTEXT", "PLAINTEXT", broker.host(), broker.port())),
                    broker.rack(),
                    true,
                    false));
            changes.add(fence(broker.id(), registration, false));
        } else if (!broker.online() && before != null && before.online()) {
            changes.add(fence(broker.id(), registration, true));
        }
    }

    private static MetadataChange fence(int broker, long registration, boolean fenced) {
        return new MetadataChange.BrokerStateChange(broker, registration, Optional.of(fenced), Optional.empty());
    }

    private void topic(Topic topic, List<MetadataChange> changes) {
        String id = topic.id().orElseThrow();
        Topic before = topics.put(topic.name(), topic);
        if (before == null) {
            changes.add(new MetadataChange.TopicCreation(topic.name(), id));
        }
        config(Resource.topic(topic.name()), changes);
        for (int i = 0; i < topic.partitions().size(); i++) {
            Partition partition = topic.partitions().get(i);
            if (before == null || i >= before.partitions().size()) {
                changes.add(new MetadataChange.PartitionState(
                        id,
                        i,
                        partition.leader(),
                        partition.leaderEpoch().orElse(0),
                        0,
                        partition.replicas(),
                        partition.isr(),
                        partition.adding(),
                        partition.removing(),
                        List.of(),
                        List.of(),
                        false));
            } else if (!partition.equals(before.partitions().get(i))) {
                changes.add(change(id, before.partitions().get(i), partition));
            }
        }
    }

    private static MetadataChange change(String id, Partition before, Partition after) {
        return new MetadataChange.PartitionChange(
                id,
                after.partition(),
                after.leader().equals(before.leader())
                        ? MetadataChange.PartitionChange.UNCHANGED
                        : after.leader().orElse(MetadataChange.PartitionChange.NONE),
                changed(before.replicas(), after.replicas()),
                changed(before.isr(), after.isr()),
                changed(before.adding(), after.adding()),
                changed(before.removing(), after.removing()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<List<Integer>> changed(List<Integer> before, List<Integer> after) {
        return after.equals(before) ? Optional.empty() : Optional.of(after);
    }

    private void config(Resource resource, List<MetadataChange> changes) {
        Map<String, String> after = new TreeMap<>();
        kafka.configs()
                .set(resource)
                .forEach(setting -> after.put(setting.name(), setting.value().orElseThrow()));
        Map<String, String> before = configs.getOrDefault(resource, Map.of());
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                changes.add(new MetadataChange.ConfigChange(resource, key, Optional.ofNullable(after.get(key))));
            }
        }
        configs.put(resource, after);
    }

    /** Reads the log from its beginning. */
    private final class Follower implements MetadataLog {

        private int read;
        private boolean closed;

        @Override
        public Update next(Duration longest) {
            if (Thread.currentThread() == test) {
                append();
            }
            synchronized (MemoryMetadata.this) {
                Deadline until = Deadline.in(longest);
                while (read == log.size() && !closed && !until.passed()) {
                    await(until);
                }
                if (closed) {
                    throw Failure.interrupted();
                }
                List<Batch> batches = List.copyOf(log.subList(read, log.size()));
                boolean first = read == 0;
                read = log.size();
                Instant latest = log.isEmpty() ? now : log.get(log.size() - 1).appended();
                return new Update(
                        first, batches, true, Optional.of(now), controller, epoch, Optional.of(latest), Map.of());
            }
        }

        private void await(Deadline until) {
            try {
                MemoryMetadata.this.wait(Math.max(1, until.millis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.interrupted().cause(e);
            }
        }

        @Override
        public void close() {
            synchronized (MemoryMetadata.this) {
                closed = true;
                MemoryMetadata.this.notifyAll();
            }
        }
    }
}
