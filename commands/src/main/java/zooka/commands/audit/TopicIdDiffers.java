package zooka.commands.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.clients.kafka.Topic;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A broker has another id of a topic: it was deleted and made again, and the broker does not know. */
final class TopicIdDiffers extends Check {

    TopicIdDiffers() {
        super(
                "topic-id-differs",
                Severity.CRITICAL,
                Scope.BROKERS,
                "a broker knows a topic of that name and of another id");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        for (String name : evidence.served()) {
            Map<Integer, String> ids = new TreeMap<>();
            evidence.topics().forEach((broker, topics) -> Optional.ofNullable(topics.get(name))
                    .flatMap(Topic::id)
                    .ifPresent(id -> ids.put(broker, "id " + id)));
            Optional<String> kept = evidence.hasKept()
                    ? Optional.ofNullable(evidence.kept().topics().get(name)).flatMap(topic -> topic.topicId())
                    : Optional.empty();
            kept.ifPresent(id -> ids.values().removeIf(("id " + id)::equals));
            if (kept.isPresent()
                    ? !ids.isEmpty()
                    : ids.values().stream().distinct().count() > 1) {
                found.accept(finding(
                        name,
                        kept.map(id -> "id " + id).orElse(""),
                        Evidence.byBroker(ids),
                        "restart the broker that differs: it still has the topic that was deleted"));
            }
        }
    }
}
