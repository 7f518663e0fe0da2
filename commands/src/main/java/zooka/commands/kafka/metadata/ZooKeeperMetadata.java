package zooka.commands.kafka.metadata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private final Znodes znodes;

    private final Map<Integer, Broker> brokers = new TreeMap<>();
    /** Brokers that were registered at some time, so that host and rack of an offline broker are known. */
    private final Map<Integer, Broker> remembered = new HashMap<>();

    private final Map<String, KafkaZnodes.Assignment> assignments = new TreeMap<>();
    private final Map<String, KafkaZnodes.Leadership> leaderships = new HashMap<>();
    private final Map<String, Integer> minimums = new HashMap<>();
    private OptionalInt defaultMinimum = OptionalInt.empty();
    private final Map<Integer, Instant> registered = new HashMap<>();
    private final Map<String, Instant> created = new HashMap<>();
    private OptionalInt controller = OptionalInt.empty();
    private Optional<Instant> elected = Optional.empty();
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
     * What was read again.
     *
     * @param brokers whether the registrations of all brokers were
     * @param topics the topics, some of which may not exist any more
     * @param partitions the partitions by topic, where only their state was
     */
    public record Reread(
            boolean controller, boolean brokers, Set<String> topics, Map<String, Set<Integer>> partitions) {
        public boolean isEmpty() {
            return !controller && !brokers && topics.isEmpty() && partitions.isEmpty();
        }
    }

    /**
     * Reads the znodes of events again.
     *
     * @param paths the paths of the events
     */
    public Reread reread(Collection<String> paths) {
        Set<String> topics = new LinkedHashSet<>();
        Set<String> states = new LinkedHashSet<>();
        Map<String, Set<Integer>> partitions = new LinkedHashMap<>();
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
                if (parts.length == 7 && parts[6].equals("state") && Partition.isNumber(parts[5])) {
                    states.add(path);
                    partitions.computeIfAbsent(parts[3], any -> new TreeSet<>()).add(Integer.valueOf(parts[5]));
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
        partitions.keySet().removeAll(topics);
        return new Reread(control, ids, topics, partitions);
    }

    private void readController() {
        List<Optional<Znode>> read =
                znodes.readAll(List.of(KafkaZnodes.CONTROLLER, KafkaZnodes.CONTROLLER_EPOCH, KafkaZnodes.CLUSTER_ID));
        controller = read.get(0).map(KafkaZnodes::controller).orElse(OptionalInt.empty());
        elected = read.get(0).map(znode -> znode.stat().ctime());
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
                registered.put(broker.id(), znode.get().stat().ctime());
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
                created.put(name, read.get(i).get().stat().ctime());
                assignment.get().replicas().keySet().forEach(number -> states.add(KafkaZnodes.state(name, number)));
            } else {
                assignments.remove(name);
                created.remove(name);
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
        List<Topic> topics = topics();
        List<Broker> known = Broker.andUnregistered(brokers, topics).stream()
                .map(broker -> broker.online() ? broker : lost(broker))
                .toList();
        Set<Integer> offline = known.stream()
                .filter(broker -> !broker.online())
                .map(Broker::id)
                .collect(Collectors.toSet());
        return new ClusterState(
                asOf,
                clusterId,
                ClusterState.Mode.ZOOKEEPER,
                controller,
                controllerEpoch,
                known,
                topics.stream().map(topic -> topic.without(offline)).toList());
    }

    /** All topics as they are written: they may name leaders that are not registered. */
    public List<Topic> topics() {
        return assignments.keySet().stream()
                .flatMap(name -> topic(name).stream())
                .toList();
    }

    /** A topic as it is written; empty if it does not exist. */
    public Optional<Topic> topic(String name) {
        return Optional.ofNullable(assignments.get(name))
                .map(assignment -> new Topic(
                        name,
                        assignment.topicId(),
                        Topic.isInternal(name),
                        minimums.containsKey(name) ? OptionalInt.of(minimums.get(name)) : defaultMinimum,
                        assignment.replicas().keySet().stream()
                                .map(number -> partition(name, assignment, number))
                                .toList()));
    }

    /** A partition as it is written; empty if it does not exist. */
    public Optional<Partition> partition(String topic, int number) {
        return Optional.ofNullable(assignments.get(topic))
                .filter(assignment -> assignment.replicas().containsKey(number))
                .map(assignment -> partition(topic, assignment, number));
    }

    private Partition partition(String topic, KafkaZnodes.Assignment assignment, int number) {
        List<Integer> replicas = assignment.replicas().get(number);
        Optional<KafkaZnodes.Leadership> leadership =
                Optional.ofNullable(leaderships.get(KafkaZnodes.state(topic, number)));
        Partition partition = new Partition(
                topic,
                number,
                leadership.map(KafkaZnodes.Leadership::leader).orElse(OptionalInt.empty()),
                leadership.map(KafkaZnodes.Leadership::leaderEpoch).orElse(OptionalInt.empty()),
                replicas,
                leadership.map(KafkaZnodes.Leadership::isr).orElse(List.of()),
                Optional.empty(),
                List.of(),
                leadership.map(KafkaZnodes.Leadership::since));
        List<Integer> adding = assignment.adding().getOrDefault(number, List.of());
        List<Integer> removing = assignment.removing().getOrDefault(number, List.of());
        return adding.isEmpty() && removing.isEmpty() ? partition : partition.reassigned(adding, removing);
    }

    /** The time at which a topic was created. */
    public Optional<Instant> created(String topic) {
        return Optional.ofNullable(created.get(topic));
    }

    /** The registered brokers, by id. */
    public Collection<Broker> brokers() {
        return List.copyOf(brokers.values());
    }

    /** The time at which a broker was last registered. */
    public Optional<Instant> registered(int broker) {
        return Optional.ofNullable(registered.get(broker));
    }

    public OptionalInt controller() {
        return controller;
    }

    public OptionalInt controllerEpoch() {
        return controllerEpoch;
    }

    /** The time at which the present controller was elected. */
    public Optional<Instant> elected() {
        return elected;
    }

    public Optional<String> clusterId() {
        return clusterId;
    }

    private Broker lost(Broker broker) {
        Broker before = remembered.getOrDefault(broker.id(), broker);
        return new Broker(broker.id(), before.host(), before.port(), before.rack(), false);
    }
}
