package zooka.commands.kafka.transaction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Transactions;
import zooka.clients.kafka.Transactions.Producer;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code transaction abort}: aborts a hanging transaction in a partition. */
@Command(
        name = "transaction abort",
        footer = {
            "",
            "The abort marker is written without asking the coordinator: make sure that the transaction is hanging.",
            "",
            "Examples:",
            "  transaction hanging",
            "  transaction abort orders-0 --start-offset 1204",
            "  transaction abort orders-0 --producer-id 4000 \\",
            "      --producer-epoch 3 --coordinator-epoch 7"
        })
public final class TransactionAbort implements Action.Change {

    private static final List<Column> FIELDS = List.of(
            Column.of("topic", "topic"),
            Column.of("partition", "partition").number(),
            Column.of("producerId", "producer").number(),
            Column.of("producerEpoch", "epoch").number(),
            Column.of("coordinatorEpoch", "coordinator epoch").number(),
            Column.of("startOffset", "start offset").number());

    @Option(names = "--start-offset", paramLabel = "OFFSET", description = "The first offset of the transaction.")
    @Completes(Candidates.FREE_TEXT)
    Long startOffset;

    @Option(
            names = "--producer-id",
            paramLabel = "ID",
            description = "The producer, instead of --start-offset; requires both epochs.")
    @Completes(Candidates.FREE_TEXT)
    Long producerId;

    @Option(names = "--producer-epoch", paramLabel = "EPOCH", description = "The producer's epoch.")
    @Completes(Candidates.FREE_TEXT)
    Integer producerEpoch;

    @Option(names = "--coordinator-epoch", paramLabel = "EPOCH", description = "The coordinator's epoch.")
    @Completes(Candidates.FREE_TEXT)
    Integer coordinatorEpoch;

    @Parameters(paramLabel = "PARTITION", description = "The partition: orders-0.")
    @Completes(Candidates.PARTITION)
    String partition;

    /** The abort marker to write. */
    private record Marker(PartitionName partition, long producerId, int producerEpoch, int coordinatorEpoch) {}

    @Override
    public void check() {
        boolean producer = producerId != null && producerEpoch != null && coordinatorEpoch != null;
        boolean some = producerId != null || producerEpoch != null || coordinatorEpoch != null;
        if ((startOffset != null) == some || (some && !producer)) {
            throw Failure.usage("no transaction specified")
                    .hint(
                            "specify --start-offset, or --producer-id, --producer-epoch and --coordinator-epoch (transaction hanging shows them)");
        }
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        List<Partition> chosen =
                PartitionSelection.among(context.clusters().topics().list(), List.of(partition));
        if (chosen.size() != 1) {
            throw Failure.usage("exactly one partition must be selected (selected: " + chosen.size() + ")");
        }
        PartitionName name =
                new PartitionName(chosen.get(0).topic(), chosen.get(0).partition());
        if (chosen.get(0).offline()) {
            throw Failure.unreachable(name + " has no leader").hint("partitions --offline");
        }
        Transactions transactions = context.clusters().administration().transactions();
        Optional<Producer> open = startOffset == null ? Optional.empty() : Optional.of(open(transactions, name));
        Marker marker = open.map(one -> new Marker(
                        name,
                        one.producerId(),
                        one.producerEpoch(),
                        // The partition does not know the coordinator of a producer without a completed transaction.
                        one.coordinatorEpoch().orElse(0)))
                .orElseGet(() -> new Marker(name, producerId, producerEpoch, coordinatorEpoch));
        String what = "the transaction of producer " + marker.producerId() + ", epoch " + marker.producerEpoch()
                + ", in " + name;
        String from = open.map(one -> ", open since offset " + startOffset + ", last write at " + one.last())
                .orElse("");
        return Plan.on(Scope.topic(name.topic()))
                .confirmed(() -> new Plan.Preview("abort " + what + from, fields(marker)), name.toString(), () -> {
                    transactions.abort(name, marker.producerId(), marker.producerEpoch(), marker.coordinatorEpoch());
                    return new Result.Change("aborted " + what, Optional.empty(), fields(marker));
                });
    }

    private Producer open(Transactions transactions, PartitionName name) {
        Map<PartitionName, Outcome<List<Producer>>> told = transactions.producers(List.of(name), OptionalInt.empty());
        List<Producer> open = told.get(name).orThrow().orElseThrow().stream()
                .filter(producer -> producer.openSince().isPresent())
                .toList();
        return open.stream()
                .filter(producer -> producer.openSince().getAsLong() == startOffset)
                .findFirst()
                .orElseThrow(
                        () -> Failure.notFound("no open transaction in " + name + " starts at offset " + startOffset)
                                .hint(
                                        open.isEmpty()
                                                ? "no open transactions"
                                                : "open transactions start at "
                                                        + open.stream()
                                                                .map(one -> Long.toString(one.openSince()
                                                                        .getAsLong()))
                                                                .collect(Collectors.joining(", "))));
    }

    private List<Field> fields(Marker marker) {
        return Field.all(
                FIELDS,
                Cell.text(marker.partition().topic()),
                Cell.id(marker.partition().partition()),
                Cell.id(marker.producerId()),
                Cell.id(marker.producerEpoch()),
                Cell.id(marker.coordinatorEpoch()),
                startOffset == null ? Cell.missing() : Cell.count(startOffset));
    }
}
