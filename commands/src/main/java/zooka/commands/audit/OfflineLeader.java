package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds leaders in ZooKeeper that are not registered: no other leader was elected. */
final class OfflineLeader extends Check {

    OfflineLeader() {
        super("offline-leader", Severity.CRITICAL, Scope.ZOOKEEPER, "the leader of a partition is not registered");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.zookeeper().partitions().forEach(partition -> partition.state().ifPresent(state -> {
            if (state.leader().isPresent()
                    && !evidence.zookeeper()
                            .brokers()
                            .containsKey(state.leader().getAsInt())) {
                found.accept(finding(
                        partition.name(),
                        "leader " + state.leader().getAsInt() + " is not registered; state version " + state.version(),
                        "",
                        "delete /controller: the new controller elects a leader; then partition elect "
                                + partition.name()));
            }
        }));
    }
}
