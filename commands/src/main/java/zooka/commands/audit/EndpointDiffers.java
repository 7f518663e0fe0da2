package zooka.commands.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Brokers give out an address for another that it has not registered. */
final class EndpointDiffers extends Check {

    EndpointDiffers() {
        super(
                "endpoint-differs",
                Severity.WARNING,
                Scope.BOTH,
                "brokers give out another address of a broker than it has registered");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.kept().brokers().forEach((id, registered) -> {
            Map<Integer, String> others = new TreeMap<>();
            evidence.told().metadata().answers().forEach((witness, state) -> state.brokers().stream()
                    .filter(broker -> broker.online() && broker.id() == id)
                    .map(broker -> broker.host() + ":" + broker.port())
                    .filter(address -> !registered.endpoints().contains(address))
                    .forEach(address -> others.put(witness, address)));
            if (!others.isEmpty()) {
                found.accept(finding(
                        "broker " + id,
                        "registered at " + String.join(" ", registered.endpoints()),
                        Evidence.byBroker(others),
                        "restart broker " + id + ": it registers anew; then delete /controller if it stays so"));
            }
        });
    }
}
