package zooka.commands.kafka.transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Transactions;
import zooka.clients.kafka.Transactions.Described;
import zooka.clients.kafka.Transactions.Listed;
import zooka.clients.kafka.Transactions.Producer;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.kafka.partition.AssignmentOptions;
import zooka.commands.result.Cell;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;
import zooka.commands.text.Durations;

/** {@code transaction hanging}: transactions that are open in a partition, and of which no coordinator knows. */
@Command(
        name = "transaction hanging",
        footer = {
            "",
            "Consumers that read what is committed stop at such a transaction; transaction abort ends it. It is one that has had no",
            "write for longer than transactions may take, and that its coordinator does not know, or not of this partition.",
            "",
            "Examples:",
            "  transaction hanging",
            "  transaction hanging orders --max-transaction-timeout 1h"
        })
public final class TransactionHanging implements Action.Query {

    /** A coordinator may be late in aborting what has timed out; the stock tool waits as long. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    @Option(
            names = "--max-transaction-timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "The brokers' transaction.max.timeout.ms; five minutes are added. Default: 15m.")
    @Completes(Candidates.FREE_TEXT)
    Duration timeout = Duration.ofMinutes(15);

    @Option(
            names = "--broker",
            paramLabel = "BROKER",
            description = "Only partitions with a replica on this broker, as it knows them.")
    @Completes(Candidates.BROKER)
    Integer broker;

    @Parameters(
            arity = "0..*",
            paramLabel = "PARTITION",
            description = {"Default: all.", PartitionSelection.FORMS})
    @Completes(Candidates.PARTITION)
    List<String> partitions = List.of();

    @Override
    public Result run(Context context) {
        ClusterState state = context.clusters().topics().state();
        if (broker != null) {
            AssignmentOptions.living(List.of(broker), state.brokers());
        }
        List<Partition> chosen = (partitions.isEmpty()
                        ? state.partitions()
                        : PartitionSelection.among(state.topics(), partitions))
                .stream()
                        .filter(partition ->
                                broker == null || partition.replicas().contains(broker))
                        .toList();
        List<Hanging> hanging = hanging(
                context.remarks(),
                context.clusters().administration().transactions(),
                chosen,
                broker == null ? OptionalInt.empty() : OptionalInt.of(broker),
                context.clock().instant().minus(timeout).minus(GRACE));
        List<Column> columns = new ArrayList<>(ProducerTable.COLUMNS);
        columns.add(Column.of("transactionalId", "TRANSACTIONAL ID"));
        return new Result.Table(
                columns,
                hanging.stream().map(TransactionHanging::row).toList(),
                "no transaction hangs (" + chosen.size() + " partitions looked at)");
    }

    /**
     * A transaction that hangs.
     *
     * @param id the transactional id that its producer has by now; empty where no coordinator knows the producer
     */
    record Hanging(Producer producer, Optional<String> id) {}

    /** Those that have had no write since a moment. */
    static List<Hanging> hanging(
            Remarks remarks,
            Transactions transactions,
            List<Partition> partitions,
            OptionalInt broker,
            Instant before) {
        Map<PartitionName, Outcome<List<Producer>>> told =
                transactions.producers(TransactionProducers.askable(remarks, partitions), broker);
        List<Producer> open = remarks.successes(told).stream()
                .flatMap(name -> told.get(name).value().orElseThrow().stream())
                .filter(producer -> producer.openSince().isPresent() && mayBeBefore(producer, before))
                .toList();
        Map<Long, String> ids = new HashMap<>();
        Map<String, Outcome<Described>> known = new HashMap<>();
        if (!open.isEmpty()) {
            coordinated(transactions, open).forEach(one -> ids.put(one.producerId(), one.id()));
            known.putAll(transactions.describe(ids.values()));
        }
        List<Hanging> hanging = new ArrayList<>();
        for (Producer producer : open) {
            Optional<String> id = Optional.ofNullable(ids.get(producer.producerId()));
            Optional<Outcome<Described>> described = id.map(known::get);
            Optional<Failure> silent =
                    described.flatMap(Outcome::failure).filter(failure -> failure.kind() != Failure.Kind.NOT_FOUND);
            // A coordinator that does not answer has not denied it.
            silent.ifPresent(failure -> remarks.incomplete(failure.getMessage()));
            if (silent.isEmpty() && !part(described.flatMap(Outcome::value), producer.partition())) {
                if (timed(producer)) {
                    hanging.add(new Hanging(producer, id));
                } else {
                    // It may be one that has only just begun, and must not be aborted for that.
                    remarks.incomplete("cannot tell whether the transaction of producer " + producer.producerId()
                            + " in " + producer.partition() + " hangs: its last write has no time");
                }
            }
        }
        return hanging;
    }

    /** Whether its last write has a time; -1 stands for none. */
    private static boolean timed(Producer producer) {
        return producer.last().toEpochMilli() >= 0;
    }

    private static boolean mayBeBefore(Producer producer, Instant before) {
        return !timed(producer) || producer.last().isBefore(before);
    }

    private static List<Listed> coordinated(Transactions transactions, List<Producer> open) {
        Transactions.Listing listing = transactions.list(new Transactions.Filter(
                List.of(), open.stream().map(Producer::producerId).distinct().toList(), Optional.empty()));
        if (!listing.troubles().isEmpty()) {
            // Who is missing may know the transactions that all others do not.
            throw Failure.unreachable("not every coordinator tells its transactions: "
                    + listing.troubles().get(0));
        }
        return listing.transactions();
    }

    private static boolean part(Optional<Described> described, PartitionName partition) {
        return described.map(Described::partitions).orElse(List.of()).contains(partition);
    }

    private static Row row(Hanging hanging) {
        List<Cell> cells = new ArrayList<>(ProducerTable.cells(hanging.producer()));
        cells.add(Cell.optional(hanging.id().map(Cell::text)));
        return new Row(cells);
    }
}
