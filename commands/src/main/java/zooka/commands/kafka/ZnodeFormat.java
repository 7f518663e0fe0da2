package zooka.commands.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import zooka.commands.kafka.client.Broker;
import zooka.commands.zk.client.Znodes.Znode;
import zooka.commands.zk.explain.JsonObject;
import zooka.commands.zk.explain.PartitionState;

/**
 * What Kafka writes into its znodes, read leniently: a znode that is null, no JSON, or of another shape is as one that is
 * not there, and unknown keys are ignored.
 */
final class ZnodeFormat {

    static final String BROKERS = "/brokers";
    static final String IDS = "/brokers/ids";
    static final String TOPICS = "/brokers/topics";
    static final String CONTROLLER = "/controller";
    static final String CONTROLLER_EPOCH = "/controller_epoch";
    static final String CLUSTER_ID = "/cluster/id";
    static final String DELETED_TOPICS = "/admin/delete_topics";
    static final String TOPIC_CONFIGS = "/config/topics";
    static final String BROKER_DEFAULTS = "/config/brokers/<default>";

    private ZnodeFormat() {}

    /** A topic's assignment: replicas by partition. */
    record Assignment(Optional<String> topicId, Map<Integer, List<Integer>> replicas) {}

    private record Endpoint(String host, int port) {}

    /** Who leads a partition. */
    record Leadership(OptionalInt leader, OptionalInt leaderEpoch, List<Integer> isr, Instant since) {}

    static String broker(int id) {
        return IDS + "/" + id;
    }

    static String topic(String topic) {
        return TOPICS + "/" + topic;
    }

    static String state(String topic, int partition) {
        return TOPICS + "/" + topic + "/partitions/" + partition + "/state";
    }

    /** A registered broker; its address is that of the listener in the clear where it has one, else of its first. */
    static Optional<Broker> broker(Znode znode) {
        String name = znode.path().substring(znode.path().lastIndexOf('/') + 1);
        OptionalInt id = number(name);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        JsonObject json = object(znode);
        Optional<Endpoint> address = endpoint(json);
        Optional<String> rack = json.text("rack");
        return Optional.of(new Broker(
                id.getAsInt(),
                address.map(Endpoint::host).orElse(""),
                address.map(Endpoint::port).orElse(-1),
                rack,
                true));
    }

    private static Optional<Endpoint> endpoint(JsonObject json) {
        List<Endpoint> clear = new ArrayList<>();
        List<Endpoint> others = new ArrayList<>();
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
                boolean plain = protocol == null ? listener.equals("PLAINTEXT") : protocol.equals("PLAINTEXT");
                (plain ? clear : others).add(new Endpoint(host, port.getAsInt()));
            }
        }
        Optional<String> host = json.text("host");
        if (clear.isEmpty() && host.isPresent()) {
            OptionalInt port = json.integer("port");
            if (port.isPresent() && port.getAsInt() > 0) {
                return Optional.of(new Endpoint(host.get(), port.getAsInt()));
            }
        }
        clear.addAll(others);
        return clear.stream().findFirst();
    }

    static Optional<Assignment> assignment(Znode znode) {
        JsonObject json = object(znode);
        if (!(json.members().get("partitions") instanceof Map<?, ?> partitions)) {
            return Optional.empty();
        }
        Map<Integer, List<Integer>> replicas = new TreeMap<>();
        partitions.forEach((number, ids) -> number(String.valueOf(number))
                .ifPresent(partition -> replicas.put(partition, JsonObject.integers(ids))));
        return Optional.of(new Assignment(json.text("topic_id"), replicas));
    }

    static Optional<Leadership> leadership(Znode znode) {
        return PartitionState.of(object(znode))
                .map(state -> new Leadership(
                        known(state.leader()),
                        state.leaderEpoch(),
                        state.isr(),
                        znode.stat().mtime()));
    }

    static OptionalInt controller(Znode znode) {
        OptionalInt id = object(znode).integer("brokerid");
        return id.isPresent() ? known(id.getAsInt()) : id;
    }

    static OptionalInt controllerEpoch(Znode znode) {
        return number(text(znode).strip());
    }

    static Optional<String> clusterId(Znode znode) {
        return object(znode).text("id");
    }

    static OptionalInt minInSync(Znode znode) {
        return object(znode).object("config").integer("min.insync.replicas");
    }

    private static JsonObject object(Znode znode) {
        return JsonObject.of(znode.data());
    }

    static String text(Znode znode) {
        return new String(znode.data().orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** An id or an epoch, where a negative number says that there is none. */
    private static OptionalInt known(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
