package zooka.commands.kafka.broker;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import zooka.clients.kafka.Brokers.Quorum;
import zooka.clients.kafka.Brokers.Replica;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/** {@code quorum status}: shows the KRaft quorum, with the lag of its slowest voter. */
@Command(
        name = "quorum status",
        footer = {
            "",
            "Clusters that use ZooKeeper have no KRaft quorum; use ensemble for the ZooKeeper servers.",
            "",
            "Examples:",
            "  quorum status",
            "  quorum status --json | jq .maxFollowerLag"
        })
public final class QuorumStatus implements Action.Query {

    @Override
    public Result run(Context context) {
        Quorum quorum = context.clusters().administration().brokers().quorum();
        Optional<Replica> leader = quorum.replicas().stream()
                .filter(replica -> replica.id() == quorum.leader())
                .findFirst();
        Optional<Replica> slowest =
                quorum.replicas().stream().filter(Replica::voter).min(Comparator.comparingLong(Replica::logEndOffset));
        return new Result.Details(List.of(
                Field.of(
                        "clusterId",
                        "cluster id",
                        Cell.optional(quorum.clusterId().map(Cell::text))),
                Field.of("leaderId", "leader", Cell.id(quorum.leader())),
                Field.of("leaderEpoch", "leader epoch", Cell.id(quorum.epoch())),
                Field.of("highWatermark", "high watermark", Cell.count(quorum.highWatermark())),
                Field.of(
                        "maxFollowerLag",
                        "largest lag",
                        leader.isPresent() && slowest.isPresent()
                                ? Cell.count(leader.get().logEndOffset()
                                        - slowest.get().logEndOffset())
                                : Cell.missing()),
                Field.of(
                        "maxFollowerLagTimeMs",
                        "largest lag, ms",
                        leader.isPresent() && slowest.isPresent()
                                ? behind(leader.get(), slowest.get())
                                : Cell.missing()),
                Field.of("currentVoters", "voters", ids(quorum, true)),
                Field.of("currentObservers", "observers", ids(quorum, false))));
    }

    /** The largest lag in milliseconds. */
    private static Cell behind(Replica leader, Replica slowest) {
        if (leader.id() == slowest.id()) {
            return Cell.count(0);
        }
        Optional<Instant> now = leader.lastCaughtUp();
        Optional<Instant> then = slowest.lastCaughtUp();
        return now.isPresent() && then.isPresent()
                ? Cell.count(now.get().toEpochMilli() - then.get().toEpochMilli())
                : Cell.missing();
    }

    private static Cell ids(Quorum quorum, boolean voters) {
        return Cell.counts(quorum.replicas().stream()
                .filter(replica -> replica.voter() == voters)
                .map(Replica::id)
                .toList());
    }
}
