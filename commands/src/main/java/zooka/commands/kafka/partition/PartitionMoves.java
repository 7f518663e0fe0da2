package zooka.commands.kafka.partition;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas;
import zooka.clients.kafka.Throttles;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code partition moves}: shows reassignments in progress. */
@Command(
        name = "partition moves",
        footer = {
            "",
            "A throttle is reported, also without a reassignment in progress.",
            "",
            "Examples:",
            "  partition moves",
            "  watch partition moves"
        })
public final class PartitionMoves implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("topic", "TOPIC"),
            Column.of("partition", "PARTITION").number(),
            Column.of("replicas", "REPLICAS").list(),
            Column.of("adding", "ADDING").list(),
            Column.of("removing", "REMOVING").list(),
            Column.of("copied", "COPIED").size(),
            Column.of("bytes", "OF").size());

    @Parameters(arity = "0..*", paramLabel = "PARTITION", description = PartitionSelection.FORMS)
    @Completes(Candidates.PARTITION)
    List<String> partitions = List.of();

    @Override
    public boolean changesWithCluster() {
        return true;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        ClusterState state = context.clusters().topics().state();
        List<Partition> chosen = PartitionSelection.among(state.topics(), partitions);
        List<Replicas.Move> moves = context.clusters().administration().replicas().moves().stream()
                .filter(move -> partitions.isEmpty() || chosen.stream().anyMatch(p -> named(p, move.partition())))
                .toList();
        Map<PartitionName, MoveProgress.Amount> amounts =
                moves.isEmpty() ? Map.of() : new MoveProgress(context).of(moves);
        PartitionUnthrottle.remark(context, throttles(context, state));
        return new Table(
                        COLUMNS,
                        moves.stream()
                                .map(move -> row(move, amounts.get(move.partition())))
                                .toList(),
                        "no reassignments in progress")
                .counted("reassignment");
    }

    private static boolean named(Partition partition, PartitionName name) {
        return partition.topic().equals(name.topic()) && partition.partition() == name.partition();
    }

    /** The throttles; without a rate on a broker, the throttled replicas of topics have no effect. */
    private static Throttles.Listing throttles(Context context, ClusterState state) {
        Throttles throttles = context.clusters().administration().throttles();
        Throttles.Listing rates = throttles.read(PartitionUnthrottle.living(state), List.of());
        return rates.rates().isEmpty()
                ? rates
                : throttles.read(PartitionUnthrottle.living(state), PartitionUnthrottle.names(state));
    }

    private static Row row(Replicas.Move move, MoveProgress.Amount amount) {
        return Row.of(
                Cell.text(move.partition().topic()),
                Cell.id(move.partition().partition()),
                Cell.counts(move.replicas()),
                Cell.counts(move.adding()),
                Cell.counts(move.removing()),
                size(amount.copied()),
                size(amount.total()));
    }

    private static Cell size(OptionalLong bytes) {
        return bytes.isPresent() ? new Cell.Size(bytes.getAsLong()) : Cell.missing();
    }
}
