package zooka.commands.audit;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds topics of ZooKeeper or of some brokers that a broker does not serve. */
final class GhostTopic extends Check {

    GhostTopic() {
        super("ghost-topic", Severity.WARNING, Scope.BROKERS, "a topic exists but a broker does not know it");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Set<String> names = new TreeSet<>();
        if (evidence.hasZooKeeper()) {
            names.addAll(evidence.zookeeper().topics().keySet());
            names.removeAll(evidence.zookeeper().deletions().keySet());
        } else {
            names.addAll(evidence.served());
        }
        for (String name : names) {
            Set<Integer> without = new TreeSet<>();
            evidence.topics().forEach((id, topics) -> {
                if (!topics.containsKey(name)) {
                    without.add(id);
                }
            });
            if (!without.isEmpty()) {
                found.accept(finding(
                        name,
                        evidence.hasZooKeeper() ? "in /brokers/topics" : "",
                        Evidence.brokers(without) + ": no such topic"
                                + (evidence.hasZooKeeper()
                                        ? ", or no permission to describe it"
                                        : ", but others have it"),
                        evidence.hasZooKeeper()
                                ? "delete /controller: the new controller reads the topics again; or deleteall /brokers/topics/"
                                        + name + " if the topic is a leftover"
                                : "if the difference persists, restart " + Evidence.brokers(without)));
            }
        }
    }
}
