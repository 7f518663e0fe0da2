package zooka.commands.kafka.broker;

import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import zooka.clients.kafka.Brokers.Quorum;
import zooka.clients.kafka.Brokers.Replica;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code quorum replication}: shows the lag of voters and observers. */
@Command(
        name = "quorum replication",
        footer = {
            "",
            "Clusters that use ZooKeeper have no KRaft quorum; use ensemble for the ZooKeeper servers.",
            "",
            "Examples:",
            "  quorum replication",
            "  watch quorum replication"
        })
public final class QuorumReplication implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("nodeId", "NODE").number(),
            Column.of("directoryId", "DIRECTORY"),
            Column.of("logEndOffset", "LOG END").number(),
            Column.of("lag", "LAG").number(),
            Column.of("lastFetchTimestamp", "LAST FETCH").time(),
            Column.of("lastCaughtUpTimestamp", "LAST CAUGHT UP").time(),
            Column.of("status", "STATUS"),
            Column.jsonOnly("endpoints").list());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        Quorum quorum = context.clusters().administration().brokers().quorum();
        OptionalLong end = quorum.replicas().stream()
                .filter(replica -> replica.id() == quorum.leader())
                .mapToLong(Replica::logEndOffset)
                .findFirst();
        return new Table(
                COLUMNS,
                quorum.replicas().stream()
                        .map(replica -> row(quorum, replica, end))
                        .toList(),
                "the quorum has no members");
    }

    private static Row row(Quorum quorum, Replica replica, OptionalLong end) {
        boolean leads = replica.id() == quorum.leader();
        return Row.of(
                Cell.id(replica.id()),
                Cell.optional(replica.directory().map(Cell::text)),
                Cell.count(replica.logEndOffset()),
                end.isPresent() ? Cell.count(end.getAsLong() - replica.logEndOffset()) : Cell.missing(),
                Cell.optional(replica.lastFetch().map(Cell::since)),
                Cell.optional(replica.lastCaughtUp().map(Cell::since)),
                leads ? Cell.text("Leader", Level.GOOD) : Cell.text(replica.voter() ? "Follower" : "Observer"),
                new Cell.Many(replica.endpoints().stream().map(Cell::text).toList()));
    }
}
