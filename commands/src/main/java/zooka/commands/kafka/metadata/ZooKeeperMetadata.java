package zooka.commands.kafka.metadata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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

    /** How many znodes are in memory at most before what they say is: their bytes, paths and stats are much more. */
    private static final int TOPICS_AT_ONCE = 2_000;

    private static final int PARTITIONS_AT_ONCE = 10_000;

    private final Znodes znodes;

    private final Map<Integer, Broker> brokers = new TreeMap<>();
    /** Brokers that were registered at some time, so that host and rack of an offline broker are known. */
    private final Map<Integer, Broker> remembered = new HashMap<>();

    /** The topics as they are written: they may name leaders that are not registered. */
    private final Map<String, Topic> topics = new TreeMap<>();

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
        Set<String> present = new LinkedHashSet<>(names(children.get(0)));
        // A topic marked for deletion cannot be used any more.
        present.removeAll(names(children.get(1)));
        topics.clear();
        created.clear();
        readMinimums(names(children.get(2)));
        readTopics(present);
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
        Set<String> named = new LinkedHashSet<>();
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
                    partitions.computeIfAbsent(parts[3], any -> new TreeSet<>()).add(Integer.valueOf(parts[5]));
                } else if (parts.length == 4) {
                    named.add(parts[3]);
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
            topics.keySet().stream().filter(topic -> !now.contains(topic)).forEach(named::add);
            now.stream().filter(topic -> !topics.containsKey(topic)).forEach(named::add);
        }
        readTopics(named);
        partitions.keySet().removeAll(named);
        readPartitions(partitions);
        return new Reread(control, ids, named, partitions);
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

    private void readTopics(Collection<String> some) {
        List<String> all = List.copyOf(some);
        for (int from = 0; from < all.size(); from += TOPICS_AT_ONCE) {
            readSome(all.subList(from, Math.min(all.size(), from + TOPICS_AT_ONCE)));
        }
    }

    private void readSome(List<String> names) {
        List<Optional<Znode>> read =
                znodes.readAll(names.stream().map(KafkaZnodes::topic).toList());
        List<Topic> assigned = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Optional<KafkaZnodes.Assignment> assignment = read.get(i).flatMap(KafkaZnodes::assignment);
            if (assignment.isPresent()) {
                assigned.add(topic(name, assignment.get()));
                created.put(name, read.get(i).get().stat().ctime());
            } else {
                topics.remove(name);
                created.remove(name);
            }
        }
        Iterator<Partition> led = led(assigned.stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .toList())
                .iterator();
        for (Topic topic : assigned) {
            List<Partition> partitions = new ArrayList<>(topic.partitions().size());
            topic.partitions().forEach(any -> partitions.add(led.next()));
            topics.put(topic.name(), topic.withPartitions(partitions));
        }
    }

    /** A topic with its assignment only. */
    private Topic topic(String name, KafkaZnodes.Assignment assignment) {
        List<Partition> partitions = new ArrayList<>(assignment.replicas().size());
        assignment.replicas().forEach((number, replicas) -> {
            Partition partition = new Partition(
                    name,
                    number,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    replicas,
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
            List<Integer> adding = assignment.adding().getOrDefault(number, List.of());
            List<Integer> removing = assignment.removing().getOrDefault(number, List.of());
            partitions.add(adding.isEmpty() && removing.isEmpty() ? partition : partition.reassigned(adding, removing));
        });
        return new Topic(
                name,
                assignment.topicId(),
                Topic.isInternal(name),
                minimums.containsKey(name) ? OptionalInt.of(minimums.get(name)) : defaultMinimum,
                partitions);
    }

    /** Reads the states of partitions again. */
    private void readPartitions(Map<String, Set<Integer>> numbers) {
        List<Partition> known = new ArrayList<>();
        numbers.forEach(
                (topic, some) -> some.forEach(number -> partition(topic, number).ifPresent(known::add)));
        for (Partition partition : led(known)) {
            topics.computeIfPresent(
                    partition.topic(), (name, topic) -> topic.with(partition).orElse(topic));
        }
    }

    /** Partitions with leader and in-sync replicas as they are stored now; same order. */
    private List<Partition> led(List<Partition> partitions) {
        List<Partition> led = new ArrayList<>(partitions.size());
        for (int from = 0; from < partitions.size(); from += PARTITIONS_AT_ONCE) {
            addLed(partitions.subList(from, Math.min(partitions.size(), from + PARTITIONS_AT_ONCE)), led);
        }
        return led;
    }

    private void addLed(List<Partition> partitions, List<Partition> led) {
        List<Optional<Znode>> read = znodes.readAll(partitions.stream()
                .map(partition -> KafkaZnodes.state(partition.topic(), partition.partition()))
                .toList());
        for (int i = 0; i < partitions.size(); i++) {
            Partition before = partitions.get(i);
            Optional<KafkaZnodes.Leadership> leadership = read.get(i).flatMap(KafkaZnodes::leadership);
            led.add(new Partition(
                    before.topic(),
                    before.partition(),
                    leadership.map(KafkaZnodes.Leadership::leader).orElse(OptionalInt.empty()),
                    leadership.map(KafkaZnodes.Leadership::leaderEpoch).orElse(OptionalInt.empty()),
                    before.replicas(),
                    leadership.map(KafkaZnodes.Leadership::isr).orElse(List.of()),
                    Optional.empty(),
                    List.of(),
                    leadership.map(KafkaZnodes.Leadership::since),
                    Optional.empty(),
                    before.adding(),
                    before.removing()));
        }
    }

    /** The state as an immutable value. */
    public ClusterState state(Instant asOf) {
        List<Topic> all = topics();
        List<Broker> known = Broker.andUnregistered(brokers, all).stream()
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
                all.stream().map(topic -> topic.without(offline)).toList());
    }

    /** All topics as they are written: they may name leaders that are not registered. */
    public List<Topic> topics() {
        return List.copyOf(topics.values());
    }

    /** A topic as it is written; empty if it does not exist. */
    public Optional<Topic> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** A partition as it is written; empty if it does not exist. */
    public Optional<Partition> partition(String topic, int number) {
        return topic(topic).flatMap(one -> one.partition(number));
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
