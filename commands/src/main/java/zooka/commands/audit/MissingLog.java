package zooka.commands.audit;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import zooka.clients.kafka.LogDirs.Replica;
import zooka.clients.kafka.Partition;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds brokers that are listed as in sync but have no log of the partition. */
final class MissingLog extends Check {

    MissingLog() {
        super(
                "missing-log",
                Severity.CRITICAL,
                Scope.BROKERS,
                "a broker is listed as in sync but has no log of the partition");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.testimony().logDirs().answers().forEach((id, dirs) -> {
            if (dirs.stream().anyMatch(dir -> dir.error().isPresent())) {
                return; // the logs on a failed disk are not reported
            }
            Set<String> logs = dirs.stream()
                    .flatMap(dir -> dir.replicas().stream())
                    .map(Replica::name)
                    .collect(Collectors.toSet());
            for (Map.Entry<String, Partition> entry : evidence.newest().entrySet()) {
                if (entry.getValue().isr().contains(id) && !logs.contains(entry.getKey())) {
                    found.accept(finding(
                            entry.getKey(),
                            "",
                            "broker " + id + ": no log, but in sync: "
                                    + Evidence.ids(entry.getValue().isr()),
                            "restart broker " + id
                                    + "; it will replicate the partition again if another broker leads it"));
                }
            }
        });
    }
}
