package zooka.commands.audit;

import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** The cluster is on its way from ZooKeeper to KRaft. */
final class MigrationFound extends Check {

    MigrationFound() {
        super("migration", Severity.INFO, Scope.ZOOKEEPER, "the cluster is on its way from ZooKeeper to KRaft");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.kept()
                .migration()
                .ifPresent(znode -> found.accept(moving(
                        Finding.WHOLE,
                        "/migration " + znode
                                + (evidence.kept().migrating()
                                        ? "; a KRaft controller controls"
                                        : "; a broker controls"),
                        evidence.hasTold() ? "brokers in " + (evidence.kraft() ? "KRaft" : "ZooKeeper") + " mode" : "",
                        evidence.kraft()
                                ? "what ZooKeeper keeps is not read any more"
                                : "finish it, or go back, before either side is changed by hand",
                        "")));
    }
}
