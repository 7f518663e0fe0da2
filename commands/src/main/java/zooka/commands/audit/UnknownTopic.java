package zooka.commands.audit;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.clients.kafka.Topic;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds topics that brokers serve but that do not exist in ZooKeeper. */
final class UnknownTopic extends Check {

    UnknownTopic() {
        super(
                "unknown-topic",
                Severity.WARNING,
                Scope.BOTH,
                "a topic is served by brokers but does not exist in ZooKeeper");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        for (String name : evidence.served()) {
            if (evidence.zookeeper().topics().containsKey(name)
                    || evidence.zookeeper().deletions().containsKey(name)
                    || evidence.zookeeper().unreadable().contains("/brokers/topics/" + name)) {
                continue;
            }
            Set<Integer> with = new TreeSet<>();
            for (Map.Entry<Integer, Map<String, Topic>> broker :
                    evidence.topics().entrySet()) {
                if (broker.getValue().containsKey(name)) {
                    with.add(broker.getKey());
                }
            }
            found.accept(finding(
                    name,
                    "not in /brokers/topics",
                    Evidence.brokers(with) + ": served",
                    "restore /brokers/topics/" + name + " from a backup, or undo the deletion; otherwise restart "
                            + Evidence.brokers(with)));
        }
    }
}
