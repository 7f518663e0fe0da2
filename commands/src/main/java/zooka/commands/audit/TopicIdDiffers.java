package zooka.commands.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.clients.kafka.Topic;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers with an old id of a topic that was deleted and recreated. */
final class TopicIdDiffers extends Check {

    TopicIdDiffers() {
        super("topic-id-differs", Severity.CRITICAL, Scope.BROKERS, "a broker reports another id of a topic");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        for (String name : evidence.served()) {
            Map<Integer, String> ids = new TreeMap<>();
            evidence.topics().forEach((broker, topics) -> Optional.ofNullable(topics.get(name))
                    .flatMap(Topic::id)
                    .ifPresent(id -> ids.put(broker, "id " + id)));
            Optional<String> kept = evidence.hasZooKeeper()
                    ? Optional.ofNullable(evidence.zookeeper().topics().get(name))
                            .flatMap(topic -> topic.topicId())
                    : Optional.empty();
            kept.ifPresent(id -> ids.values().removeIf(("id " + id)::equals));
            if (kept.isPresent()
                    ? !ids.isEmpty()
                    : ids.values().stream().distinct().count() > 1) {
                found.accept(finding(
                        name,
                        kept.map(id -> "id " + id).orElse(""),
                        Evidence.byBroker(ids),
                        "restart the broker that differs: it still serves a topic that was deleted"));
            }
        }
    }
}
