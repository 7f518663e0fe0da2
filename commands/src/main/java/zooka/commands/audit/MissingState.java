package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.kafka.metadata.KafkaZnodes;
import zooka.commands.result.Severity;

/** Finds partitions without a state znode, which never had a leader. */
final class MissingState extends Check {

    MissingState() {
        super("missing-state", Severity.WARNING, Scope.ZOOKEEPER, "a partition has no state znode");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.zookeeper().partitions().stream()
                .filter(partition -> partition.state().isEmpty())
                .filter(partition -> !evidence.zookeeper()
                        .unreadable()
                        .contains(KafkaZnodes.state(partition.topic(), partition.number())))
                .forEach(partition -> found.accept(finding(
                        partition.name(),
                        "assigned to " + Evidence.ids(partition.replicas()) + ", but without a state",
                        evidence.newest().containsKey(partition.name()) ? "known to brokers" : "",
                        "start a broker of " + Evidence.ids(partition.replicas())
                                + "; if they are running, delete /controller: the new controller creates the state")));
    }
}
