package zooka.commands.audit;

import java.util.Locale;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.audit.evidence.ZooKeeperEvidence;
import zooka.commands.result.Severity;

/** Finds groups of old consumers, which Kafka's own tools no longer show. */
final class LegacyGroups extends Check {

    LegacyGroups() {
        super("old-group", Severity.INFO, Scope.ZOOKEEPER, "a group stores its offsets in ZooKeeper (with its lag)");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        for (ZooKeeperEvidence.OldGroup group : evidence.zookeeper().groups()) {
            if (group.members() == 0 && group.offsets().isEmpty()) {
                continue; // no members and no offsets
            }
            long lag = 0;
            long beyond = 0;
            int known = 0;
            for (var offset : group.offsets().entrySet()) {
                Long end = evidence.ends().get(offset.getKey());
                if (end != null) {
                    lag += Math.max(0, end - offset.getValue());
                    beyond += offset.getValue() > end ? 1 : 0;
                    known++;
                }
            }
            int all = group.offsets().size();
            String brokers = known == 0
                    ? ""
                    : String.format(Locale.ROOT, "lag %,d", lag)
                            + (known < all ? " on " + known + " of its partitions" : "")
                            + (beyond > 0 ? ", " + beyond + " of its offsets past the end of the log" : "");
            found.accept(moving(
                    group.name(),
                    (group.members() == 1 ? "1 member" : group.members() + " members") + ", offsets of "
                            + (all == 1 ? "1 partition" : all + " partitions"),
                    brokers,
                    group.members() == 0
                            ? "deleteall /consumers/" + group.name() + ", if the group is no longer needed"
                            : "upgrade its clients to a version that stores offsets in Kafka before ZooKeeper is removed",
                    ""));
        }
    }
}
