package zooka.commands.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.LogDirs.Replica;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds logs of partitions that are not assigned to the broker. */
final class StrayLog extends Check {

    StrayLog() {
        super(
                "stray-log",
                Severity.WARNING,
                Scope.BROKERS,
                "a broker has a log of a partition that is not assigned to it");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Map<String, List<Integer>> assigned = evidence.replicas();
        Set<String> known = new HashSet<>(evidence.served());
        Set<String> leaving = new HashSet<>(Set.of("__cluster_metadata"));
        if (evidence.hasZooKeeper()) {
            known.addAll(evidence.zookeeper().topics().keySet());
            leaving.addAll(evidence.zookeeper().deletions().keySet());
        }
        Map<String, Map<Integer, String>> stray = new TreeMap<>();
        evidence.testimony().logDirs().answers().forEach((id, dirs) -> {
            for (LogDir dir : dirs) {
                for (Replica log : dir.replicas()) {
                    boolean here = assigned.containsKey(log.name())
                            ? assigned.get(log.name()).contains(id)
                            : evidence.hasZooKeeper() && evidence.newest().containsKey(log.name());
                    if (!here && !leaving.contains(log.topic())) {
                        stray.computeIfAbsent(log.name(), any -> new TreeMap<>())
                                .put(id, "a log in " + dir.path());
                    }
                }
            }
        });
        stray.forEach((name, logs) -> {
            String topic = name.substring(0, name.lastIndexOf('-'));
            String side = !known.contains(topic)
                    ? "no such topic"
                    : assigned.containsKey(name) ? "replicas " + Evidence.ids(assigned.get(name)) : "no such partition";
            found.accept(finding(
                    name,
                    evidence.hasZooKeeper() ? side : "",
                    Evidence.byBroker(logs) + (evidence.hasZooKeeper() ? "" : "; " + side),
                    "see broker log-dirs; to remove the log, delete its directory while the broker is stopped"));
        });
    }
}
