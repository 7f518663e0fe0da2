package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds failed log directories. */
final class FailedLogDir extends Check {

    FailedLogDir() {
        super("failed-log-dir", Severity.CRITICAL, Scope.BROKERS, "a log directory of a broker has failed");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.testimony()
                .logDirs()
                .answers()
                .forEach((id, dirs) -> dirs.forEach(dir -> dir.error()
                        .ifPresent(error -> found.accept(finding(
                                "broker " + id + " " + dir.path(),
                                "",
                                "broker " + id + ": " + error,
                                "repair the disk, then restart broker " + id)))));
    }
}
