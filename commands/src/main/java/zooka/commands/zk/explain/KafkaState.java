package zooka.commands.zk.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import zooka.commands.value.LenientJson;

/** What Kafka's brokers and its controller keep: who is there, who leads what. */
final class KafkaState {

    static final List<Explainer> EXPLAINERS = List.of(
            Explainer.of("/brokers/ids/(\\d+)", KafkaState::broker),
            Explainer.of("/brokers/ids", "Kafka: the brokers that are online, each as long as its session"),
            Explainer.of("/brokers/topics/([^/]+)", KafkaState::topic),
            Explainer.of("/brokers/topics/([^/]+)/partitions/(\\d+)/state", KafkaState::partition),
            Explainer.of("/controller", KafkaState::controller),
            Explainer.of("/controller_epoch", (path, znode) -> number(znode)
                    .map(epoch -> "controller epoch, incremented by each election; the last election was at "
                            + znode.changed())),
            Explainer.of("/cluster/id", (path, znode) -> znode.json().text("id").map(id -> "id of this Kafka cluster")),
            Explainer.of("/feature", KafkaState::feature),
            Explainer.of("/latest_producer_id_block", KafkaState::producerIds),
            Explainer.of("/migration", KafkaState::migration));

    private KafkaState() {}

    private static Optional<String> broker(Matcher path, Subject znode) {
        LenientJson json = znode.json();
        String endpoints = Phrases.words(json.list("endpoints"));
        if (endpoints.isEmpty() && json.has("host")) {
            endpoints = json.text("host").orElse("") + ":" + json.text("port").orElse("");
        }
        return endpoints.isEmpty()
                ? Optional.empty()
                : Optional.of("broker " + path.group(1) + ": " + endpoints
                        + json.text("rack").map(rack -> ", rack " + rack).orElse("") + ", since "
                        + json.time("timestamp").orElse(znode.created()));
    }

    private static Optional<String> topic(Matcher path, Subject znode) {
        LenientJson json = znode.json();
        if (!json.has("partitions")) {
            return Optional.empty();
        }
        Map<Integer, List<Integer>> replicas = new TreeMap<>();
        json.object("partitions").members().forEach((partition, ids) -> {
            if (partition.toString().matches("\\d{1,9}")) {
                replicas.put(Integer.valueOf(partition.toString()), LenientJson.integers(ids));
            }
        });
        List<String> assigned = replicas.entrySet().stream()
                .map(entry -> entry.getKey() + " on " + Phrases.words(entry.getValue()))
                .toList();
        List<String> moving = new ArrayList<>();
        for (String side : List.of("adding", "removing")) {
            json.object(side + "_replicas")
                    .members()
                    .forEach((partition, ids) ->
                            moving.add(side + " " + Phrases.words(LenientJson.integers(ids)) + " for " + partition));
        }
        return Optional.of("topic " + path.group(1) + ", " + Phrases.count(replicas.size(), "partition")
                + (assigned.isEmpty() ? "" : ": " + Phrases.list(assigned))
                + (moving.isEmpty() ? "" : "; " + Phrases.list(moving))
                + json.text("topic_id").map(id -> "; id " + id).orElse(""));
    }

    private static Optional<String> partition(Matcher path, Subject znode) {
        if (znode.data().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(PartitionState.of(znode.json())
                .map(state -> "partition " + path.group(2) + " of " + path.group(1) + ": "
                        + (state.leader() >= 0 ? "led by " + state.leader() : "offline") + " since "
                        + znode.changed()
                        + (state.leaderEpoch().isPresent()
                                ? ", epoch " + state.leaderEpoch().getAsInt()
                                : "")
                        + ", in sync " + Phrases.words(state.isr()))
                .orElse("Kafka stores the state of a partition here, but this value is not one"));
    }

    private static Optional<String> controller(Matcher path, Subject znode) {
        LenientJson json = znode.json();
        return json.text("brokerid")
                .map(id -> "broker " + id + " is the controller, since "
                        + json.time("timestamp").orElse(znode.created()));
    }

    static Optional<Long> number(Subject znode) {
        String text = znode.text();
        return text.matches("-?\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<String> feature(Matcher path, Subject znode) {
        LenientJson json = znode.json();
        if (!json.has("features")) {
            return Optional.empty();
        }
        List<String> features = json.object("features").members().entrySet().stream()
                .map(feature -> feature.getKey() + " " + feature.getValue())
                .toList();
        boolean enabled = json.integer("status").orElse(1) != 0;
        return Optional.of("Kafka's features, versioning " + (enabled ? "on" : "off") + ": "
                + (features.isEmpty() ? "none finalized" : Phrases.list(features)));
    }

    private static Optional<String> producerIds(Matcher path, Subject znode) {
        LenientJson json = znode.json();
        return json.text("block_start")
                .map(start -> "producer ids " + start + " to "
                        + json.text("block_end").orElse("?") + " are allocated to broker "
                        + json.text("broker").orElse("?") + "; the next block starts after them");
    }

    private static Optional<String> migration(Matcher path, Subject znode) {
        LenientJson json = znode.json();
        return json.integer("kraft_controller_id").isPresent()
                ? Optional.of("KRaft migration state of this cluster; the KRaft controller is "
                        + json.integer("kraft_controller_id").getAsInt())
                : Optional.empty();
    }
}
