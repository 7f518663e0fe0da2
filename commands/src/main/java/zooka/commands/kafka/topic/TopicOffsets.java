package zooka.commands.kafka.topic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.Topics.Offsets;
import zooka.clients.kafka.Topics.Position;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Timestamps;

/** {@code topic offsets}: shows the first and last offsets of partitions, and those at a time. */
@Command(
        name = "topic offsets",
        footer = {
            "",
            "Partitions whose offsets cannot be read are reported on stderr.",
            Timestamps.FORMS,
            Timestamps.MORE_FORMS,
            "",
            "Examples:",
            "  topic offsets orders",
            "  topic offsets 'app-*:0' --at 1h",
            "  topic offsets orders --where 'count = 0' -o name"
        })
public final class TopicOffsets implements Action.Query {

    @Option(names = "--at", paramLabel = "TIME", description = "Also show the first offset at this time or later.")
    @Completes(Candidates.FREE_TEXT)
    String at;

    @Option(
            names = "--max-timestamp",
            description = "Also show the record with the largest timestamp (brokers from 3.0 on).")
    boolean maxTimestamp;

    @Option(names = "--partition", paramLabel = "PARTITION", split = ",", description = "Only these partitions.")
    @Completes(Candidates.FREE_TEXT)
    List<Integer> numbers = List.of();

    @Parameters(arity = "1..*", paramLabel = "PARTITION", description = PartitionSelection.FORMS)
    @Completes(Candidates.PARTITION)
    List<String> topics;

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("topic", "TOPIC"),
                Column.of("partition", "PARTITION").number(),
                Column.of("earliest", "EARLIEST").number(),
                Column.of("latest", "LATEST").number(),
                Column.of("count", "COUNT").number()));
        if (at != null) {
            columns.add(Column.of("atTime", "AT TIME").number());
        }
        if (maxTimestamp) {
            columns.add(Column.of("maxTimestamp", "MAX TIMESTAMP").number());
        }
        return columns;
    }

    @Override
    public Result run(Context context) {
        Topics gateway = context.clusters().topics();
        Position time = at == null ? new Position.End() : new Position.At(Timestamps.of(at, context.clock()));
        List<Partition> partitions = partitions(context, gateway.list());
        Set<String> troubles = new LinkedHashSet<>();
        Offsets latest = noting(troubles, gateway.offsets(partitions, new Position.End()));
        List<Partition> told = latest.known(partitions);
        if (told.isEmpty()) {
            throw Failure.unreachable("no offsets: " + String.join("; ", latest.troubles()));
        }
        Offsets earliest = noting(troubles, gateway.offsets(told, new Position.Beginning()));
        Offsets atTime = at == null ? latest : noting(troubles, gateway.offsets(earliest.known(told), time));
        Offsets max = maxTimestamp
                ? noting(troubles, gateway.offsets(earliest.known(told), new Position.MaxTimestamp()))
                : latest;
        troubles.forEach(what -> context.remarks().incomplete("offsets-missing", what));
        List<Row> rows = new ArrayList<>();
        for (Partition partition : partitions) {
            OptionalLong first = earliest.of(partition);
            OptionalLong end = latest.of(partition);
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.text(partition.topic()),
                    Cell.id(partition.partition()),
                    offset(first),
                    offset(end),
                    first.isPresent() && end.isPresent()
                            ? Cell.count(end.getAsLong() - first.getAsLong())
                            : Cell.missing()));
            if (at != null) {
                cells.add(offset(atTime.of(partition)));
            }
            if (maxTimestamp) {
                cells.add(offset(max.of(partition)));
            }
            rows.add(new Row(cells));
        }
        return new Table(columns(), rows, "no partitions").counted("partition");
    }

    private List<Partition> partitions(Context context, List<Topic> all) {
        return new ClusterView(context).each(topics, word -> PartitionSelection.ofTopics(all, List.of(word), numbers));
    }

    private static Offsets noting(Set<String> troubles, Offsets offsets) {
        troubles.addAll(offsets.troubles());
        return offsets;
    }

    private static Cell offset(OptionalLong offset) {
        return offset.isPresent() ? Cell.count(offset.getAsLong()) : Cell.missing();
    }
}
