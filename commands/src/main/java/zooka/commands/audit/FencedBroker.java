package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers that are registered but fenced. */
final class FencedBroker extends Check {

    FencedBroker() {
        super("fenced-broker", Severity.WARNING, Scope.KRAFT, "a broker is registered but fenced");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.testimony()
                .fenced()
                .forEach(broker -> found.accept(finding(
                        "broker " + broker.id(),
                        "",
                        "fenced, last address " + broker.host() + ":" + broker.port(),
                        "start broker " + broker.id() + ", or check why its heartbeats do not reach the controllers")));
    }
}
