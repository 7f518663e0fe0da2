package zooka.commands.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Listener;
import zooka.clients.kafka.MetadataChange;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.Topic;

/**
 * What the records of a KRaft metadata log come to: brokers, topics and partitions as they are written, kept up to date record
 * by record. It remembers what has changed, for {@link #tell}. Used by one thread.
 */
final class LogState implements MetadataChange.Cases<Boolean> {

    private static final String MINIMUM = "min.insync.replicas";

    /** A topic by its partitions. */
    private static final class TopicLog {
        private final String name;
        private final String id;
        private final Optional<Instant> created;
        private final Map<Integer, Partition> partitions = new TreeMap<>();

        private TopicLog(String name, String id, Optional<Instant> created) {
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

    private final Map<String, TopicLog> topics = new HashMap<>();
    private final Map<Integer, Broker> brokers = new TreeMap<>();

    /** When the records were appended that are applied now; empty where that says nothing of each change. */
    private Optional<Instant> appended = Optional.empty();

    private final Set<String> changedTopics = new LinkedHashSet<>();
    private final Set<String> deletedTopics = new LinkedHashSet<>();
    private final Map<String, Set<Integer>> changedPartitions = new HashMap<>();
    private final Set<Integer> changedBrokers = new HashSet<>();
    private final Map<String, Integer> minimums = new HashMap<>();
    private Optional<Instant> elected = Optional.empty();

    /** Forgets everything. */
    void clear() {
        topics.clear();
        brokers.clear();
        forgetChanges();
    }

    private void forgetChanges() {
        changedTopics.clear();
        deletedTopics.clear();
        changedPartitions.clear();
        changedBrokers.clear();
        minimums.clear();
        elected = Optional.empty();
    }

    /**
     * Applies records.
     *
     * @param time when they were appended; empty for a snapshot
     */
    void apply(List<MetadataChange> changes, Optional<Instant> time) {
        appended = time;
        changes.forEach(change -> change.match(this));
    }

    /** Tells everything that is known. */
    void tellAll(Edit edit) {
        edit.allBrokers(brokers.values(), id -> Optional.empty());
        List<Topic> all = new ArrayList<>();
        topics.values().forEach(topic -> all.add(topic.topic()));
        edit.allTopics(all, name -> Optional.empty());
        edit.minimums(Map.copyOf(minimums));
        forgetChanges();
    }

    /** Tells what has changed since the last time; false if that is nothing. */
    boolean tell(Edit edit) {
        for (int id : changedBrokers) {
            Broker broker = brokers.get(id);
            if (broker == null) {
                edit.unregistered(id, appended);
            } else {
                edit.broker(broker, appended);
            }
        }
        deletedTopics.forEach(edit::deleted);
        for (String id : changedTopics) {
            TopicLog topic = topics.get(id);
            if (topic != null) {
                edit.topic(topic.topic(), topic.created);
            }
        }
        changedPartitions.forEach((id, numbers) -> {
            TopicLog topic = topics.get(id);
            if (topic != null && !changedTopics.contains(id)) {
                numbers.forEach(number -> edit.partition(topic.partitions.get(number)));
            }
        });
        if (!minimums.isEmpty()) {
            edit.minimums(Map.copyOf(minimums));
        }
        boolean some = !changedBrokers.isEmpty()
                || !deletedTopics.isEmpty()
                || !changedTopics.isEmpty()
                || !changedPartitions.isEmpty()
                || !minimums.isEmpty();
        forgetChanges();
        return some;
    }

    /** When the controller was elected, if one of the records since the last time says so. */
    Optional<Instant> elected() {
        return elected;
    }

    @Override
    public Boolean brokerRegistration(MetadataChange.BrokerRegistration change) {
        Optional<Listener> listener = change.listeners().stream()
                .filter(one -> one.protocol().equals("PLAINTEXT"))
                .findFirst()
                .or(() -> change.listeners().stream().findFirst());
        brokers.put(
                change.id(),
                new Broker(
                        change.id(),
                        listener.map(Listener::host).orElse(""),
                        listener.map(Listener::port).orElse(-1),
                        change.rack(),
                        !change.fenced()));
        return changedBrokers.add(change.id());
    }

    @Override
    public Boolean brokerStateChange(MetadataChange.BrokerStateChange change) {
        Broker known = brokers.get(change.id());
        if (known == null || change.fenced().isEmpty()) {
            return false;
        }
        brokers.put(
                change.id(),
                new Broker(
                        known.id(),
                        known.host(),
                        known.port(),
                        known.rack(),
                        !change.fenced().get()));
        return changedBrokers.add(change.id());
    }

    @Override
    public Boolean brokerUnregistration(MetadataChange.BrokerUnregistration change) {
        brokers.remove(change.id());
        return changedBrokers.add(change.id());
    }

    @Override
    public Boolean topicCreation(MetadataChange.TopicCreation change) {
        topics.put(change.topicId(), new TopicLog(change.name(), change.topicId(), appended));
        deletedTopics.remove(change.name());
        return changedTopics.add(change.topicId());
    }

    @Override
    public Boolean topicDeletion(MetadataChange.TopicDeletion change) {
        TopicLog known = topics.remove(change.topicId());
        return known != null && deletedTopics.add(known.name);
    }

    @Override
    public Boolean partitionState(MetadataChange.PartitionState change) {
        TopicLog topic = topics.get(change.topicId());
        if (topic == null) {
            return false;
        }
        boolean another = topic.partitions.put(
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
                                change.removing()))
                == null;
        return another ? changedTopics.add(change.topicId()) : changed(change.topicId(), change.partition());
    }

    @Override
    public Boolean partitionChange(MetadataChange.PartitionChange change) {
        TopicLog topic = topics.get(change.topicId());
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
        return changed(change.topicId(), change.partition());
    }

    private boolean changed(String topic, int partition) {
        return changedPartitions
                .computeIfAbsent(topic, any -> new LinkedHashSet<>())
                .add(partition);
    }

    @Override
    public Boolean elrRemoval(MetadataChange.ElrRemoval change) {
        topics.forEach((id, topic) -> {
            if (change.topic().filter(name -> !name.equals(topic.name)).isEmpty()) {
                topic.partitions.replaceAll((number, partition) -> partition.eligible(List.of(), List.of()));
                changedTopics.add(id);
            }
        });
        return true;
    }

    @Override
    public Boolean configChange(MetadataChange.ConfigChange change) {
        if (change.resource().kind() == Resource.Kind.TOPIC && change.key().equals(MINIMUM)) {
            // After a deletion the brokers' default counts, which they are asked for once in a while.
            change.value()
                    .filter(value -> value.matches("\\d{1,9}"))
                    .ifPresent(value -> minimums.put(change.resource().name(), Integer.valueOf(value)));
        }
        return true;
    }

    @Override
    public Boolean controllerElection(MetadataChange.ControllerElection change) {
        elected = appended;
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
