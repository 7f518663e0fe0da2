package zooka.commands.audit;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.audit.evidence.ZooKeeperEvidence;
import zooka.commands.result.Severity;

/** Finds a cluster without any registered or answering broker: the leaders in ZooKeeper are not valid then. */
final class NoBroker extends Check {

    NoBroker() {
        super("no-broker", Severity.CRITICAL, Scope.ZOOKEEPER, "no broker is registered and no broker answers");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        if (!evidence.zookeeper().brokers().isEmpty()
                || evidence.hasTestimony()
                || evidence.zookeeper().clusterId().isEmpty()) {
            return;
        }
        List<ZooKeeperEvidence.StoredPartition> partitions =
                evidence.zookeeper().partitions();
        List<Integer> assigned = partitions.stream()
                .flatMap(partition -> partition.replicas().stream())
                .distinct()
                .sorted()
                .toList();
        Stream<String> names = partitions.stream().map(ZooKeeperEvidence.StoredPartition::name);
        found.accept(finding(
                Finding.WHOLE,
                "no broker is registered"
                        + (partitions.isEmpty()
                                ? ""
                                : "; no leader: " + Evidence.count(names.toList(), "partition", "partitions")),
                "",
                assigned.isEmpty() ? "start the brokers" : "start " + Evidence.brokers(assigned)));
    }
}
