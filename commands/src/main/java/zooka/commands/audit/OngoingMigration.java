package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds a migration from ZooKeeper to KRaft. */
final class OngoingMigration extends Check {

    OngoingMigration() {
        super("migration", Severity.INFO, Scope.ZOOKEEPER, "a migration from ZooKeeper to KRaft is in progress");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        evidence.zookeeper()
                .migration()
                .ifPresent(znode -> found.accept(moving(
                        Finding.WHOLE,
                        "/migration " + znode
                                + (evidence.zookeeper().migrating()
                                        ? "; the controller is a KRaft controller"
                                        : "; the controller is a broker"),
                        evidence.hasTestimony()
                                ? "brokers in " + (evidence.kraft() ? "KRaft" : "ZooKeeper") + " mode"
                                : "",
                        evidence.kraft()
                                ? "the metadata in ZooKeeper is no longer used"
                                : "complete or roll back the migration before changing metadata by hand",
                        "")));
    }
}
