package zooka.commands.audit.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.BrokerSurvey.Testimony;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;

/** The evidence of one reading: ZooKeeper's metadata and the answers of the brokers; immutable. */
public final class Evidence {

    /** How many names a sentence lists at most. */
    private static final int NAMED = 5;

    private final Optional<ZooKeeperEvidence> zookeeper;
    private final Optional<Testimony> testimony;
    private final Map<String, Long> ends;
    private final Map<String, List<Lag>> beyond;
    private final Map<Integer, Map<String, Partition>> partitions = new TreeMap<>();
    private final Map<Integer, Map<String, Topic>> topics = new TreeMap<>();
    private final Map<String, Partition> newest = new TreeMap<>();

    /**
     * @param zookeeper empty if ZooKeeper does not answer, or does not store the metadata of the cluster
     * @param testimony empty if no broker answers
     * @param ends the end offsets of the partitions for which an old group stores an offset
     */
    public Evidence(Optional<ZooKeeperEvidence> zookeeper, Optional<Testimony> testimony, Map<String, Long> ends) {
        this(zookeeper, testimony, ends, Map.of());
    }

    /**
     * The evidence with groups.
     *
     * @param beyond committed offsets past the end of the log, by group
     */
    public Evidence(
            Optional<ZooKeeperEvidence> zookeeper,
            Optional<Testimony> testimony,
            Map<String, Long> ends,
            Map<String, List<Lag>> beyond) {
        this.zookeeper = zookeeper;
        this.testimony = testimony;
        this.ends = Map.copyOf(ends);
        this.beyond = Map.copyOf(beyond);
        testimony.ifPresent(one -> one.metadata().answers().forEach(this::add));
    }

    private void add(int witness, ClusterState state) {
        Map<String, Topic> itsTopics = new HashMap<>();
        Map<String, Partition> itsPartitions = new HashMap<>();
        for (Topic topic : state.topics()) {
            if (zookeeper.isPresent() && zookeeper.get().deletions().containsKey(topic.name())) {
                continue; // being deleted, by one broker after the other
            }
            itsTopics.put(topic.name(), topic);
            for (Partition partition : topic.partitions()) {
                itsPartitions.put(partition.name(), partition);
                newest.merge(partition.name(), partition, Evidence::newer);
            }
        }
        topics.put(witness, itsTopics);
        partitions.put(witness, itsPartitions);
    }

    private static Partition newer(Partition one, Partition other) {
        return other.leaderEpoch().orElse(-1) > one.leaderEpoch().orElse(-1) ? other : one;
    }

    public boolean hasZooKeeper() {
        return zookeeper.isPresent();
    }

    public boolean hasTestimony() {
        return testimony.isPresent();
    }

    public ZooKeeperEvidence zookeeper() {
        return zookeeper.orElseThrow();
    }

    public Testimony testimony() {
        return testimony.orElseThrow();
    }

    /** Whether the cluster is in KRaft mode. */
    public boolean kraft() {
        return testimony
                .filter(testimony -> testimony.mode() == ClusterState.Mode.KRAFT)
                .isPresent();
    }

    /** The end offsets by the partition's name, as far as they were read. */
    public Map<String, Long> ends() {
        return ends;
    }

    /** Committed offsets past the end of the log, by group. */
    public Map<String, List<Lag>> beyond() {
        return beyond;
    }

    /** The answers about partitions, by broker and by the partition's name. */
    public Map<Integer, Map<String, Partition>> partitions() {
        return Collections.unmodifiableMap(partitions);
    }

    /** The topics that each broker knows, by broker and name. */
    public Map<Integer, Map<String, Topic>> topics() {
        return Collections.unmodifiableMap(topics);
    }

    /** The answer with the latest leader epoch for each partition. */
    public Map<String, Partition> newest() {
        return Collections.unmodifiableMap(newest);
    }

    /** The names of all topics that any broker knows. */
    public Set<String> served() {
        return topics.values().stream()
                .flatMap(known -> known.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The number of partitions, by ZooKeeper or by the brokers. */
    public int size() {
        Set<String> names = new TreeSet<>(newest.keySet());
        zookeeper.ifPresent(side -> side.partitions().forEach(partition -> names.add(partition.name())));
        return names.size();
    }

    /** The registered brokers: by ZooKeeper, or in KRaft mode by the answers of the brokers. */
    public Set<Integer> registered() {
        if (zookeeper.isPresent()) {
            return zookeeper.get().brokers().keySet();
        }
        return testimony().metadata().answers().values().stream()
                .flatMap(state -> state.brokers().stream())
                .filter(Broker::online)
                .map(Broker::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The replicas of each partition by its name: by ZooKeeper, or else by the brokers. */
    public Map<String, List<Integer>> replicas() {
        Map<String, List<Integer>> replicas = new TreeMap<>();
        if (zookeeper.isPresent()) {
            zookeeper.get().partitions().forEach(partition -> replicas.put(partition.name(), partition.replicas()));
        } else {
            newest.forEach((name, partition) -> replicas.put(name, partition.replicas()));
        }
        return replicas;
    }

    /** The in-sync replicas of each partition by its name, as {@link #replicas()}. */
    public Map<String, List<Integer>> inSync() {
        Map<String, List<Integer>> inSync = new TreeMap<>();
        if (zookeeper.isPresent()) {
            zookeeper.get().leaderships().forEach((name, state) -> inSync.put(name, state.isr()));
        } else {
            newest.forEach((name, partition) -> inSync.put(name, partition.isr()));
        }
        return inSync;
    }

    /** Answers grouped by their text: {@code broker 2: leader 1; brokers 1 3: leader 2}. */
    public static String byBroker(Map<Integer, String> answers) {
        Map<String, List<Integer>> same = new LinkedHashMap<>();
        answers.forEach((id, text) ->
                same.computeIfAbsent(text, any -> new ArrayList<>()).add(id));
        return same.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().size()))
                .map(entry -> brokers(entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    /** {@code broker 2}, {@code brokers 1 3}. */
    public static String brokers(Collection<Integer> ids) {
        if (ids.contains(BrokerSurvey.BOOTSTRAP)) {
            return "the specified broker";
        }
        return (ids.size() == 1 ? "broker " : "brokers ") + ids(ids);
    }

    public static String ids(Collection<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** {@code 64 partitions: a-0 a-1 a-2 a-3 a-4 …}. */
    public static String count(Collection<String> names, String one, String many) {
        return names.size() + " " + (names.size() == 1 ? one : many) + ": "
                + names.stream().limit(NAMED).collect(Collectors.joining(" ")) + (names.size() > NAMED ? " …" : "");
    }
}
