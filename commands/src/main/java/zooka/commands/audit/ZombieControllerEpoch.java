package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds states with a later controller epoch than the current one, written by another controller. */
final class ZombieControllerEpoch extends Check {

    ZombieControllerEpoch() {
        super(
                "zombie-controller-epoch",
                Severity.CRITICAL,
                Scope.ZOOKEEPER,
                "a partition state has a later controller epoch than the controller");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        if (evidence.zookeeper().controllerEpoch().isEmpty()) {
            return;
        }
        int epoch = evidence.zookeeper().controllerEpoch().getAsInt();
        evidence.zookeeper().partitions().forEach(partition -> partition.state().ifPresent(state -> {
            if (state.controllerEpoch().orElse(-1) > epoch) {
                found.accept(finding(
                        partition.name(),
                        "controller epoch " + state.controllerEpoch().getAsInt() + ", /controller_epoch is " + epoch,
                        "",
                        "determine the cause (two ensembles, or a restored backup); then set /controller_epoch "
                                + state.controllerEpoch().getAsInt() + " and delete /controller"));
            }
        }));
    }
}
