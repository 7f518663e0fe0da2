package zooka.commands.kafka;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import zooka.commands.zk.Znodes.Znode;

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
        Map<String, Object> json = object(znode);
        Optional<Endpoint> address = endpoint(json);
        Optional<String> rack = Optional.ofNullable(json.get("rack")).map(Object::toString);
        return Optional.of(new Broker(
                id.getAsInt(),
                address.map(Endpoint::host).orElse(""),
                address.map(Endpoint::port).orElse(-1),
                rack,
                true));
    }

    private static Optional<Endpoint> endpoint(Map<String, Object> json) {
        List<Endpoint> clear = new ArrayList<>();
        List<Endpoint> others = new ArrayList<>();
        Map<?, ?> protocols = json.get("listener_security_protocol_map") instanceof Map<?, ?> map ? map : Map.of();
        for (Object endpoint : list(json.get("endpoints"))) {
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
        if (clear.isEmpty() && json.get("host") instanceof String host) {
            OptionalInt port = integer(json.get("port"));
            if (port.isPresent() && port.getAsInt() > 0) {
                return Optional.of(new Endpoint(host, port.getAsInt()));
            }
        }
        clear.addAll(others);
        return clear.stream().findFirst();
    }

    static Optional<Assignment> assignment(Znode znode) {
        Map<String, Object> json = object(znode);
        if (!(json.get("partitions") instanceof Map<?, ?> partitions)) {
            return Optional.empty();
        }
        Map<Integer, List<Integer>> replicas = new TreeMap<>();
        partitions.forEach((number, ids) ->
                number(String.valueOf(number)).ifPresent(partition -> replicas.put(partition, integers(ids))));
        return Optional.of(
                new Assignment(Optional.ofNullable(json.get("topic_id")).map(Object::toString), replicas));
    }

    static Optional<Leadership> leadership(Znode znode) {
        Map<String, Object> json = object(znode);
        OptionalInt leader = integer(json.get("leader"));
        if (leader.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Leadership(
                Metadata.known(leader.getAsInt()),
                integer(json.get("leader_epoch")),
                integers(json.get("isr")),
                znode.stat().mtime()));
    }

    static OptionalInt controller(Znode znode) {
        OptionalInt id = integer(object(znode).get("brokerid"));
        return id.isPresent() ? Metadata.known(id.getAsInt()) : id;
    }

    static OptionalInt controllerEpoch(Znode znode) {
        return number(text(znode).strip());
    }

    static Optional<String> clusterId(Znode znode) {
        return Optional.ofNullable(object(znode).get("id")).map(Object::toString);
    }

    static OptionalInt minInSync(Znode znode) {
        Object config = object(znode).get("config");
        Object value = config instanceof Map<?, ?> settings ? settings.get("min.insync.replicas") : null;
        return value == null ? OptionalInt.empty() : number(value.toString());
    }

    private static Map<String, Object> object(Znode znode) {
        try {
            byte[] data = znode.data().orElse(new byte[0]);
            Map<String, Object> json = data.length == 0 ? null : JSON.std.mapFrom(data);
            return json == null ? Map.of() : json;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static String text(Znode znode) {
        return new String(znode.data().orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    private static List<?> list(Object json) {
        return json instanceof List<?> list ? list : List.of();
    }

    private static List<Integer> integers(Object json) {
        List<Integer> integers = new ArrayList<>();
        list(json).forEach(value -> integer(value).ifPresent(integers::add));
        return integers;
    }

    private static OptionalInt integer(Object json) {
        return json instanceof Number number ? OptionalInt.of(number.intValue()) : number(String.valueOf(json));
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
