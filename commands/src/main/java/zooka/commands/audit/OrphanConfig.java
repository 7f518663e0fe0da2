package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds configurations of topics that do not exist. */
final class OrphanConfig extends Check {

    OrphanConfig() {
        super(
                "orphan-config",
                Severity.INFO,
                Scope.ZOOKEEPER,
                "the configuration of a topic that does not exist is stored");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.zookeeper().topicSettings().forEach((topic, settings) -> {
            if (!evidence.zookeeper().topics().containsKey(topic)
                    && !evidence.zookeeper().deletions().containsKey(topic)
                    && !evidence.zookeeper().unreadable().contains("/brokers/topics/" + topic)) {
                found.accept(finding(
                        topic, "configuration without a topic: " + settings, "", "delete /config/topics/" + topic));
            }
        });
    }
}
