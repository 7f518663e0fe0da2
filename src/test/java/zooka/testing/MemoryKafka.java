package zooka.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.kafka.Acls;
import zooka.clients.kafka.Administration;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Brokers;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.GroupChanges;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Quotas;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.Replicas;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.ScramUsers;
import zooka.clients.kafka.Throttles;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.TopicChanges;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.Transactions;

/**
 * Three brokers in memory, which do at once and everywhere what they are asked for. {@link #topics()} and {@link
 * #administration()} are views of the same cluster. What it has in common with real brokers is what the contract tests run on
 * both.
 */
public final class MemoryKafka {

    static final int BROKERS = 3;

    /** Offsets of a partition's log. */
    static final class Log {
        final List<Integer> replicas;
        long start;
        long end;

        Log(List<Integer> replicas) {
            this.replicas = List.copyOf(replicas);
        }
    }

    private final Map<String, List<Log>> topics = new TreeMap<>();
    private final List<RecordReader.Message> records = new ArrayList<>();
    private final MemoryConfigs configs = new MemoryConfigs(this);
    private final MemoryTopics view = new MemoryTopics(this);
    private final MemoryTopicChanges changes = new MemoryTopicChanges(this);
    private final MemoryGroups groups = new MemoryGroups(this);
    private final MemoryAccess.Rules acls = new MemoryAccess.Rules();
    private final MemoryAccess.Users users = new MemoryAccess.Users();
    private final MemoryAccess.Limits quotas = new MemoryAccess.Limits();

    /** With the topic {@code orders}, which has settings of its own, and that of the groups' offsets. */
    public MemoryKafka() {
        add("__consumer_offsets", List.of(List.of(1, 2, 3)), Map.of("cleanup.policy", "compact"));
        add(
                "orders",
                List.of(List.of(1, 2), List.of(2, 3)),
                Map.of("min.insync.replicas", "2", "segment.bytes", "4194304"));
    }

    void add(String topic, List<List<Integer>> assignment, Map<String, String> settings) {
        List<Log> logs = new ArrayList<>();
        assignment.forEach(replicas -> logs.add(new Log(replicas)));
        topics.put(topic, logs);
        settings.forEach((key, value) -> configs.set(Resource.topic(topic), key, value));
    }

    void remove(String topic) {
        topics.remove(topic);
        configs.forget(Resource.topic(topic));
    }

    /** The logs of its partitions; empty where there is no such topic. */
    Optional<List<Log>> logs(String topic) {
        return Optional.ofNullable(topics.get(topic));
    }

    /** Writes so many empty records. */
    public void append(String topic, int partition, int count) {
        Log log = topics.get(topic).get(partition);
        for (int i = 0; i < count; i++) {
            records.add(new RecordReader.Message(
                    topic,
                    partition,
                    log.end++,
                    Optional.of(TestRun.NOW),
                    Optional.of(new byte[0]),
                    Optional.of(new byte[0]),
                    List.of()));
        }
    }

    /** The replicas of a new partition: the brokers in turn. */
    static List<Integer> chosen(int partition, int replication) {
        List<Integer> replicas = new ArrayList<>();
        for (int i = 0; i < replication; i++) {
            replicas.add((partition + i) % BROKERS + 1);
        }
        return replicas;
    }

    ClusterState state() {
        List<Broker> brokers = new ArrayList<>();
        for (int id = 1; id <= BROKERS; id++) {
            brokers.add(new Broker(id, "kafka-" + id, 9092, Optional.empty(), true));
        }
        return new ClusterState(
                TestRun.NOW,
                Optional.of("memory"),
                ClusterState.Mode.KRAFT,
                OptionalInt.of(1),
                OptionalInt.of(1),
                brokers,
                topics.entrySet().stream()
                        .map(topic -> topic(topic.getKey(), topic.getValue()))
                        .toList());
    }

    private static Topic topic(String name, List<Log> logs) {
        List<Partition> partitions = new ArrayList<>();
        for (Log log : logs) {
            partitions.add(new Partition(
                    name,
                    partitions.size(),
                    OptionalInt.of(log.replicas.get(0)),
                    OptionalInt.of(0),
                    log.replicas,
                    log.replicas,
                    Optional.of(List.of()),
                    List.of(),
                    Optional.empty()));
        }
        return new Topic(name, Optional.of("id-of-" + name), name.startsWith("__"), OptionalInt.empty(), partitions);
    }

    MemoryConfigs configs() {
        return configs;
    }

    /** What there is, as the brokers tell. */
    public Topics topics() {
        return view;
    }

    /** Who reads it, and how far they have come. */
    public Groups groups() {
        return groups;
    }

    /** What was written. */
    public RecordReader records() {
        return new RecordReader() {
            @Override
            public void read(Query query, Predicate<Message> sink, Consumer<String> leftOut) {
                new FakeRecords(
                                records.stream()
                                        .filter(record -> record.topic().equals(query.topic()))
                                        .toList(),
                                List.of())
                        .read(query, sink, leftOut);
            }

            @Override
            public void close() {}
        };
    }

    /** What changes it. */
    public Administration administration() {
        return new Administration() {
            @Override
            public TopicChanges topics() {
                return changes;
            }

            @Override
            public Configs configs() {
                return configs;
            }

            @Override
            public Acls acls() {
                return acls;
            }

            @Override
            public ScramUsers users() {
                return users;
            }

            @Override
            public Quotas quotas() {
                return quotas;
            }

            @Override
            public GroupChanges groups() {
                return groups;
            }

            @Override
            public Brokers brokers() {
                throw notHere("brokers' versions and quorum");
            }

            @Override
            public Replicas replicas() {
                throw notHere("moves of replicas");
            }

            @Override
            public Throttles throttles() {
                throw notHere("throttles");
            }

            @Override
            public Transactions transactions() {
                throw notHere("transactions");
            }
        };
    }

    private static UnsupportedOperationException notHere(String what) {
        return new UnsupportedOperationException("the brokers in memory have no " + what + ": test them on real ones");
    }

    static Failure noTopic(String topic) {
        return Failure.absent(Failure.Noun.TOPIC, topic);
    }
}
