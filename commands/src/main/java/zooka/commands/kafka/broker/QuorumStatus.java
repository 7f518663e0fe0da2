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
import zooka.commands.result.Table.Column;

/** {@code quorum status}: shows the KRaft quorum, with the lag of its slowest voter. */
@Command(
        name = "quorum status",
        footer = {
            "",
            "Clusters that use ZooKeeper have no KRaft quorum; use ensemble for the ZooKeeper servers.",
            "",
            "Examples:",
            "  quorum status",
            "  quorum status -o 'jsonpath={.maxFollowerLag}'"
        })
public final class QuorumStatus implements Action.Query {

    private static final List<Column> FIELDS = List.of(
            Column.of("clusterId", "cluster id"),
            Column.of("leaderId", "leader").number(),
            Column.of("leaderEpoch", "leader epoch").number(),
            Column.of("highWatermark", "high watermark").number(),
            Column.of("maxFollowerLag", "largest lag").number(),
            Column.of("maxFollowerLagTimeMs", "largest lag, ms").number(),
            Column.of("currentVoters", "voters").list(),
            Column.of("currentObservers", "observers").list());

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        Quorum quorum = context.clusters().administration().brokers().quorum();
        Optional<Replica> leader = quorum.replicas().stream()
                .filter(replica -> replica.id() == quorum.leader())
                .findFirst();
        Optional<Replica> slowest =
                quorum.replicas().stream().filter(Replica::voter).min(Comparator.comparingLong(Replica::logEndOffset));
        return new Result.Details(Field.all(
                FIELDS,
                Cell.optional(quorum.clusterId().map(Cell::text)),
                Cell.id(quorum.leader()),
                Cell.id(quorum.epoch()),
                Cell.count(quorum.highWatermark()),
                leader.isPresent() && slowest.isPresent()
                        ? Cell.count(leader.get().logEndOffset() - slowest.get().logEndOffset())
                        : Cell.missing(),
                leader.isPresent() && slowest.isPresent() ? behind(leader.get(), slowest.get()) : Cell.missing(),
                ids(quorum, true),
                ids(quorum, false)));
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
