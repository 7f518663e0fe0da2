package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds eligible leader replicas: fewer replicas than the minimum are in sync, and losing one more loses records. */
final class EligibleReplicas extends Check {

    EligibleReplicas() {
        super("eligible-replicas", Severity.INFO, Scope.KRAFT, "replicas are in the eligible leader replicas (ELR)");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.testimony()
                .eligible()
                .forEach((name, eligible) -> found.accept(finding(
                        name,
                        "",
                        (eligible.replicas().isEmpty() ? "" : "eligible " + Evidence.ids(eligible.replicas()))
                                + (eligible.lastKnown().isEmpty()
                                        ? ""
                                        : (eligible.replicas().isEmpty() ? "" : ", ") + "last known "
                                                + Evidence.ids(eligible.lastKnown())),
                        "start the brokers of its other replicas; do not delete the data of the eligible ones")));
    }
}
