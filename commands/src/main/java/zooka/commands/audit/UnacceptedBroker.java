package zooka.commands.audit;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A broker is registered, and others do not know it. */
final class UnacceptedBroker extends Check {

    UnacceptedBroker() {
        super(
                "unaccepted-broker",
                Severity.CRITICAL,
                Scope.BROKERS,
                "a broker is registered, and a broker does not know it");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        for (int broker : evidence.registered()) {
            Set<Integer> without = new TreeSet<>();
            evidence.told().metadata().answers().forEach((id, state) -> {
                if (state.brokers().stream().noneMatch(known -> known.online() && known.id() == broker)) {
                    without.add(id);
                }
            });
            if (!without.isEmpty()) {
                found.accept(finding(
                        "broker " + broker,
                        evidence.hasKept() ? "registered" : "",
                        Evidence.brokers(without) + ": no such broker",
                        evidence.hasKept()
                                ? "delete /controller: a new controller accepts every broker anew; else restart broker "
                                        + broker
                                : "restart " + Evidence.brokers(without) + " if it stays so"));
            }
        }
    }
}
