package zooka.commands.kafka.partition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code partition cancel}: cancels reassignments. */
@Command(
        name = "partition cancel",
        footer = {
            "",
            "Data copied so far is discarded. A throttle stays set; partition unthrottle removes it.",
            "",
            "Examples:",
            "  partition cancel --dry-run",
            "  partition cancel orders-0"
        })
public final class PartitionCancel implements Action.Change {

    private static final List<Column> FIELDS =
            List.of(Column.of("cancelled", "cancelled").list());

    @Parameters(
            arity = "0..*",
            paramLabel = "PARTITION",
            description = {"Default: all reassignments in progress.", PartitionSelection.FORMS})
    @Completes(Candidates.PARTITION)
    List<String> partitions = List.of();

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        ClusterState state = context.clusters().topics().state();
        Map<PartitionName, Replicas.Move> moves = context.clusters().administration().replicas().moves().stream()
                .collect(Collectors.toMap(Replicas.Move::partition, Function.identity()));
        List<Partition> chosen =
                partitions.isEmpty() ? state.partitions() : PartitionSelection.among(state.topics(), partitions);
        MovePlan plan = new MovePlan(chosen.stream()
                .filter(partition -> moves.containsKey(name(partition)))
                .map(partition -> new MovePlan.Item(
                        partition,
                        moves.get(name(partition)).replicas(),
                        moves.get(name(partition)).origin()))
                .toList());
        if (plan.items().isEmpty()) {
            return Plan.onNothing()
                    .change(
                            "cancel nothing: no reassignments in progress",
                            () -> done("nothing to cancel: no reassignments in progress", List.of()));
        }
        return Plan.on(plan.scope())
                .confirmed(
                        () -> plan.preview(
                                context, "cancel the reassignment of", state.brokers(), OptionalLong.empty()),
                        plan.word(),
                        () -> make(context, plan));
    }

    private static PartitionName name(Partition partition) {
        return new PartitionName(partition.topic(), partition.partition());
    }

    private static Result make(Context context, MovePlan plan) {
        Replicas replicas = context.clusters().administration().replicas();
        Map<PartitionName, Outcome<Void>> outcomes =
                replicas.cancel(plan.items().stream().map(MovePlan.Item::name).toList());
        List<PartitionName> cancelled;
        try {
            cancelled = context.remarks().successes(outcomes);
        } catch (Failure failure) {
            throw failure.hint("partition moves");
        }
        return done(
                "canceled the reassignment of "
                        + (cancelled.size() == 1 ? cancelled.get(0) : cancelled.size() + " partitions"),
                cancelled);
    }

    private static Result done(String what, List<PartitionName> cancelled) {
        return new Result.Change(
                what,
                Optional.empty(),
                Field.all(
                        FIELDS,
                        new Cell.Many(cancelled.stream()
                                .map(name -> Cell.text(name.toString()))
                                .toList())));
    }
}
