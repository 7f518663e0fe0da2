package zooka.commands.audit;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import zooka.clients.kafka.LogDirs.Replica;
import zooka.clients.kafka.Partition;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A broker is in sync by name and has no log of the partition. */
final class MissingLog extends Check {

    MissingLog() {
        super(
                "missing-log",
                Severity.CRITICAL,
                Scope.BROKERS,
                "a broker is in sync by name, and has no log of the partition");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.told().logDirs().answers().forEach((id, dirs) -> {
            if (dirs.stream().anyMatch(dir -> dir.error().isPresent())) {
                return; // what is on a failed disk is not told
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
                            "broker " + id + ": no log, though in sync "
                                    + Evidence.ids(entry.getValue().isr()),
                            "restart broker " + id + ": it fetches the partition anew where another leads it"));
                }
            }
        });
    }
}
