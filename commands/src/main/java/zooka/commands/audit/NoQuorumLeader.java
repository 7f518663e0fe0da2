package zooka.commands.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** The quorum has no leader, or nobody can tell who it is. */
final class NoQuorumLeader extends Check {

    NoQuorumLeader() {
        super("no-quorum-leader", Severity.CRITICAL, Scope.KRAFT, "the quorum has no leader that a broker can reach");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        Map<Integer, String> without = new TreeMap<>(evidence.told().quorum().silent());
        evidence.told().quorum().answers().forEach((id, quorum) -> {
            if (quorum.leader().isEmpty()) {
                without.put(id, "no leader, epoch " + quorum.epoch());
            }
        });
        if (without.isEmpty()) {
            return;
        }
        if (without.size() == evidence.told().metadata().answers().size()) {
            found.accept(moving(
                    Finding.WHOLE,
                    "",
                    "no broker knows a leader of the quorum; " + Evidence.byBroker(without),
                    "quorum status names the voters that are gone: start them",
                    ""));
            return;
        }
        without.forEach((id, why) -> found.accept(finding(
                "broker " + id,
                "",
                "broker " + id + ": " + why,
                "see why it does not reach the controllers: its log, and quorum status")));
    }
}
