package zooka.commands.kafka.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code partition list}: lists partitions, or only unhealthy ones. */
@Command(
        name = "partition list",
        footer = {
            "",
            "With several options, partitions that match any of them are listed.",
            "",
            "Examples:",
            "  partitions orders",
            "  partitions orders:0-3 payments-0",
            "  partitions --under-replicated",
            "  partitions --offline --under-min-isr --json"
        })
public final class PartitionList implements Action.Query {

    @Option(
            names = "--under-replicated",
            description = "Only under-replicated partitions: some replicas are not in sync.")
    boolean underReplicated;

    @Option(
            names = "--under-min-isr",
            description = "Only partitions under min.insync.replicas, which reject writes with acks=all.")
    boolean underMinIsr;

    @Option(
            names = "--at-min-isr",
            description = "Only partitions at min.insync.replicas: losing one more replica stops writes.")
    boolean atMinIsr;

    @Option(names = "--offline", description = "Only partitions without a leader.")
    boolean offline;

    @Option(names = "--not-preferred", description = "Only partitions not led by their preferred leader.")
    boolean notPreferred;

    @Option(names = "--reassigning", description = "Only partitions with a reassignment in progress.")
    boolean reassigning;

    @Parameters(arity = "0..*", paramLabel = "PARTITION", description = PartitionSelection.FORMS)
    @Completes(Candidates.PARTITION)
    List<String> partitions = List.of();

    private record Filter(String name, BiPredicate<Topic, Partition> applies) {}

    @Override
    public boolean changesWithCluster() {
        return true;
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(PartitionTable.columns(true));
        columns.addAll(PartitionTable.moveColumns());
        columns.addAll(PartitionTable.detailColumns());
        columns.add(PartitionTable.remarkColumn());
        return columns;
    }

    @Override
    public Result run(Context context) {
        List<Filter> filters = filters();
        ClusterView cluster = new ClusterView(context);
        List<Topic> found = cluster.partitions(partitions).topics();
        // If all replicas are in sync, min.insync.replicas does not affect the output.
        boolean ill = found.stream().anyMatch(PartitionList::ill);
        if (underMinIsr || atMinIsr || ill) {
            found = cluster.withMinInSync(found);
        }
        // Replicas that are being added are not missing.
        if (reassigning || ill) {
            found = cluster.withReassignments(found);
        }
        List<Row> rows = new ArrayList<>();
        int seen = 0;
        int unknown = 0;
        for (Topic topic : found) {
            for (Partition partition : topic.partitions()) {
                boolean told = topic.minInSync().isPresent() || partition.offline() || !(underMinIsr || atMinIsr);
                seen += told ? 1 : 0;
                unknown += told ? 0 : 1;
                if (filters.isEmpty()
                        || filters.stream().anyMatch(filter -> filter.applies().test(topic, partition))) {
                    rows.add(PartitionTable.row(topic, partition));
                }
            }
        }
        String names = String.join(" or ", filters.stream().map(Filter::name).toList());
        return new Table(
                        columns(),
                        rows,
                        filters.isEmpty()
                                ? "no partitions"
                                : "no partition is " + names + " (" + seen + " checked"
                                        + (unknown == 0 ? ")" : ", " + unknown + " unknown)"))
                .graded("partition");
    }

    /** Whether the partition is at its minimum; false if the minimum is unknown. */
    private static boolean atMinInSync(Topic topic, Partition partition) {
        return topic.minInSync().isPresent() && topic.atMinInSync(partition);
    }

    private static boolean ill(Topic topic) {
        return topic.partitions().stream().anyMatch(Partition::underReplicated);
    }

    private List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        if (underReplicated) {
            filters.add(new Filter("under-replicated", (topic, partition) -> partition.underReplicated()));
        }
        if (underMinIsr) {
            filters.add(new Filter("under min.insync.replicas", Topic::underMinInSync));
        }
        if (atMinIsr) {
            filters.add(new Filter("at min.insync.replicas", PartitionList::atMinInSync));
        }
        if (offline) {
            filters.add(new Filter("offline", (topic, partition) -> partition.offline()));
        }
        if (notPreferred) {
            filters.add(
                    new Filter("led by a replica other than the preferred leader", (topic, p) -> !p.preferredLeads()));
        }
        if (reassigning) {
            filters.add(new Filter("being reassigned", (topic, partition) -> partition.reassigning()));
        }
        return filters;
    }
}
