package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Replicas out of sync that may lead: fewer are in sync than must be, and losing one more loses records. */
final class EligibleReplicas extends Check {

    EligibleReplicas() {
        super(
                "eligible-replicas",
                Severity.INFO,
                Scope.KRAFT,
                "replicas out of sync are kept as eligible to lead (ELR)");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.told()
                .eligible()
                .forEach((name, eligible) -> found.accept(finding(
                        name,
                        "",
                        (eligible.replicas().isEmpty() ? "" : "eligible " + Evidence.ids(eligible.replicas()))
                                + (eligible.lastKnown().isEmpty()
                                        ? ""
                                        : (eligible.replicas().isEmpty() ? "" : ", ") + "last known "
                                                + Evidence.ids(eligible.lastKnown())),
                        "start the brokers of its other replicas; do not wipe those that are eligible")));
    }
}
