package zooka.commands.audit;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds reassignments in ZooKeeper that the controller does not execute. */
final class StaleReassignment extends Check {

    StaleReassignment() {
        super("stale-reassignment", Severity.WARNING, Scope.BOTH, "a reassignment is stored but not in progress");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        if (evidence.testimony().reassignments().isEmpty()) {
            return;
        }
        Set<String> inProgress = evidence.testimony().reassignments().get();
        evidence.zookeeper().reassignment().ifPresent(request -> {
            if (!inProgress.containsAll(request.partitions())
                    || request.partitions().isEmpty()) {
                found.accept(finding(
                        "/admin/reassign_partitions",
                        "requested at " + request.since()
                                + (request.partitions().isEmpty()
                                        ? ", without partitions"
                                        : ": " + Evidence.count(request.partitions(), "partition", "partitions")),
                        "in progress: "
                                + (inProgress.isEmpty()
                                        ? "none"
                                        : Evidence.count(inProgress, "partition", "partitions")),
                        "delete /admin/reassign_partitions, then repeat the reassignment with partition move"));
            }
        });
        evidence.zookeeper()
                .topics()
                .forEach((topic, assignment) -> assignment.replicas().keySet().forEach(number -> {
                    List<Integer> adding = assignment.adding().getOrDefault(number, List.of());
                    List<Integer> removing = assignment.removing().getOrDefault(number, List.of());
                    String name = topic + "-" + number;
                    if (!(adding.isEmpty() && removing.isEmpty()) && !inProgress.contains(name)) {
                        found.accept(finding(
                                name,
                                (adding.isEmpty() ? "" : "adding " + Evidence.ids(adding))
                                        + (adding.isEmpty() || removing.isEmpty() ? "" : ", ")
                                        + (removing.isEmpty() ? "" : "removing " + Evidence.ids(removing)),
                                "no reassignment in progress",
                                "delete /controller: the new controller continues it; or partition cancel " + name));
                    }
                }));
    }
}
