package zooka.commands.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey.Eligible;
import zooka.clients.kafka.BrokerSurvey.Features;
import zooka.clients.kafka.BrokerSurvey.Follower;
import zooka.clients.kafka.BrokerSurvey.Quorum;
import zooka.clients.kafka.BrokerSurvey.Range;
import zooka.clients.kafka.BrokerSurvey.Settings;
import zooka.clients.kafka.BrokerSurvey.Testimony;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.LogDirs.Replica;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Topic;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.audit.evidence.EvidenceReader;
import zooka.commands.audit.evidence.ZooKeeperEvidence;
import zooka.commands.kafka.metadata.KafkaZnodes.Assignment;
import zooka.commands.kafka.metadata.KafkaZnodes.Control;
import zooka.commands.kafka.metadata.KafkaZnodes.Leadership;

/** Both sides of a cluster of two brokers with one partition, all well, to be changed by a test before it asks for the evidence. */
final class Sides {

    static final Instant THEN = Instant.parse("2026-03-01T14:00:00Z");

    Optional<String> keptId = Optional.of("one");
    Optional<Control> control = Optional.of(new Control(OptionalInt.of(1), OptionalInt.empty()));
    OptionalInt controllerEpoch = OptionalInt.of(4);
    final Map<Integer, ZooKeeperEvidence.RegisteredBroker> registered = new TreeMap<>();
    final Map<String, Assignment> assignments = new TreeMap<>();
    final Map<String, Leadership> leaderships = new TreeMap<>();
    final Map<String, Instant> deletions = new TreeMap<>();
    final Map<String, Map<String, String>> topicSettings = new TreeMap<>();
    final Map<String, Map<String, String>> brokerSettings = new TreeMap<>();
    Optional<ZooKeeperEvidence.Request> reassignment = Optional.empty();
    Optional<ZooKeeperEvidence.Request> election = Optional.empty();
    Optional<String> migration = Optional.empty();
    final List<ZooKeeperEvidence.OldGroup> groups = new ArrayList<>();
    final List<String> unreadable = new ArrayList<>();

    final Map<Integer, String> toldIds = new TreeMap<>(Map.of(1, "one", 2, "one"));
    final Map<Integer, Integer> controllers = new TreeMap<>(Map.of(1, 1, 2, 1));
    final Map<Integer, List<Broker>> known = new TreeMap<>();
    final Map<Integer, List<Topic>> topics = new TreeMap<>();
    final Map<Integer, List<LogDir>> logDirs = new TreeMap<>();
    final Map<Integer, Settings> settings = new TreeMap<>();
    final Map<Integer, Quorum> quorum = new TreeMap<>();
    final Map<Integer, String> noQuorum = new TreeMap<>();
    final Map<Integer, Features> features = new TreeMap<>();
    final Map<Integer, String> silent = new TreeMap<>();
    Optional<Set<String>> inProgress = Optional.of(Set.of());
    final List<Broker> fenced = new ArrayList<>();
    final Map<String, Eligible> eligible = new HashMap<>();
    final Map<String, Long> ends = new HashMap<>();
    final Map<String, List<Groups.Lag>> lags = new HashMap<>();

    Sides() {
        assignments.put("orders", new Assignment(Optional.of("id"), Map.of(0, List.of(1, 2)), Map.of(), Map.of()));
        leaderships.put("orders-0", state(OptionalInt.of(1), 5, List.of(1, 2), 4));
        for (int id = 1; id <= 2; id++) {
            registered.put(id, new ZooKeeperEvidence.RegisteredBroker(broker(id), List.of("kafka-" + id + ":9092")));
            known.put(id, List.of(broker(1), broker(2)));
            topics.put(id, List.of(topic("orders", "id", partition(1, 5, List.of(1, 2), List.of(1, 2)))));
            logDirs.put(id, List.of(logs(id, "orders")));
            settings.put(id, new Settings(Map.of(), Map.of(), Map.of()));
            quorum.put(id, new Quorum(OptionalInt.of(1), 3, List.of(follower(1, true, 0), follower(2, true, 100))));
            features.put(id, new Features(Map.of("metadata.version", new Range(1, 9)), Map.of("metadata.version", 7)));
        }
    }

    static Broker broker(int id) {
        return new Broker(id, "kafka-" + id, 9092, Optional.empty(), true);
    }

    static Leadership state(OptionalInt leader, int epoch, List<Integer> isr, int controllerEpoch) {
        return new Leadership(leader, OptionalInt.of(epoch), isr, THEN, OptionalInt.of(controllerEpoch), 7);
    }

    static Partition partition(int leader, int epoch, List<Integer> replicas, List<Integer> isr) {
        return new Partition(
                "orders",
                0,
                leader < 0 ? OptionalInt.empty() : OptionalInt.of(leader),
                OptionalInt.of(epoch),
                replicas,
                isr,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    static Topic topic(String name, String id, Partition... partitions) {
        return new Topic(name, Optional.of(id), false, OptionalInt.empty(), List.of(partitions));
    }

    static LogDir logs(int broker, String... topics) {
        return new LogDir(
                broker,
                "/d",
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(topics).stream()
                        .map(name -> new Replica(name, 0, 10, 0, false))
                        .toList());
    }

    static Follower follower(int id, boolean voter, long behindMillis) {
        return new Follower(
                id,
                voter,
                100 - id,
                behindMillis < 0 ? OptionalLong.empty() : OptionalLong.of(behindMillis),
                Optional.empty(),
                Optional.empty());
    }

    /** What one broker tells of the partition from now on. */
    void tells(int broker, Partition partition) {
        topics.put(broker, List.of(topic("orders", "id", partition)));
    }

    ZooKeeperEvidence kept() {
        return new ZooKeeperEvidence(
                keptId,
                control,
                controllerEpoch,
                registered,
                assignments,
                leaderships,
                deletions,
                topicSettings,
                brokerSettings,
                reassignment,
                election,
                migration,
                groups,
                unreadable);
    }

    Testimony told(ClusterState.Mode mode) {
        Map<Integer, ClusterState> metadata = new TreeMap<>();
        topics.forEach((id, list) -> {
            if (!silent.containsKey(id)) {
                metadata.put(
                        id,
                        new ClusterState(
                                THEN,
                                Optional.of(toldIds.get(id)),
                                mode,
                                controllers.containsKey(id) ? OptionalInt.of(controllers.get(id)) : OptionalInt.empty(),
                                OptionalInt.empty(),
                                known.get(id),
                                list));
            }
        });
        return new Testimony(
                mode,
                Map.of(1, broker(1), 2, broker(2)),
                new PerBroker<>(metadata, silent),
                new PerBroker<>(logDirs, Map.of()),
                new PerBroker<>(settings, Map.of()),
                new PerBroker<>(quorum, noQuorum),
                new PerBroker<>(features, Map.of()),
                inProgress,
                fenced,
                eligible);
    }

    Evidence zookeeper() {
        return new Evidence(Optional.of(kept()), Optional.of(told(ClusterState.Mode.ZOOKEEPER)), ends, beyond());
    }

    Evidence kraft() {
        return new Evidence(Optional.empty(), Optional.of(told(ClusterState.Mode.KRAFT)), ends, beyond());
    }

    private Map<String, List<Groups.Lag>> beyond() {
        return EvidenceReader.beyond(
                lags.values().stream().flatMap(List::stream).toList());
    }

    /** How far the group billing is on a partition of the topic orders. */
    static Groups.Lag lag(int partition, long committed, long end) {
        return new Groups.Lag(
                new Groups.Commit(
                        "billing",
                        new PartitionName("orders", partition),
                        OptionalLong.of(committed),
                        OptionalInt.empty(),
                        "",
                        OptionalLong.empty(),
                        Optional.empty()),
                new Groups.Log(OptionalLong.of(0), OptionalLong.of(end), OptionalLong.empty(), true));
    }

    /** What all checks find: {@code id subject: ZooKeeper's evidence | the brokers'}, a line for each finding. */
    static String found(Evidence evidence) {
        return Checks.of(List.of(), List.of()).find(evidence).stream()
                .map(finding -> finding.check() + " " + finding.subject() + ": " + finding.zookeeper() + " | "
                        + finding.brokers())
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }
}
