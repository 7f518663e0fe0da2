package zooka.commands.audit;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds topics that are marked for deletion. */
final class PendingDeletion extends Check {

    PendingDeletion() {
        super("pending-deletion", Severity.WARNING, Scope.ZOOKEEPER, "a topic is marked for deletion but not deleted");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.zookeeper().deletions().forEach((topic, since) -> {
            Set<Integer> dead = new TreeSet<>();
            if (evidence.zookeeper().topics().containsKey(topic)) {
                evidence.zookeeper().topics().get(topic).replicas().values().stream()
                        .flatMap(List::stream)
                        .filter(id -> !evidence.zookeeper().brokers().containsKey(id))
                        .forEach(dead::add);
            }
            Set<Integer> with = new TreeSet<>();
            if (evidence.hasTestimony()) {
                evidence.testimony().logDirs().answers().forEach((id, dirs) -> {
                    if (dirs.stream().flatMap(dir -> dir.replicas().stream()).anyMatch(log -> log.topic()
                            .equals(topic))) {
                        with.add(id);
                    }
                });
            }
            found.accept(finding(
                    topic,
                    "marked for deletion at " + since,
                    with.isEmpty() ? "" : Evidence.brokers(with) + ": log still exists",
                    dead.isEmpty()
                            ? "make sure that delete.topic.enable is not false; then delete /controller: the new controller tries again"
                            : "start " + Evidence.brokers(dead) + ", which has replicas of the topic"));
        });
    }
}
