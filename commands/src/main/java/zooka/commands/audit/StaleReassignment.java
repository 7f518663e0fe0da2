package zooka.commands.audit;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A reassignment that ZooKeeper has, and that the controller is not at. */
final class StaleReassignment extends Check {

    StaleReassignment() {
        super(
                "stale-reassignment",
                Severity.WARNING,
                Scope.BOTH,
                "a reassignment is kept, and the controller is not at it");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        if (evidence.told().reassignments().isEmpty()) {
            return;
        }
        Set<String> underWay = evidence.told().reassignments().get();
        evidence.kept().reassignment().ifPresent(request -> {
            if (!underWay.containsAll(request.partitions())
                    || request.partitions().isEmpty()) {
                found.accept(finding(
                        "/admin/reassign_partitions",
                        "asked for since " + request.since()
                                + (request.partitions().isEmpty()
                                        ? ", naming no partition"
                                        : ": " + Evidence.count(request.partitions(), "partition", "partitions")),
                        "under way: "
                                + (underWay.isEmpty()
                                        ? "nothing"
                                        : Evidence.count(underWay, "partition", "partitions")),
                        "delete /admin/reassign_partitions, then partition move what is still to be moved"));
            }
        });
        evidence.kept()
                .topics()
                .forEach((topic, assignment) -> assignment.replicas().keySet().forEach(number -> {
                    List<Integer> adding = assignment.adding().getOrDefault(number, List.of());
                    List<Integer> removing = assignment.removing().getOrDefault(number, List.of());
                    String name = topic + "-" + number;
                    if (!(adding.isEmpty() && removing.isEmpty()) && !underWay.contains(name)) {
                        found.accept(finding(
                                name,
                                "adding " + Evidence.ids(adding) + ", removing " + Evidence.ids(removing),
                                "no reassignment of it under way",
                                "delete /controller: a new controller takes it up; partition move --cancel"));
                    }
                }));
    }
}
