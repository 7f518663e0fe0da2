package zooka.commands.kafka.transaction;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Outcome;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.Transactions.Producer;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.kafka.partition.AssignmentOptions;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code transaction producers}: shows active producers of partitions, with their open transactions. */
@Command(
        name = "transaction producers",
        footer = {
            "",
            "OPEN FROM is the first offset of a transaction that is neither committed nor aborted.",
            "",
            "Examples:",
            "  transaction producers orders-0",
            "  transaction producers orders --broker 2"
        })
public final class TransactionProducers implements Action.Query {

    @Option(
            names = "--broker",
            paramLabel = "BROKER",
            description = "Read the producers from this broker's replica. Default: from the leader.")
    @Completes(Candidates.BROKER)
    Integer broker;

    @Parameters(arity = "1..*", paramLabel = "PARTITION", description = PartitionSelection.FORMS)
    @Completes(Candidates.PARTITION)
    List<String> partitions;

    @Override
    public List<Column> columns() {
        return ProducerTable.COLUMNS;
    }

    @Override
    public Result run(Context context) {
        ClusterState state = context.clusters().topics().state();
        List<Partition> chosen = PartitionSelection.among(state.topics(), partitions);
        if (broker != null) {
            AssignmentOptions.living(List.of(broker), state.brokers());
        }
        Map<PartitionName, Outcome<List<Producer>>> told = context.clusters()
                .administration()
                .transactions()
                .producers(
                        askable(context.remarks(), chosen),
                        broker == null ? OptionalInt.empty() : OptionalInt.of(broker));
        List<Row> rows = context.remarks().successes(told).stream()
                .flatMap(name -> told.get(name).value().orElseThrow().stream())
                .map(producer -> new Row(ProducerTable.cells(producer)))
                .toList();
        return new Table(ProducerTable.COLUMNS, rows, "no active producers").counted("producer");
    }

    /** The partitions with a leader; the client library would wait for a missing one until its timeout. */
    static List<PartitionName> askable(Remarks remarks, List<Partition> partitions) {
        partitions.stream()
                .filter(Partition::offline)
                .forEach(partition -> remarks.incomplete("no-leader", partition.name() + Topics.NO_LEADER));
        return partitions.stream()
                .filter(partition -> !partition.offline())
                .map(partition -> new PartitionName(partition.topic(), partition.partition()))
                .toList();
    }
}
