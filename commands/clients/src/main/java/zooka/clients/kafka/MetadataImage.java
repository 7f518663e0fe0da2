package zooka.clients.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The brokers, topics and partitions that the records of a KRaft metadata log describe, updated record by record. Used by one
 * thread.
 */
public final class MetadataImage implements MetadataChange.Cases<Boolean> {

    private static final String MINIMUM = "min.insync.replicas";

    /** Called for each thing that a record has changed, after the change. */
    public interface Watcher {
        /** A broker was registered, changed or unregistered. */
        void broker(int id);

        /** A topic was created, or has other partitions. */
        void topic(String topicId, String name);

        /** A topic was deleted. */
        void deletion(String name);

        /** One of the partitions of a topic has changed. */
        void partition(String topicId, int partition);

        /** A topic has its own {@code min.insync.replicas}. */
        void minimum(String topic, int value);

        /** A controller was elected. */
        void election();
    }

    /** Ignores what has changed. */
    private static final class NoWatcher implements Watcher {
        @Override
        public void broker(int id) {}

        @Override
        public void topic(String topicId, String name) {}

        @Override
        public void deletion(String name) {}

        @Override
        public void partition(String topicId, int partition) {}

        @Override
        public void minimum(String topic, int value) {}

        @Override
        public void election() {}
    }

    /** A topic by its partitions. */
    private static final class TopicImage {
        private final String name;
        private final String id;
        private final Optional<Instant> created;
        private final Map<Integer, Partition> partitions = new TreeMap<>();

        private TopicImage(String name, String id, Optional<Instant> created) {
            this.name = name;
            this.id = id;
            this.created = created;
        }

        private Topic topic() {
            return new Topic(
                    name,
                    Optional.of(id),
                    Topic.isInternal(name),
                    OptionalInt.empty(),
                    List.copyOf(partitions.values()));
        }
    }

    private final Watcher watcher;
    private final Map<String, TopicImage> topics = new HashMap<>();
    private final Map<Integer, Broker> brokers = new TreeMap<>();

    /** When the records were appended that are applied now; empty where that says nothing of each change. */
    private Optional<Instant> appended = Optional.empty();

    /** An image of an empty cluster. */
    public MetadataImage() {
        this(new NoWatcher());
    }

    /** An image of an empty cluster that reports its changes. */
    public MetadataImage(Watcher watcher) {
        this.watcher = watcher;
    }

    /** Forgets everything. */
    public void clear() {
        topics.clear();
        brokers.clear();
    }

    /** Applies the records of a batch. */
    public void apply(MetadataLog.Batch batch) {
        apply(batch.changes(), batch.snapshot() ? Optional.empty() : Optional.of(batch.appended()));
    }

    /**
     * Applies records.
     *
     * @param time when they were appended; empty for a snapshot
     */
    public void apply(List<MetadataChange> changes, Optional<Instant> time) {
        appended = time;
        changes.forEach(change -> change.match(this));
    }

    /** When the records were appended that were applied last; empty for a snapshot. */
    public Optional<Instant> appended() {
        return appended;
    }

    /** The registered brokers by id. */
    public Collection<Broker> brokers() {
        return List.copyOf(brokers.values());
    }

    /** A registered broker. */
    public Optional<Broker> broker(int id) {
        return Optional.ofNullable(brokers.get(id));
    }

    /** All topics by name. */
    public List<Topic> topics() {
        List<Topic> all = new ArrayList<>(topics.size());
        topics.values().forEach(topic -> all.add(topic.topic()));
        all.sort(Comparator.comparing(Topic::name));
        return all;
    }

    /** A topic by its id. */
    public Optional<Topic> topic(String topicId) {
        return Optional.ofNullable(topics.get(topicId)).map(TopicImage::topic);
    }

    /** When a topic was created; empty if it came with a snapshot. */
    public Optional<Instant> created(String topicId) {
        return Optional.ofNullable(topics.get(topicId)).flatMap(topic -> topic.created);
    }

    /** A partition by the id of its topic. */
    public Optional<Partition> partition(String topicId, int partition) {
        return Optional.ofNullable(topics.get(topicId)).map(topic -> topic.partitions.get(partition));
    }

    /**
     * The cluster as a whole.
     *
     * @param log tells the controller
     */
    public ClusterState state(MetadataLog.Update log, Instant asOf, Optional<String> clusterId) {
        List<Topic> all = topics();
        return new ClusterState(
                asOf,
                clusterId,
                ClusterState.Mode.KRAFT,
                log.controller(),
                log.controller().isPresent() ? OptionalInt.of(log.epoch()) : OptionalInt.empty(),
                Broker.andUnregistered(brokers, all),
                all);
    }

    @Override
    public Boolean brokerRegistration(MetadataChange.BrokerRegistration change) {
        Optional<Listener> address = change.listeners().stream()
                .filter(one -> one.protocol().equals("PLAINTEXT"))
                .findFirst()
                .or(() -> change.listeners().stream().findFirst());
        return put(new Broker(
                change.id(),
                address.map(Listener::host).orElse(""),
                address.map(Listener::port).orElse(-1),
                change.rack(),
                !change.fenced()));
    }

    private boolean put(Broker broker) {
        brokers.put(broker.id(), broker);
        watcher.broker(broker.id());
        return true;
    }

    @Override
    public Boolean brokerStateChange(MetadataChange.BrokerStateChange change) {
        Broker known = brokers.get(change.id());
        return known != null
                && change.fenced().isPresent()
                && put(new Broker(
                        known.id(),
                        known.host(),
                        known.port(),
                        known.rack(),
                        !change.fenced().get()));
    }

    @Override
    public Boolean brokerUnregistration(MetadataChange.BrokerUnregistration change) {
        brokers.remove(change.id());
        watcher.broker(change.id());
        return true;
    }

    @Override
    public Boolean topicCreation(MetadataChange.TopicCreation change) {
        topics.put(change.topicId(), new TopicImage(change.name(), change.topicId(), appended));
        watcher.topic(change.topicId(), change.name());
        return true;
    }

    @Override
    public Boolean topicDeletion(MetadataChange.TopicDeletion change) {
        TopicImage known = topics.remove(change.topicId());
        if (known != null) {
            watcher.deletion(known.name);
        }
        return known != null;
    }

    @Override
    public Boolean partitionState(MetadataChange.PartitionState change) {
        TopicImage topic = topics.get(change.topicId());
        if (topic == null) {
            return false;
        }
        Partition before = topic.partitions.put(
                change.partition(),
                new Partition(
                        topic.name,
                        change.partition(),
                        change.leader(),
                        OptionalInt.of(change.leaderEpoch()),
                        change.replicas(),
                        change.isr(),
                        Optional.of(change.elr()),
                        List.of(),
                        appended,
                        Optional.of(change.lastKnownElr()),
                        change.adding(),
                        change.removing()));
        if (before == null) {
            watcher.topic(topic.id, topic.name);
        } else {
            watcher.partition(topic.id, change.partition());
        }
        return true;
    }

    @Override
    public Boolean partitionChange(MetadataChange.PartitionChange change) {
        TopicImage topic = topics.get(change.topicId());
        Partition known = topic == null ? null : topic.partitions.get(change.partition());
        if (known == null) {
            return false;
        }
        boolean led = change.leader() != MetadataChange.PartitionChange.UNCHANGED;
        OptionalInt leader = change.leader() == MetadataChange.PartitionChange.NONE
                ? OptionalInt.empty()
                : OptionalInt.of(change.leader());
        topic.partitions.put(
                change.partition(),
                new Partition(
                        known.topic(),
                        known.partition(),
                        led ? leader : known.leader(),
                        OptionalInt.of(known.leaderEpoch().orElse(0) + (led ? 1 : 0)),
                        change.replicas().orElse(known.replicas()),
                        change.isr().orElse(known.isr()),
                        change.elr().or(known::elr),
                        List.of(),
                        appended,
                        change.lastKnownElr().or(known::lastKnownElr),
                        change.adding().orElse(known.adding()),
                        change.removing().orElse(known.removing())));
        watcher.partition(topic.id, change.partition());
        return true;
    }

    @Override
    public Boolean elrRemoval(MetadataChange.ElrRemoval change) {
        topics.forEach((id, topic) -> {
            if (change.topic().filter(name -> !name.equals(topic.name)).isEmpty()) {
                topic.partitions.replaceAll((number, partition) -> partition.eligible(List.of(), List.of()));
                watcher.topic(id, topic.name);
            }
        });
        return true;
    }

    @Override
    public Boolean configChange(MetadataChange.ConfigChange change) {
        if (change.resource().kind() == Resource.Kind.TOPIC && change.key().equals(MINIMUM)) {
            // After a deletion the brokers' default counts, which is not in the log.
            change.value()
                    .filter(value -> value.matches("\\d{1,9}"))
                    .ifPresent(value -> watcher.minimum(change.resource().name(), Integer.parseInt(value)));
        }
        return true;
    }

    @Override
    public Boolean controllerElection(MetadataChange.ControllerElection change) {
        watcher.election();
        return true;
    }

    @Override
    public Boolean controllerRegistration(MetadataChange.ControllerRegistration change) {
        return true;
    }

    @Override
    public Boolean controllerUnregistration(MetadataChange.ControllerUnregistration change) {
        return true;
    }

    @Override
    public Boolean featureLevel(MetadataChange.FeatureLevel change) {
        return true;
    }
}
