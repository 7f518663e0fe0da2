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
import zooka.clients.kafka.Transactions.Description;
import zooka.clients.kafka.Transactions.Producer;
import zooka.clients.kafka.Transactions.Summary;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.kafka.partition.AssignmentOptions;
import zooka.commands.result.Cell;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Durations;

/** {@code transaction hanging}: finds open transactions of partitions that no coordinator knows. */
@Command(
        name = "transaction hanging",
        footer = {
            "",
            "A hanging transaction blocks consumers with read_committed; transaction abort ends it. A transaction is hanging if its last",
            "write is older than the maximum timeout and its coordinator does not know it, or not for this partition.",
            "",
            "Examples:",
            "  transaction hanging",
            "  transaction hanging orders --max-transaction-timeout 1h"
        })
public final class TransactionHanging implements Action.Query {

    /** Extra time for a coordinator to abort a timed-out transaction, as in the stock tool. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    @Option(
            names = "--max-transaction-timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "transaction.max.timeout.ms of the brokers; five minutes are added. Default: 15m.")
    @Completes(Candidates.FREE_TEXT)
    Duration timeout = Duration.ofMinutes(15);

    @Option(
            names = "--broker",
            paramLabel = "BROKER",
            description = "Only partitions with a replica on this broker, as reported by it.")
    @Completes(Candidates.BROKER)
    Integer broker;

    @Parameters(
            arity = "0..*",
            paramLabel = "PARTITION",
            description = {"Default: all partitions.", PartitionSelection.FORMS})
    @Completes(Candidates.PARTITION)
    List<String> partitions = List.of();

    @Override
    public void check() {
        Durations.requirePositive("--max-transaction-timeout", timeout);
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(ProducerTable.COLUMNS);
        columns.add(Column.of("transactionalId", "TRANSACTIONAL ID"));
        return columns;
    }

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
        List<HangingTransaction> hanging = hanging(
                context.remarks(),
                context.clusters().administration().transactions(),
                chosen,
                broker == null ? OptionalInt.empty() : OptionalInt.of(broker),
                context.clock().instant().minus(timeout).minus(GRACE));
        return new Table(
                        columns(),
                        hanging.stream().map(TransactionHanging::row).toList(),
                        "no hanging transactions (" + chosen.size() + " partitions checked)")
                .counted("transaction");
    }

    /**
     * A hanging transaction.
     *
     * @param id the current transactional id of its producer; empty if no coordinator knows the producer
     */
    record HangingTransaction(Producer producer, Optional<String> id) {}

    /** The open transactions without a write since a time. */
    static List<HangingTransaction> hanging(
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
        Map<String, Outcome<Description>> known = new HashMap<>();
        if (!open.isEmpty()) {
            coordinated(transactions, open).forEach(one -> ids.put(one.producerId(), one.id()));
            known.putAll(transactions.describe(ids.values()));
        }
        List<HangingTransaction> hanging = new ArrayList<>();
        for (Producer producer : open) {
            Optional<String> id = Optional.ofNullable(ids.get(producer.producerId()));
            Optional<Outcome<Description>> described = id.map(known::get);
            Optional<Failure> silent =
                    described.flatMap(Outcome::failure).filter(failure -> failure.kind() != Failure.Kind.NOT_FOUND);
            // A coordinator that does not answer may know the transaction.
            silent.ifPresent(failure -> remarks.incomplete(failure));
            if (silent.isEmpty() && !part(described.flatMap(Outcome::value), producer.partition())) {
                if (timed(producer)) {
                    hanging.add(new HangingTransaction(producer, id));
                } else {
                    // The transaction may have just started, and must not be aborted.
                    remarks.incomplete(
                            "undecided",
                            "cannot decide whether the transaction of producer " + producer.producerId() + " in "
                                    + producer.partition() + " is hanging: its last write has no timestamp");
                }
            }
        }
        return hanging;
    }

    /** Whether its last write has a timestamp; -1 means none. */
    private static boolean timed(Producer producer) {
        return producer.last().toEpochMilli() >= 0;
    }

    private static boolean mayBeBefore(Producer producer, Instant before) {
        return !timed(producer) || producer.last().isBefore(before);
    }

    private static List<Summary> coordinated(Transactions transactions, List<Producer> open) {
        Transactions.Listing listing = transactions.list(new Transactions.Filter(
                List.of(), open.stream().map(Producer::producerId).distinct().toList(), Optional.empty()));
        if (!listing.troubles().isEmpty()) {
            // A missing coordinator may know the transactions that the others do not.
            throw Failure.unreachable("cannot list the transactions of every coordinator: "
                    + listing.troubles().get(0));
        }
        return listing.transactions();
    }

    private static boolean part(Optional<Description> described, PartitionName partition) {
        return described.map(Description::partitions).orElse(List.of()).contains(partition);
    }

    private static Row row(HangingTransaction hanging) {
        List<Cell> cells = new ArrayList<>(ProducerTable.cells(hanging.producer()));
        cells.add(Cell.optional(hanging.id().map(Cell::text)));
        return new Row(cells);
    }
}
