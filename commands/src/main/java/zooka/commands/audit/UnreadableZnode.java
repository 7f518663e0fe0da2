package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A znode of Kafka's whose value Kafka could not have written. */
final class UnreadableZnode extends Check {

    UnreadableZnode() {
        super(
                "unreadable-znode",
                Severity.CRITICAL,
                Scope.ZOOKEEPER,
                "a znode of Kafka holds what Kafka does not write");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.kept()
                .unreadable()
                .forEach(path -> found.accept(finding(
                        path,
                        "its value is not what belongs there",
                        "",
                        "get " + path + "; put back what it was with undo or import")));
    }
}
