package zooka.commands.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.clients.kafka.Partition;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers that report another assignment of a partition. */
final class ReplicasDiffer extends Check {

    ReplicasDiffer() {
        super("replicas-differ", Severity.WARNING, Scope.BROKERS, "a broker reports different replicas of a partition");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.replicas().forEach((name, replicas) -> {
            Map<Integer, String> all = new TreeMap<>();
            evidence.partitions().forEach((id, partitions) -> {
                Partition told = partitions.get(name);
                if (told != null) {
                    all.put(id, "replicas " + Evidence.ids(told.replicas()));
                }
            });
            String truth = "replicas " + Evidence.ids(replicas);
            boolean differ = all.values().stream().anyMatch(told -> !told.equals(truth));
            if (differ) {
                if (evidence.hasZooKeeper()) {
                    all.values().removeIf(truth::equals);
                }
                found.accept(finding(
                        name,
                        evidence.hasZooKeeper() ? truth : "",
                        Evidence.byBroker(all),
                        evidence.hasZooKeeper()
                                ? "reassign the partition with partition move, or delete /controller: the new controller reads"
                                        + " the assignment again"
                                : "if the difference persists, restart the broker that differs"));
            }
        });
    }
}
