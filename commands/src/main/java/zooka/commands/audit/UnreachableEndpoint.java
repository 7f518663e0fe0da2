package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.clients.kafka.Broker;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds registered brokers that do not answer this client at their advertised address. */
final class UnreachableEndpoint extends Check {

    UnreachableEndpoint() {
        super(
                "unreachable-endpoint",
                Severity.WARNING,
                Scope.BROKERS,
                "a broker does not answer at its advertised address");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.testimony().metadata().unreachable().forEach((id, trouble) -> {
            Broker broker = evidence.testimony().brokers().get(id);
            if (broker != null && evidence.registered().contains(id)) {
                found.accept(finding(
                        "broker " + id,
                        evidence.hasZooKeeper()
                                ? "registered at "
                                        + String.join(
                                                " ",
                                                evidence.zookeeper()
                                                        .brokers()
                                                        .get(id)
                                                        .endpoints())
                                : "",
                        broker.host() + ":" + broker.port() + ": " + trouble,
                        remedy(trouble)));
            }
        });
    }

    private static String remedy(String trouble) {
        if (trouble.contains("host") || trouble.contains("name")) {
            return "the name does not resolve here: use a listener whose advertised address is reachable from here, or --map";
        }
        return "make sure that the broker is running; if it is, review the network path to its address";
    }
}
