package zooka.commands.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers that report another controller than ZooKeeper. */
final class ControllerDiffers extends Check {

    ControllerDiffers() {
        super(
                "controller-differs",
                Severity.CRITICAL,
                Scope.BOTH,
                "a broker reports another controller than ZooKeeper");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        // During a migration to KRaft, brokers report any broker as the controller.
        if (evidence.zookeeper().control().isEmpty() || evidence.zookeeper().migrating() || evidence.kraft()) {
            return;
        }
        int controller = evidence.zookeeper().control().get().broker().orElse(-1);
        Map<Integer, String> others = new TreeMap<>();
        evidence.testimony().metadata().answers().forEach((id, state) -> {
            if (state.controller().orElse(-1) != controller) {
                others.put(
                        id,
                        state.controller().isPresent()
                                ? "controller " + state.controller().getAsInt()
                                : "no controller");
            }
        });
        if (!others.isEmpty()) {
            found.accept(finding(
                    Finding.WHOLE,
                    "controller " + controller + ", epoch "
                            + (evidence.zookeeper().controllerEpoch().isPresent()
                                    ? evidence.zookeeper().controllerEpoch().getAsInt()
                                    : "unknown"),
                    Evidence.byBroker(others),
                    "delete /controller: the new controller updates every broker"));
        }
    }
}
