package zooka.commands.audit;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.audit.evidence.ZooKeeperEvidence;
import zooka.commands.result.Severity;

/** No broker is registered, and none answers: whatever ZooKeeper says of leaders, none of them serves. */
final class NoBroker extends Check {

    NoBroker() {
        super("no-broker", Severity.CRITICAL, Scope.ZOOKEEPER, "no broker is registered, and none answers");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        if (!evidence.kept().brokers().isEmpty()
                || evidence.hasTold()
                || evidence.kept().clusterId().isEmpty()) {
            return;
        }
        List<ZooKeeperEvidence.KeptPartition> partitions = evidence.kept().partitions();
        List<Integer> assigned = partitions.stream()
                .flatMap(partition -> partition.replicas().stream())
                .distinct()
                .sorted()
                .toList();
        Stream<String> names = partitions.stream().map(ZooKeeperEvidence.KeptPartition::name);
        found.accept(finding(
                Finding.WHOLE,
                "no broker is registered"
                        + (partitions.isEmpty()
                                ? ""
                                : "; without a leader: " + Evidence.count(names.toList(), "partition", "partitions")),
                "",
                assigned.isEmpty() ? "start the brokers" : "start " + Evidence.brokers(assigned)));
    }
}
