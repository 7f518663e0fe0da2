package zooka.commands.audit;

import java.util.List;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A state contradicts itself: the leader is not in sync, or a replica in sync is none. */
final class IsrOutsideReplicas extends Check {

    IsrOutsideReplicas() {
        super(
                "isr-outside-replicas",
                Severity.CRITICAL,
                Scope.ZOOKEEPER,
                "the leader is not in sync, or a replica in sync is not assigned");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.kept().partitions().forEach(partition -> partition.state().ifPresent(state -> {
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
                                        + "; version " + state.version() + " of its state",
                                "",
                                "somebody else than the controller wrote it: put back what it was (undo, import), then delete /controller"));
            }
        }));
    }
}
