package zooka.commands.kafka.transaction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Transactions;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Durations;

/** {@code transaction list}: lists the transactions that coordinators know. */
@Command(
        name = "transaction list",
        footer = {
            "",
            "Transactions that match all options are listed.",
            "",
            "Examples:",
            "  transactions",
            "  transactions --state Ongoing --older-than 5m",
            "  transactions 'payments-*'"
        })
public final class TransactionList implements Action.Query {

    private static final List<String> STATES = List.of(
            "Empty",
            "Ongoing",
            "PrepareCommit",
            "PrepareAbort",
            "CompleteCommit",
            "CompleteAbort",
            "PrepareEpochFence",
            "Dead");

    private static final List<Column> COLUMNS = List.of(
            Column.of("transactionalId", "TRANSACTIONAL ID"),
            Column.of("state", "STATE"),
            Column.of("producerId", "PRODUCER").number(),
            Column.of("coordinator", "COORDINATOR").number());

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description = "Only transactions in this state: Ongoing, CompleteCommit ...; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> states = List.of();

    @Option(
            names = "--producer-id",
            split = ",",
            paramLabel = "ID",
            description = "Only transactions of these producers; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<Long> producerIds = List.of();

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Only transactions open for longer than this (brokers from 3.8 on).")
    @Completes(Candidates.FREE_TEXT)
    Duration olderThan;

    @Parameters(
            arity = "0..*",
            paramLabel = "TRANSACTION",
            description = {"Transactional ids, or patterns of them.", Selector.FORMS})
    @Completes(Candidates.TRANSACTION)
    List<String> patterns = List.of();

    @Override
    public void check() {
        states.forEach(TransactionList::state);
        Durations.requirePositive("--older-than", olderThan);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        Transactions.Listing listing = context.clusters()
                .administration()
                .transactions()
                .list(new Transactions.Filter(
                        states.stream().map(TransactionList::state).toList(),
                        producerIds,
                        Optional.ofNullable(olderThan)));
        listing.troubles().forEach(what -> context.remarks().incomplete("broker-silent", what));
        List<String> ids =
                listing.transactions().stream().map(Transactions.Summary::id).toList();
        Set<String> wanted = patterns.stream()
                .flatMap(word -> new Selector(word).among(ids).stream())
                .collect(Collectors.toSet());
        List<Row> rows = listing.transactions().stream()
                .filter(one -> patterns.isEmpty() || wanted.contains(one.id()))
                .map(one -> Row.of(
                        Cell.text(one.id()),
                        Cell.text(one.state()),
                        Cell.id(one.producerId()),
                        Cell.id(one.coordinator())))
                .toList();
        boolean filtered = Stream.of(states, producerIds, patterns).anyMatch(given -> !given.isEmpty());
        return new Table(COLUMNS, rows, filtered || olderThan != null ? "no matching transactions" : "no transactions")
                .counted("transaction");
    }

    private static String state(String typed) {
        return STATES.stream()
                .filter(state -> state.equalsIgnoreCase(typed.replaceAll("[_-]", "")))
                .findFirst()
                .orElseThrow(() -> Failure.usage("unknown transaction state '" + typed + "'")
                        .hint(String.join(" ", STATES)));
    }
}
