package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.clients.kafka.Broker;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A broker is registered, and this client gets no answer at the address that it advertises. */
final class UnreachableEndpoint extends Check {

    UnreachableEndpoint() {
        super(
                "unreachable-endpoint",
                Severity.WARNING,
                Scope.BROKERS,
                "this client gets no answer at the address that a broker advertises");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.told().metadata().silent().forEach((id, trouble) -> {
            Broker broker = evidence.told().brokers().get(id);
            if (broker != null && evidence.registered().contains(id)) {
                found.accept(finding(
                        "broker " + id,
                        evidence.hasKept()
                                ? "registered at "
                                        + String.join(
                                                " ",
                                                evidence.kept()
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
            return "the name does not resolve here: use an address that does, or a listener for those outside";
        }
        return "see whether the broker hangs; if it does not, why this client cannot reach that address";
    }
}
