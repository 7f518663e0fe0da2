package zooka.commands.audit;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds registered brokers that other brokers do not know. */
final class UnacceptedBroker extends Check {

    UnacceptedBroker() {
        super(
                "unaccepted-broker",
                Severity.CRITICAL,
                Scope.BROKERS,
                "a broker is registered but other brokers do not know it");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        for (int broker : evidence.registered()) {
            Set<Integer> without = new TreeSet<>();
            evidence.testimony().metadata().answers().forEach((id, state) -> {
                if (state.brokers().stream().noneMatch(known -> known.online() && known.id() == broker)) {
                    without.add(id);
                }
            });
            if (!without.isEmpty()) {
                found.accept(finding(
                        "broker " + broker,
                        evidence.hasZooKeeper() ? "registered" : "",
                        Evidence.brokers(without) + ": no such broker",
                        evidence.hasZooKeeper()
                                ? "delete /controller: the new controller reads all registrations; if that does not help, restart broker "
                                        + broker
                                : "if the difference persists, restart " + Evidence.brokers(without)));
            }
        }
    }
}
