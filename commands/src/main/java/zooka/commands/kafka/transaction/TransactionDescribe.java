package zooka.commands.kafka.transaction;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Transactions.Description;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code transaction describe}: describes transactions, as reported by their coordinators. */
@Command(
        name = "transaction describe",
        footer = {"", "Examples:", "  transaction describe payments-1", "  transaction describe payments-1 -o json"})
public final class TransactionDescribe implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("transactionalId", "TRANSACTIONAL ID"),
            Column.of("state", "STATE"),
            Column.of("producerId", "PRODUCER").number(),
            Column.of("producerEpoch", "EPOCH").number(),
            Column.of("coordinator", "COORDINATOR").number(),
            Column.of("timeoutMs", "TIMEOUT").duration(),
            Column.of("started", "OPEN SINCE").time(),
            Column.of("partitions", "PARTITIONS").list());

    @Parameters(arity = "1..*", paramLabel = "TRANSACTION", description = "Transactional ids.")
    @Completes(Candidates.TRANSACTION)
    List<String> ids;

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        Map<String, Outcome<Description>> told =
                context.clusters().administration().transactions().describe(ids);
        List<String> known;
        try {
            known = context.remarks().successes(told);
        } catch (Failure failure) {
            throw failure.kind() == Kind.NOT_FOUND ? failure.hint("transactions") : failure;
        }
        return new Table(
                COLUMNS,
                known.stream()
                        .map(id -> row(told.get(id).value().orElseThrow()))
                        .toList(),
                "no transactions");
    }

    private static Row row(Description one) {
        return Row.of(
                Cell.text(one.id()),
                Cell.text(one.state()),
                Cell.id(one.producerId()),
                Cell.id(one.producerEpoch()),
                Cell.id(one.coordinator()),
                new Cell.Millis(one.timeout().toMillis()),
                Cell.optional(one.started().map(Cell::since)),
                new Cell.Many(one.partitions().stream()
                        .map(name -> Cell.text(name.toString()))
                        .toList()));
    }
}
