package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds znodes of Kafka with an invalid value. */
final class UnreadableZnode extends Check {

    UnreadableZnode() {
        super("unreadable-znode", Severity.CRITICAL, Scope.ZOOKEEPER, "a znode of Kafka has invalid content");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.zookeeper()
                .unreadable()
                .forEach(path -> found.accept(
                        finding(path, "invalid value", "", "get " + path + "; restore its value with undo or import")));
    }
}
