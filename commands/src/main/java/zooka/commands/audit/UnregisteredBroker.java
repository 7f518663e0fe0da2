package zooka.commands.audit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers that are listed as online without a registration. */
final class UnregisteredBroker extends Check {

    UnregisteredBroker() {
        super(
                "unregistered-broker",
                Severity.CRITICAL,
                Scope.BOTH,
                "brokers list a broker as online that is not registered");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Map<Integer, Set<Integer>> believers = new TreeMap<>();
        evidence.testimony().metadata().answers().forEach((id, state) -> state.brokers().stream()
                .filter(broker ->
                        broker.online() && !evidence.zookeeper().brokers().containsKey(broker.id()))
                .forEach(broker -> believers
                        .computeIfAbsent(broker.id(), any -> new TreeSet<>())
                        .add(id)));
        believers.forEach((broker, who) -> found.accept(finding(
                "broker " + broker,
                "not registered",
                Evidence.brokers(who) + ": online",
                "restart broker " + broker
                        + " so that it registers again; if it no longer exists, delete /controller")));
    }
}
