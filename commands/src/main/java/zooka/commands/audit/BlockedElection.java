package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** A request for preferred leaders that nobody has fulfilled; no other is taken while it is there. */
final class BlockedElection extends Check {

    BlockedElection() {
        super(
                "blocked-election",
                Severity.WARNING,
                Scope.ZOOKEEPER,
                "a request for preferred leaders stands, and blocks others");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.kept()
                .election()
                .ifPresent(request -> found.accept(finding(
                        "/admin/preferred_replica_election",
                        "asked for since " + request.since() + ": "
                                + Evidence.count(request.partitions(), "partition", "partitions"),
                        "",
                        "deleteall /admin/preferred_replica_election, then partition elect")));
    }
}
