package zooka.commands.audit;

import java.util.List;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds contradictory states: the leader is not in sync, or an in-sync replica is not assigned. */
final class IsrOutsideReplicas extends Check {

    IsrOutsideReplicas() {
        super(
                "isr-outside-replicas",
                Severity.CRITICAL,
                Scope.ZOOKEEPER,
                "the leader is not in sync, or an in-sync replica is not assigned");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.zookeeper().partitions().forEach(partition -> partition.state().ifPresent(state -> {
            List<Integer> outside = state.isr().stream()
                    .filter(id -> !partition.replicas().contains(id))
                    .toList();
            boolean leads = state.leader().isEmpty()
                    || state.isr().contains(state.leader().getAsInt());
            if (!outside.isEmpty() || !leads) {
                found.accept(
                        finding(
                                partition.name(),
                                "replicas " + Evidence.ids(partition.replicas()) + ", in sync "
                                        + Evidence.ids(state.isr())
                                        + (leads
                                                ? ""
                                                : ", leader " + state.leader().getAsInt())
                                        + "; state version " + state.version(),
                                "",
                                "the controller did not write this: restore the state (undo, import), then delete /controller"));
            }
        }));
    }
}
