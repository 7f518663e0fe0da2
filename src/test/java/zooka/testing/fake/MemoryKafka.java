package zooka.testing.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import zooka.clients.Failure;
import zooka.clients.kafka.Acls;
import zooka.clients.kafka.Administration;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Brokers;
import zooka.clients.kafka.ClusterChanges;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.GroupChanges;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
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
import zooka.testing.TestRun;

/**
 * Three brokers in memory, which do at once and everywhere what they are asked for. The gateways, which {@link #clusters()} has
 * all, are views of the same cluster. What it has in common with real brokers is what the contract tests run on both.
 */
public final class MemoryKafka {

    static final int BROKERS = 3;

    static final String HOST = "127.0.0.1";
    private static final List<String> RACKS = List.of("a", "b", "c");

    /** What a batch of one record takes besides its value. */
    private static final int OVERHEAD = 70;

    private final Map<String, List<MemoryLog>> topics = new TreeMap<>();
    private final Set<Integer> stopped = new TreeSet<>();
    private final Set<Integer> silent = new TreeSet<>();
    private final Set<Integer> forgotten = new TreeSet<>();
    private final List<RecordReader.Message> records = new ArrayList<>();
    private Instant now = TestRun.NOW;
    private final MemoryConfigs configs = new MemoryConfigs(this);
    private final MemoryTopics view = new MemoryTopics(this);
    private final MemoryTopicChanges changes = new MemoryTopicChanges(this);
    private final MemoryReplicas replicas = new MemoryReplicas(this);
    private final MemoryThrottles throttles = new MemoryThrottles(this);
    private final MemoryLogDirs logDirs = new MemoryLogDirs(this);
    private final MemoryTransactions transactions = new MemoryTransactions(this);
    private final MemoryBrokers quorum = new MemoryBrokers(this);
    private final MemoryMetadata metadata = new MemoryMetadata(this);
    private final MemoryGroups groups = new MemoryGroups(this);
    private final MemoryAccess.Rules acls = new MemoryAccess.Rules();
    private final MemoryAccess.Users users = new MemoryAccess.Users();
    private final MemoryAccess.Limits quotas = new MemoryAccess.Limits();

    /** With the topics {@code orders}, which has settings of its own, {@code clicks}, and that of the groups' offsets. */
    public MemoryKafka() {
        add("__consumer_offsets", List.of(List.of(1, 2, 3)), Map.of("cleanup.policy", "compact"));
        add("clicks", IntStream.range(0, 6).mapToObj(i -> chosen(i, BROKERS)).toList(), Map.of());
        add(
                "orders",
                List.of(List.of(1, 2), List.of(2, 3)),
                Map.of("min.insync.replicas", "2", "segment.bytes", "4194304"));
        metadata.append();
    }

    void add(String topic, List<List<Integer>> assignment, Map<String, String> settings) {
        List<MemoryLog> logs = new ArrayList<>();
        assignment.forEach(replicas -> logs.add(new MemoryLog(replicas)));
        topics.put(topic, logs);
        settings.forEach((key, value) -> configs.set(Resource.topic(topic), key, value));
    }

    void remove(String topic) {
        topics.remove(topic);
        configs.forget(Resource.topic(topic));
    }

    /** The logs of its partitions; empty where there is no such topic. */
    Optional<List<MemoryLog>> logs(String topic) {
        return Optional.ofNullable(topics.get(topic));
    }

    /** All partitions, once what need not go on has ended. */
    List<PartitionName> names() {
        goOn();
        List<PartitionName> names = new ArrayList<>();
        topics.forEach((topic, logs) -> {
            for (int i = 0; i < logs.size(); i++) {
                names.add(new PartitionName(topic, i));
            }
        });
        return names;
    }

    Optional<MemoryLog> log(PartitionName name) {
        return logs(name.topic())
                .filter(logs -> name.partition() < logs.size())
                .map(logs -> logs.get(name.partition()));
    }

    /** Ends the reassignments that nothing holds up. */
    private void goOn() {
        topics.forEach((topic, logs) -> {
            for (int i = 0; i < logs.size(); i++) {
                MemoryLog log = logs.get(i);
                PartitionName name = new PartitionName(topic, i);
                boolean heldUp =
                        log.adding.stream().anyMatch(id -> stopped.contains(id) || throttles.holdsUp(name, log, id));
                if (log.reassigning() && !heldUp) {
                    log.complete(alive());
                }
            }
        });
    }

    /** The brokers that serve. */
    Set<Integer> alive() {
        Set<Integer> alive = new TreeSet<>();
        for (int id = 1; id <= BROKERS; id++) {
            if (!stopped.contains(id)) {
                alive.add(id);
            }
        }
        return alive;
    }

    boolean answers(Broker broker) {
        return !silent.contains(broker.id());
    }

    /** Begins a transaction with an empty record in a partition. */
    public void begin(String transactionalId, String topic, int partition) {
        transactions.begin(transactionalId, new PartitionName(topic, partition));
    }

    /** Its producer aborts a transaction, whether or not it is still open. */
    public void abort(String transactionalId) {
        transactions.abort(transactionalId);
    }

    /** The last stable offset of a partition: where its first open transaction begins, else the end. */
    long stable(PartitionName partition) {
        return transactions.stable(partition);
    }

    /** Stops a broker. */
    public synchronized void stop(int broker) {
        if (stopped.add(broker)) {
            topics.values().forEach(logs -> logs.forEach(log -> log.lose(broker, alive())));
            metadata.append();
        }
    }

    /** Starts a broker that was stopped. */
    public synchronized void start(int broker) {
        forgotten.remove(broker);
        if (stopped.remove(broker)) {
            topics.values().forEach(logs -> logs.forEach(log -> log.regain(broker, alive())));
            metadata.append();
        }
    }

    /** Forgets a broker; one that serves is stopped for others. */
    synchronized void unregister(int broker) {
        if (broker < 1 || broker > BROKERS || !forgotten.add(broker)) {
            throw Failure.notFound("cannot unregister broker " + broker + ": the given broker ID was not registered");
        }
        stop(broker);
    }

    /** What time it is: that of new records, and of the state. */
    public void at(Instant time) {
        now = time;
    }

    /** A member joins a group. */
    public void join(String group, Groups.Member member) {
        groups.join(group, member);
    }

    /** A member leaves a group. */
    public void leave(String group, String member) {
        groups.leave(group, member);
    }

    /** A broker does not answer about the groups that it coordinates, although it is registered. */
    public void silence(int broker) {
        silent.add(broker);
    }

    /** Writes so many empty records. */
    public void append(String topic, int partition, int count) {
        append(topic, partition, count, 0);
    }

    /** Writes so many records of so many bytes, which are zeros. */
    public void append(String topic, int partition, int count, int bytes) {
        MemoryLog log = topics.get(topic).get(partition);
        for (int i = 0; i < count; i++) {
            log.bytes += OVERHEAD + bytes;
            records.add(new RecordReader.Message(
                    topic,
                    partition,
                    log.end++,
                    Optional.of(now),
                    Optional.of(new byte[0]),
                    Optional.of(new byte[bytes]),
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

    synchronized ClusterState state() {
        goOn();
        Map<Integer, Broker> registered = new TreeMap<>();
        brokers().stream().filter(Broker::online).forEach(broker -> registered.put(broker.id(), broker));
        List<Topic> all = topics.entrySet().stream()
                .map(topic -> topic(topic.getKey(), topic.getValue()))
                .toList();
        return new ClusterState(
                now,
                Optional.of("memory"),
                ClusterState.Mode.KRAFT,
                alive().stream().mapToInt(Integer::intValue).findFirst(),
                OptionalInt.of(1),
                Broker.andUnregistered(registered, all),
                all);
    }

    /** All that are registered, those that are stopped as well. */
    List<Broker> brokers() {
        List<Broker> brokers = new ArrayList<>();
        for (int id = 1; id <= BROKERS; id++) {
            if (forgotten.contains(id)) {
                continue;
            }
            brokers.add(new Broker(id, HOST, port(id), Optional.of(RACKS.get(id - 1)), !stopped.contains(id)));
        }
        return brokers;
    }

    static int port(int broker) {
        return 9091 + broker;
    }

    private static Topic topic(String name, List<MemoryLog> logs) {
        List<Partition> partitions = new ArrayList<>();
        for (MemoryLog log : logs) {
            partitions.add(new Partition(
                    name,
                    partitions.size(),
                    log.leader,
                    OptionalInt.of(0),
                    log.replicas,
                    log.isr,
                    Optional.of(List.of()),
                    List.of(),
                    Optional.empty(),
                    Optional.of(List.of()),
                    List.of(),
                    List.of()));
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

    /** What has changed, as its controller writes it down. */
    public MemoryMetadata metadata() {
        return metadata;
    }

    /** Who reads it, and how far they have come. */
    public Groups groups() {
        return groups;
    }

    /** Where the replicas are, and what they take. */
    public LogDirs logDirs() {
        return logDirs;
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
            public Map<PartitionName, Instant> times(Map<PartitionName, Long> offsets, Duration within) {
                return new FakeRecords(records, List.of()).times(offsets, within);
            }

            @Override
            public void close() {}
        };
    }

    /** All of it, for a {@link TestRun}. */
    public FakeClusters clusters() {
        return new FakeClusters()
                .with(topics())
                .with(groups())
                .with(logDirs())
                .with(records())
                .with(metadata::follow)
                .with(new MemorySurvey(this))
                .with(administration());
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
                return quorum;
            }

            @Override
            public ClusterChanges cluster() {
                return MemoryKafka.this::unregister;
            }

            @Override
            public Replicas replicas() {
                return replicas;
            }

            @Override
            public Throttles throttles() {
                return throttles;
            }

            @Override
            public Transactions transactions() {
                return transactions;
            }
        };
    }

    static Failure noTopic(String topic) {
        return Failure.absent(Failure.Noun.TOPIC, topic);
    }
}
