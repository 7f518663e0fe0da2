package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds a pending request for a preferred leader election, which blocks other requests. */
final class BlockedElection extends Check {

    BlockedElection() {
        super(
                "blocked-election",
                Severity.WARNING,
                Scope.ZOOKEEPER,
                "a request for a preferred leader election is pending and blocks others");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.zookeeper()
                .election()
                .ifPresent(request -> found.accept(finding(
                        "/admin/preferred_replica_election",
                        "requested at " + request.since() + ": "
                                + Evidence.count(request.partitions(), "partition", "partitions"),
                        "",
                        "deleteall /admin/preferred_replica_election, then partition elect")));
    }
}
