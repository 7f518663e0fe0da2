package zooka.commands.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers and znodes that belong to different clusters. */
final class WrongCluster extends Check {

    WrongCluster() {
        super(
                "wrong-cluster",
                Severity.CRITICAL,
                Scope.BROKERS,
                "the brokers and the znodes belong to different clusters");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Map<Integer, String> ids = new TreeMap<>();
        evidence.testimony().metadata().answers().forEach((id, state) -> state.clusterId()
                .ifPresent(cluster -> ids.put(id, "cluster " + cluster)));
        Optional<String> kept = evidence.hasZooKeeper() ? evidence.zookeeper().clusterId() : Optional.empty();
        kept.ifPresent(cluster -> ids.values().removeIf(("cluster " + cluster)::equals));
        if (evidence.hasZooKeeper()
                ? !ids.isEmpty()
                : ids.values().stream().distinct().count() > 1) {
            found.accept(finding(
                    Finding.WHOLE,
                    evidence.hasZooKeeper()
                            ? kept.map(cluster -> "cluster " + cluster).orElse("no znode /cluster/id")
                            : "",
                    Evidence.byBroker(ids),
                    "specify the brokers (-b) and the ensemble with Kafka's chroot (-z) of the same cluster"));
        }
    }
}
