package zooka.commands.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** The brokers are of another cluster than the znodes, or than each other. */
final class WrongCluster extends Check {

    WrongCluster() {
        super("wrong-cluster", Severity.CRITICAL, Scope.BROKERS, "the brokers are of another cluster than the znodes");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        Map<Integer, String> ids = new TreeMap<>();
        evidence.told().metadata().answers().forEach((id, state) -> state.clusterId()
                .ifPresent(cluster -> ids.put(id, "cluster " + cluster)));
        Optional<String> kept = evidence.hasKept() ? evidence.kept().clusterId() : Optional.empty();
        kept.ifPresent(cluster -> ids.values().removeIf(("cluster " + cluster)::equals));
        if (evidence.hasKept()
                ? !ids.isEmpty()
                : ids.values().stream().distinct().count() > 1) {
            found.accept(finding(
                    Finding.WHOLE,
                    evidence.hasKept()
                            ? kept.map(cluster -> "cluster " + cluster).orElse("no /cluster/id")
                            : "",
                    Evidence.byBroker(ids),
                    "name the brokers and the ensemble of one cluster: -b, and -z with the chroot that Kafka uses"));
        }
    }
}
