package zooka.commands.audit;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A topic that ZooKeeper or some brokers have, and that a broker does not serve. */
final class GhostTopic extends Check {

    GhostTopic() {
        super("ghost-topic", Severity.WARNING, Scope.BROKERS, "a topic that is kept, and that a broker does not know");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        Set<String> names = new TreeSet<>();
        if (evidence.hasKept()) {
            names.addAll(evidence.kept().topics().keySet());
            names.removeAll(evidence.kept().deletions().keySet());
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
                        evidence.hasKept() ? "in /brokers/topics" : "",
                        Evidence.brokers(without) + ": no such topic"
                                + (evidence.hasKept() ? ", or this user may not see it" : ", though others have it"),
                        evidence.hasKept()
                                ? "delete /controller: a new controller reads the topics anew; or deleteall /brokers/topics/"
                                        + name + " where it is a leftover"
                                : "restart " + Evidence.brokers(without) + " if it stays so"));
            }
        }
    }
}
