package zooka.commands.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers that report different quorum leaders. */
final class QuorumDiffers extends Check {

    QuorumDiffers() {
        super(
                "quorum-differs",
                Severity.CRITICAL,
                Scope.KRAFT,
                "brokers report different leaders or epochs of the KRaft quorum");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Map<Integer, String> all = new TreeMap<>();
        evidence.testimony().quorum().answers().forEach((id, quorum) -> {
            if (quorum.leader().isPresent()) {
                all.put(id, "leader " + quorum.leader().getAsInt() + ", epoch " + quorum.epoch());
            }
        });
        if (all.values().stream().distinct().count() > 1) {
            found.accept(finding(
                    "quorum",
                    "",
                    Evidence.byBroker(all),
                    "review the network between the controllers; see quorum status"));
        }
    }
}
