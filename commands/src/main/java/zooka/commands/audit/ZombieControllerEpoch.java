package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A state was written by a controller of an epoch that has not come yet: by one that should not have written. */
final class ZombieControllerEpoch extends Check {

    ZombieControllerEpoch() {
        super(
                "zombie-controller-epoch",
                Severity.CRITICAL,
                Scope.ZOOKEEPER,
                "a state was written in a later epoch than the controller has");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        if (evidence.kept().controllerEpoch().isEmpty()) {
            return;
        }
        int epoch = evidence.kept().controllerEpoch().getAsInt();
        evidence.kept().partitions().forEach(partition -> partition.state().ifPresent(state -> {
            if (state.controllerEpoch().orElse(-1) > epoch) {
                found.accept(finding(
                        partition.name(),
                        "written in controller epoch " + state.controllerEpoch().getAsInt() + ", /controller_epoch is "
                                + epoch,
                        "",
                        "find who wrote it: two ensembles, or a restored backup; then set /controller_epoch "
                                + state.controllerEpoch().getAsInt() + " and delete /controller"));
            }
        }));
    }
}
