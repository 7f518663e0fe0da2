package zooka.commands.audit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import zooka.clients.kafka.BrokerSurvey.Eligible;
import zooka.clients.kafka.Partition;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.audit.evidence.ZooKeeperEvidence;
import zooka.commands.kafka.metadata.KafkaZnodes.Leadership;
import zooka.commands.result.Severity;

/** Finds partitions without a leader. */
final class NoLeader extends Check {

    NoLeader() {
        super("no-leader", Severity.CRITICAL, Scope.EITHER, "a partition has no leader");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        if (evidence.hasZooKeeper()) {
            for (ZooKeeperEvidence.StoredPartition partition :
                    evidence.zookeeper().partitions()) {
                Leadership state = partition.state().orElse(null);
                if (state != null && state.leader().isEmpty()) {
                    Partition told = evidence.newest().get(partition.name());
                    found.accept(finding(
                            partition.name(),
                            "no leader since " + state.since() + ", last in sync: " + Evidence.ids(state.isr()),
                            told == null
                                    ? ""
                                    : told.offline()
                                            ? "no leader"
                                            : "leader " + told.leader().getAsInt(),
                            remedy(evidence, partition.name(), state.isr())));
                }
            }
            return;
        }
        for (Map.Entry<String, Partition> entry : evidence.newest().entrySet()) {
            Partition partition = entry.getValue();
            if (partition.offline()) {
                Eligible eligible = evidence.testimony().eligible().get(entry.getKey());
                List<Integer> last = !partition.isr().isEmpty() || eligible == null
                        ? partition.isr()
                        : eligible.replicas().isEmpty() ? eligible.lastKnown() : eligible.replicas();
                found.accept(finding(
                        entry.getKey(),
                        "",
                        "no leader, last in sync: " + Evidence.ids(last),
                        remedy(evidence, entry.getKey(), last)));
            }
        }
    }

    private static String remedy(Evidence evidence, String name, List<Integer> last) {
        List<Integer> dead =
                last.stream().filter(id -> !evidence.registered().contains(id)).toList();
        return dead.isEmpty()
                ? "partition elect " + name
                : "start " + Evidence.brokers(dead) + " (last in sync); or partition elect " + name
                        + " --unclean, which loses records";
    }
}
