package zooka.commands.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds a quorum without a leader, or without one that a broker knows. */
final class NoQuorumLeader extends Check {

    NoQuorumLeader() {
        super(
                "no-quorum-leader",
                Severity.CRITICAL,
                Scope.KRAFT,
                "the KRaft quorum has no leader, or none that a broker can reach");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Map<Integer, String> without =
                new TreeMap<>(evidence.testimony().quorum().unreachable());
        evidence.testimony().quorum().answers().forEach((id, quorum) -> {
            if (quorum.leader().isEmpty()) {
                without.put(id, "no leader, epoch " + quorum.epoch());
            }
        });
        if (without.isEmpty()) {
            return;
        }
        if (without.size() == evidence.testimony().metadata().answers().size()) {
            found.accept(moving(
                    Finding.WHOLE,
                    "",
                    "no broker knows a quorum leader; " + Evidence.byBroker(without),
                    "start the offline voters; see quorum status",
                    ""));
            return;
        }
        without.forEach((id, why) -> found.accept(finding(
                "broker " + id,
                "",
                "broker " + id + ": " + why,
                "see its log and its connection to the controllers; see quorum status")));
    }
}
