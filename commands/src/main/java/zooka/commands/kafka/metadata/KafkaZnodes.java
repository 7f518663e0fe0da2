package zooka.commands.kafka.metadata;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Listener;
import zooka.clients.kafka.wire.Metadata;
import zooka.clients.zookeeper.Znodes.Znode;
import zooka.commands.value.LenientJson;
import zooka.commands.zk.explain.PartitionState;

/**
 * A lenient parser of Kafka's znodes: a null value, invalid JSON or another structure counts as a missing
 * znode, and unknown keys are ignored.
 */
public final class KafkaZnodes {

    public static final String BROKERS = "/brokers";
    public static final String IDS = "/brokers/ids";
    public static final String TOPICS = "/brokers/topics";
    public static final String CONTROLLER = "/controller";
    public static final String CONTROLLER_EPOCH = "/controller_epoch";
    public static final String CLUSTER_ID = "/cluster/id";
    public static final String DELETED_TOPICS = "/admin/delete_topics";
    public static final String TOPIC_CONFIGS = "/config/topics";
    public static final String BROKER_CONFIGS = "/config/brokers";
    public static final String BROKER_DEFAULTS = "/config/brokers/<default>";
    public static final String REASSIGNMENT = "/admin/reassign_partitions";
    public static final String ELECTION = "/admin/preferred_replica_election";
    public static final String MIGRATION = "/migration";
    public static final String CONSUMERS = "/consumers";

    private static final String CLEAR = "PLAINTEXT";

    private KafkaZnodes() {}

    /** A topic's assignment: replicas by partition, and the replicas that a reassignment adds or removes. */
    public record Assignment(
            Optional<String> topicId,
            Map<Integer, List<Integer>> replicas,
            Map<Integer, List<Integer>> adding,
            Map<Integer, List<Integer>> removing) {}

    private record Endpoint(String listener, String protocol, String host, int port) {

        boolean clear() {
            return protocol.equals(CLEAR);
        }
    }

    /**
     * The state of a partition: leader and in-sync replicas.
     *
     * @param controllerEpoch the epoch of the controller that wrote the state
     * @param version the version of the znode
     */
    public record Leadership(
            OptionalInt leader,
            OptionalInt leaderEpoch,
            List<Integer> isr,
            Instant since,
            OptionalInt controllerEpoch,
            int version) {}

    /** The controller; with the epoch of the KRaft controller during a migration. */
    public record Control(OptionalInt broker, OptionalInt kraftEpoch) {}

    public static String broker(int id) {
        return IDS + "/" + id;
    }

    public static String topic(String topic) {
        return TOPICS + "/" + topic;
    }

    public static String state(String topic, int partition) {
        return TOPICS + "/" + topic + "/partitions/" + partition + "/state";
    }

    /** A registered broker, with the address of its PLAINTEXT listener, or of its first one. */
    public static Optional<Broker> broker(Znode znode) {
        String name = znode.path().substring(znode.path().lastIndexOf('/') + 1);
        OptionalInt id = number(name);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        LenientJson json = object(znode);
        Optional<Endpoint> address = address(json);
        Optional<String> rack = json.text("rack");
        return Optional.of(new Broker(
                id.getAsInt(),
                address.map(Endpoint::host).orElse(""),
                address.map(Endpoint::port).orElse(-1),
                rack,
                true));
    }

    /** The listeners of a broker as registered: {@code PLAINTEXT://kafka-1:9092}. */
    public static List<String> listeners(Znode znode) {
        return object(znode).list("endpoints").stream().map(String::valueOf).toList();
    }

    /** The listeners of a broker with their protocols. */
    public static List<Listener> doors(Znode znode) {
        OptionalInt id = number(znode.path().substring(znode.path().lastIndexOf('/') + 1));
        return id.isEmpty()
                ? List.of()
                : endpoints(object(znode)).stream()
                        .map(endpoint -> new Listener(
                                id.getAsInt(),
                                endpoint.listener(),
                                endpoint.protocol(),
                                endpoint.host(),
                                endpoint.port()))
                        .toList();
    }

    /** The registration time of a broker. */
    public static Optional<Instant> registered(Znode znode) {
        return object(znode)
                .text("timestamp")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
    }

    /** Every address that a registered broker advertises, as {@code host:port}. */
    public static List<String> endpoints(Znode znode) {
        LenientJson json = object(znode);
        List<String> all = new ArrayList<>();
        endpoints(json).forEach(endpoint -> all.add(endpoint.host() + ":" + endpoint.port()));
        if (all.isEmpty()) {
            address(json).ifPresent(endpoint -> all.add(endpoint.host() + ":" + endpoint.port()));
        }
        return all;
    }

    private static Optional<Endpoint> address(LenientJson json) {
        List<Endpoint> endpoints = endpoints(json);
        Optional<Endpoint> clear = endpoints.stream().filter(Endpoint::clear).findFirst();
        OptionalInt port = json.integer("port");
        Optional<String> host = json.text("host").filter(any -> port.isPresent() && port.getAsInt() > 0);
        return clear.or(() -> host.map(name -> new Endpoint(CLEAR, CLEAR, name, port.getAsInt())))
                .or(() -> endpoints.stream().findFirst());
    }

    private static List<Endpoint> endpoints(LenientJson json) {
        List<Endpoint> endpoints = new ArrayList<>();
        Map<?, ?> protocols = json.object("listener_security_protocol_map").members();
        for (Object endpoint : json.list("endpoints")) {
            String text = String.valueOf(endpoint);
            int scheme = text.indexOf("://");
            int colon = text.lastIndexOf(':');
            OptionalInt port = number(text.substring(colon + 1));
            if (scheme > 0 && colon > scheme + 2 && port.isPresent()) {
                String listener = text.substring(0, scheme);
                String host = text.substring(scheme + 3, colon).replace("[", "").replace("]", "");
                Object protocol = protocols.get(listener);
                // Registrations of old brokers have no protocols: listeners are named by their protocol.
                endpoints.add(new Endpoint(
                        listener, protocol == null ? listener : protocol.toString(), host, port.getAsInt()));
            }
        }
        return endpoints;
    }

    public static Optional<Assignment> assignment(Znode znode) {
        LenientJson json = object(znode);
        if (!(json.members().get("partitions") instanceof Map<?, ?> partitions)) {
            return Optional.empty();
        }
        return Optional.of(new Assignment(
                json.text("topic_id"),
                replicas(partitions),
                replicas(json.object("adding_replicas").members()),
                replicas(json.object("removing_replicas").members())));
    }

    private static Map<Integer, List<Integer>> replicas(Map<?, ?> partitions) {
        Map<Integer, List<Integer>> replicas = new TreeMap<>();
        partitions.forEach((number, ids) -> number(String.valueOf(number))
                .ifPresent(partition -> replicas.put(partition, LenientJson.integers(ids))));
        return replicas;
    }

    public static Optional<Leadership> leadership(Znode znode) {
        LenientJson json = object(znode);
        return PartitionState.of(json)
                .map(state -> new Leadership(
                        Metadata.known(state.leader()),
                        state.leaderEpoch(),
                        state.isr(),
                        znode.stat().mtime(),
                        json.integer("controller_epoch"),
                        znode.stat().version()));
    }

    public static OptionalInt controller(Znode znode) {
        return control(znode).broker();
    }

    public static Control control(Znode znode) {
        LenientJson json = object(znode);
        return new Control(known(json.integer("brokerid")), known(json.integer("kraftControllerEpoch")));
    }

    public static OptionalInt controllerEpoch(Znode znode) {
        return number(text(znode).strip());
    }

    public static Optional<String> clusterId(Znode znode) {
        return object(znode).text("id");
    }

    /** The configuration in a znode below {@code /config}. */
    public static Map<String, String> settings(Znode znode) {
        Map<String, String> settings = new TreeMap<>();
        object(znode)
                .object("config")
                .members()
                .forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
        return settings;
    }

    /** The partitions of a request to the controller, such as {@code orders-0}. */
    public static List<String> partitions(Znode znode) {
        List<String> names = new ArrayList<>();
        for (Object one : object(znode).list("partitions")) {
            if (one instanceof Map<?, ?> members) {
                names.add(members.get("topic") + "-" + members.get("partition"));
            }
        }
        return names;
    }

    static OptionalInt minInSync(Znode znode) {
        return object(znode).object("config").integer("min.insync.replicas");
    }

    private static LenientJson object(Znode znode) {
        return LenientJson.of(znode.data());
    }

    public static String text(Znode znode) {
        return new String(znode.data().orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** An id or an epoch; empty for a negative number. */
    private static OptionalInt known(OptionalInt value) {
        return value.isPresent() ? Metadata.known(value.getAsInt()) : value;
    }
}
