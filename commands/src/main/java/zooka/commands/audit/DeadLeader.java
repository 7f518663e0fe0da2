package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** ZooKeeper names a leader that is not registered: nobody has elected another. */
final class DeadLeader extends Check {

    DeadLeader() {
        super("dead-leader", Severity.CRITICAL, Scope.ZOOKEEPER, "the leader of a partition is not registered");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.kept().partitions().forEach(partition -> partition.state().ifPresent(state -> {
            if (state.leader().isPresent()
                    && !evidence.kept().brokers().containsKey(state.leader().getAsInt())) {
                found.accept(finding(
                        partition.name(),
                        "leader " + state.leader().getAsInt() + ", which is not registered; version " + state.version()
                                + " of its state",
                        "",
                        "delete /controller: a new controller elects a leader; partition elect " + partition.name()));
            }
        }));
    }
}
