package zooka.commands.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers whose reported address differs from the registered one. */
final class EndpointDiffers extends Check {

    EndpointDiffers() {
        super(
                "endpoint-differs",
                Severity.WARNING,
                Scope.BOTH,
                "brokers report another address of a broker than the registered one");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.zookeeper().brokers().forEach((id, registered) -> {
            Map<Integer, String> others = new TreeMap<>();
            evidence.testimony().metadata().answers().forEach((witness, state) -> state.brokers().stream()
                    .filter(broker -> broker.online() && broker.id() == id)
                    .map(broker -> broker.host() + ":" + broker.port())
                    .filter(address -> !registered.endpoints().contains(address))
                    .forEach(address -> others.put(witness, address)));
            if (!others.isEmpty()) {
                found.accept(finding(
                        "broker " + id,
                        "registered at " + String.join(" ", registered.endpoints()),
                        Evidence.byBroker(others),
                        "restart broker " + id
                                + " so that it registers again; if the difference persists, delete /controller"));
            }
        });
    }
}
