package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A broker is registered and kept from serving. */
final class FencedBroker extends Check {

    FencedBroker() {
        super("fenced-broker", Severity.WARNING, Scope.KRAFT, "a broker is registered and kept from serving");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.told()
                .fenced()
                .forEach(broker -> found.accept(finding(
                        "broker " + broker.id(),
                        "",
                        "fenced, last at " + broker.host() + ":" + broker.port(),
                        "start broker " + broker.id() + ", or see why the controllers do not hear from it")));
    }
}
