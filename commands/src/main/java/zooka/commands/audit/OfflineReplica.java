package zooka.commands.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.clients.kafka.Broker;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds replicas that are assigned to an offline broker. */
final class OfflineReplica extends Check {

    OfflineReplica() {
        super("offline-replica", Severity.WARNING, Scope.EITHER, "a replica is assigned to an offline broker");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Map<Integer, List<String>> assigned = new TreeMap<>();
        evidence.replicas().forEach((name, replicas) -> replicas.stream()
                .filter(id -> !evidence.registered().contains(id))
                .forEach(id ->
                        assigned.computeIfAbsent(id, any -> new ArrayList<>()).add(name)));
        Map<Integer, List<String>> inSync = new TreeMap<>();
        evidence.inSync().forEach((name, replicas) -> replicas.stream()
                .filter(id -> !evidence.registered().contains(id))
                .forEach(id ->
                        inSync.computeIfAbsent(id, any -> new ArrayList<>()).add(name)));
        assigned.forEach((id, names) -> {
            String what = "has replicas of " + Evidence.count(names, "partition", "partitions")
                    + (inSync.containsKey(id)
                            ? "; still listed as in sync in "
                                    + Evidence.count(inSync.get(id), "partition", "partitions")
                            : "");
            boolean fenced = evidence.hasTestimony()
                    && evidence.testimony().fenced().stream().map(Broker::id).anyMatch(id::equals);
            found.accept(finding(
                    "broker " + id,
                    evidence.hasZooKeeper() ? "not registered; " + what : "",
                    evidence.hasZooKeeper() ? "" : (fenced ? "registered but fenced; " : "unknown; ") + what,
                    "start broker " + id + ", or reassign its replicas with partition move"));
        });
    }
}
