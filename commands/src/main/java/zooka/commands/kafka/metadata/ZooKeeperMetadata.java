package zooka.commands.kafka.metadata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Listener;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Znode;

/**
 * Kafka's metadata in ZooKeeper, kept current by watch events. Used by one thread.
 */
public final class ZooKeeperMetadata {

    private static final Set<String> INTERNAL = Set.of("__consumer_offsets", "__transaction_state");

    private final Znodes znodes;

    private final Map<Integer, Broker> brokers = new TreeMap<>();
    /** Brokers that were registered at some time, so that host and rack of an offline broker are known. */
    private final Map<Integer, Broker> remembered = new HashMap<>();

    private final Map<String, KafkaZnodes.Assignment> assignments = new TreeMap<>();
    private final Map<String, KafkaZnodes.Leadership> leaderships = new HashMap<>();
    private final Map<String, Integer> minimums = new HashMap<>();
    private OptionalInt defaultMinimum = OptionalInt.empty();
    private OptionalInt controller = OptionalInt.empty();
    private OptionalInt controllerEpoch = OptionalInt.empty();
    private Optional<String> clusterId = Optional.empty();

    public ZooKeeperMetadata(Znodes znodes) {
        this.znodes = znodes;
    }

    /** Whether the ensemble contains the metadata of a Kafka cluster. */
    public static boolean isStoredIn(Znodes znodes) {
        return znodes.stat(KafkaZnodes.IDS).isPresent();
    }

    /**
     * The addresses of the registered brokers, as {@code host:port,...}; {@code UNREACHABLE} without any.
     */
    public static String bootstrap(Znodes znodes) {
        ZooKeeperMetadata state = new ZooKeeperMetadata(znodes);
        state.readBrokers();
        String addresses = state.brokers.values().stream()
                .filter(broker -> !broker.host().isEmpty())
                .map(broker -> broker.host() + ":" + broker.port())
                .collect(Collectors.joining(","));
        if (addresses.isEmpty()) {
            throw Failure.unreachable("no broker is registered in ZooKeeper, under " + KafkaZnodes.IDS)
                    .hint(
                            "start the brokers, specify them with -b HOST:PORT, or specify Kafka's chroot with -z HOST:PORT/CHROOT");
        }
        return addresses;
    }

    /** All listeners of the registered brokers, by broker. */
    public static List<Listener> listeners(Znodes znodes) {
        List<String> ids = names(znodes.childrenOfAll(List.of(KafkaZnodes.IDS)).get(0));
        return znodes.readAll(ids.stream().map(id -> KafkaZnodes.IDS + "/" + id).toList()).stream()
                .flatMap(znode -> znode.stream().flatMap(found -> KafkaZnodes.doors(found).stream()))
                .sorted(Comparator.comparingInt(Listener::broker))
                .toList();
    }

    /** Reads all metadata again. */
    public void readAll() {
        readController();
        readBrokers();
        List<Optional<List<String>>> children = znodes.childrenOfAll(
                List.of(KafkaZnodes.TOPICS, KafkaZnodes.DELETED_TOPICS, KafkaZnodes.TOPIC_CONFIGS));
        Set<String> topics = new LinkedHashSet<>(names(children.get(0)));
        // A topic marked for deletion cannot be used any more.
        topics.removeAll(names(children.get(1)));
        assignments.clear();
        leaderships.clear();
        readMinimums(names(children.get(2)));
        readTopics(topics);
    }

    /** Reads the assignment and leaders of the topics, and the controller. */
    void read(Collection<String> topics) {
        readController();
        readBrokers();
        readTopics(topics);
    }

    private static List<String> names(Optional<List<String>> children) {
        return children.orElse(List.of());
    }

    /**
     * Reads the znodes of events again.
     *
     * @param paths the paths of the events
     * @return whether the state was affected
     */
    public boolean reread(Collection<String> paths) {
        Set<String> topics = new LinkedHashSet<>();
        Set<String> states = new LinkedHashSet<>();
        boolean ids = false;
        boolean control = false;
        boolean list = false;
        for (String path : paths) {
            String[] parts = path.split("/", -1);
            if (path.equals(KafkaZnodes.CONTROLLER) || path.equals(KafkaZnodes.CONTROLLER_EPOCH)) {
                control = true;
            } else if (path.startsWith(KafkaZnodes.IDS)) {
                ids = true;
            } else if (path.equals(KafkaZnodes.TOPICS)) {
                list = true;
            } else if (path.startsWith(KafkaZnodes.TOPICS + "/")) {
                if (parts.length == 7 && parts[6].equals("state")) {
                    states.add(path);
                } else if (parts.length == 4) {
                    topics.add(parts[3]);
                }
            }
        }
        if (control) {
            readController();
        }
        if (ids) {
            readBrokers();
        }
        if (list) {
            Set<String> now = new HashSet<>(
                    names(znodes.childrenOfAll(List.of(KafkaZnodes.TOPICS)).get(0)));
            assignments.keySet().stream().filter(topic -> !now.contains(topic)).forEach(topics::add);
            now.stream().filter(topic -> !assignments.containsKey(topic)).forEach(topics::add);
        }
        if (!topics.isEmpty()) {
            readTopics(topics);
        }
        if (!states.isEmpty()) {
            readLeaderships(List.copyOf(states));
        }
        return control || ids || list || !topics.isEmpty() || !states.isEmpty();
    }

    private void readController() {
        List<Optional<Znode>> read =
                znodes.readAll(List.of(KafkaZnodes.CONTROLLER, KafkaZnodes.CONTROLLER_EPOCH, KafkaZnodes.CLUSTER_ID));
        controller = read.get(0).map(KafkaZnodes::controller).orElse(OptionalInt.empty());
        controllerEpoch = read.get(1).map(KafkaZnodes::controllerEpoch).orElse(OptionalInt.empty());
        clusterId = read.get(2).flatMap(KafkaZnodes::clusterId);
    }

    private void readBrokers() {
        List<String> paths = names(
                        znodes.childrenOfAll(List.of(KafkaZnodes.IDS)).get(0))
                .stream()
                .map(id -> KafkaZnodes.IDS + "/" + id)
                .toList();
        brokers.clear();
        for (Optional<Znode> znode : znodes.readAll(paths)) {
            znode.flatMap(KafkaZnodes::broker).ifPresent(broker -> {
                brokers.put(broker.id(), broker);
                remembered.put(broker.id(), broker);
            });
        }
    }

    private void readMinimums(List<String> topics) {
        List<String> paths = new ArrayList<>(List.of(KafkaZnodes.BROKER_DEFAULTS));
        topics.forEach(topic -> paths.add(KafkaZnodes.TOPIC_CONFIGS + "/" + topic));
        List<Optional<Znode>> read = znodes.readAll(paths);
        minimums.clear();
        defaultMinimum = read.get(0).map(KafkaZnodes::minInSync).orElse(OptionalInt.empty());
        for (int i = 0; i < topics.size(); i++) {
            String topic = topics.get(i);
            read.get(i + 1)
                    .map(KafkaZnodes::minInSync)
                    .filter(OptionalInt::isPresent)
                    .ifPresent(value -> minimums.put(topic, value.getAsInt()));
        }
    }

    private void readTopics(Collection<String> topics) {
        List<String> names = List.copyOf(topics);
        List<Optional<Znode>> read =
                znodes.readAll(names.stream().map(KafkaZnodes::topic).toList());
        List<String> states = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Optional<KafkaZnodes.Assignment> assignment = read.get(i).flatMap(KafkaZnodes::assignment);
            if (assignment.isPresent()) {
                assignments.put(name, assignment.get());
                assignment.get().replicas().keySet().forEach(number -> states.add(KafkaZnodes.state(name, number)));
            } else {
                assignments.remove(name);
            }
        }
        readLeaderships(states);
    }

    private void readLeaderships(List<String> states) {
        List<Optional<Znode>> read = znodes.readAll(states);
        for (int i = 0; i < states.size(); i++) {
            Optional<KafkaZnodes.Leadership> leadership = read.get(i).flatMap(KafkaZnodes::leadership);
            if (leadership.isPresent()) {
                leaderships.put(states.get(i), leadership.get());
            } else {
                leaderships.remove(states.get(i));
            }
        }
    }

    /** The state as an immutable value. */
    public ClusterState state(Instant asOf) {
        List<Topic> topics = new ArrayList<>();
        assignments.forEach((name, assignment) -> topics.add(new Topic(
                name,
                assignment.topicId(),
                INTERNAL.contains(name),
                minimums.containsKey(name) ? OptionalInt.of(minimums.get(name)) : defaultMinimum,
                assignment.replicas().entrySet().stream()
                        .map(entry -> partition(name, entry.getKey(), entry.getValue()))
                        .toList())));
        List<Broker> known = Broker.andUnregistered(brokers, topics).stream()
                .map(broker -> broker.online() ? broker : lost(broker))
                .toList();
        return new ClusterState(
                asOf, clusterId, ClusterState.Mode.ZOOKEEPER, controller, controllerEpoch, known, topics);
    }

    private Broker lost(Broker broker) {
        Broker before = remembered.getOrDefault(broker.id(), broker);
        return new Broker(broker.id(), before.host(), before.port(), before.rack(), false);
    }

    private Partition partition(String topic, int number, List<Integer> replicas) {
        Optional<KafkaZnodes.Leadership> leadership =
                Optional.ofNullable(leaderships.get(KafkaZnodes.state(topic, number)));
        return new Partition(
                topic,
                number,
                leadership.map(KafkaZnodes.Leadership::leader).orElse(OptionalInt.empty()),
                leadership.map(KafkaZnodes.Leadership::leaderEpoch).orElse(OptionalInt.empty()),
                replicas,
                leadership.map(KafkaZnodes.Leadership::isr).orElse(List.of()),
                Optional.empty(),
                replicas.stream().filter(id -> !brokers.containsKey(id)).toList(),
                leadership.map(KafkaZnodes.Leadership::since));
    }
}
