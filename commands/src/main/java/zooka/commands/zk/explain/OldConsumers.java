package zooka.commands.zk.explain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import zooka.commands.value.LenientJson;

/** What consumers before Kafka 0.9 keep in ZooKeeper, and tools that still read there. */
final class OldConsumers {

    static final List<Explainer> EXPLAINERS = List.of(
            Explainer.of("/consumers/([^/]+)/ids/([^/]+)", OldConsumers::member),
            Explainer.of("/consumers/([^/]+)/owners/([^/]+)/(\\d+)", OldConsumers::owner),
            Explainer.of("/consumers/([^/]+)/offsets/([^/]+)/(\\d+)", OldConsumers::offset));

    private OldConsumers() {}

    private static Optional<String> member(Matcher path, Subject znode) {
        LenientJson json = znode.json();
        if (!json.has("subscription")) {
            return Optional.empty();
        }
        List<String> topics = json.object("subscription").members().keySet().stream()
                .map(String::valueOf)
                .toList();
        return Optional.of("member of the ZooKeeper consumer group " + path.group(1) + " since "
                + json.time("timestamp").orElse(znode.created()) + ", of "
                + (topics.isEmpty() ? "no topics" : Phrases.list(topics)));
    }

    private static Optional<String> owner(Matcher path, Subject znode) {
        return znode.text().isEmpty()
                ? Optional.empty()
                : Optional.of("partition " + path.group(3) + " of " + path.group(2) + " is read by " + znode.text()
                        + ", of the ZooKeeper consumer group " + path.group(1));
    }

    private static Optional<String> offset(Matcher path, Subject znode) {
        return KafkaState.number(znode)
                .map(offset -> "ZooKeeper consumer group " + path.group(1) + " has consumed partition " + path.group(3)
                        + " of " + path.group(2) + " up to " + offset + ", committed at " + znode.changed());
    }
}
