package zooka.commands.kafka.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.groups.GroupsTable;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Durations;

/** {@code topic list}: lists topics with their replication state. */
@Command(
        name = "topic list",
        footer = {
            "",
            "--rate counts offsets from that time until now; in compacted topics and after transactions these are more than records.",
            "",
            "Examples:",
            "  topics",
            "  topics 'app-*' --exclude-internal",
            "  topics --where 'offline > 0' --sort -offline",
            "  topics --rate 10m --sort -recordsPerSecond --limit 5",
            "  topics --last --where 'lastRecord > 7d or lastRecord = null' -o name"
        })
public final class TopicList implements Action.Query {

    @Option(names = "--exclude-internal", description = "Skip Kafka's internal topics.")
    boolean excludeInternal;

    @Option(
            names = "--rate",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Also show the records per second of the last DURATION.")
    @Completes(Candidates.FREE_TEXT)
    Duration rate;

    @Option(
            names = "--last",
            description = "Also show when the last record was written, by the largest timestamp (brokers from 3.0 on).")
    boolean last;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = {"Only topics that match.", Selector.FORMS})
    @Completes(value = Candidates.TOPIC, asTyped = true)
    String pattern = "*";

    @Override
    public boolean changesWithCluster() {
        return true;
    }

    @Override
    public void check() {
        Durations.requirePositive("--rate", rate);
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("topic", "TOPIC"),
                Column.of("partitions", "PARTITIONS").number(),
                Column.of("replication", "REPLICATION").number(),
                Column.of("underReplicated", "UNDER-REPLICATED").number(),
                Column.of("offline", "OFFLINE").number(),
                Column.of("internal", "INTERNAL").flag()));
        if (rate != null) {
            columns.add(Column.of("recordsPerSecond", "RECORDS/s").number());
        }
        if (last) {
            columns.add(Column.of("lastRecord", "LAST RECORD").time());
        }
        return columns;
    }

    @Override
    public Result run(Context context) {
        ClusterView cluster = new ClusterView(context);
        List<Topic> all = cluster.topics();
        List<String> names =
                new Selector(pattern).among(all.stream().map(Topic::name).toList());
        List<Topic> topics = all.stream()
                .filter(topic -> names.contains(topic.name()) && !(excludeInternal && topic.internal()))
                .toList();
        // A reassignment affects whether a partition counts as under-replicated, unless all replicas are in sync.
        if (topics.stream().flatMap(topic -> topic.partitions().stream()).anyMatch(Partition::underReplicated)) {
            topics = cluster.withReassignments(topics);
        }
        TopicActivity activity = TopicActivity.read(context, topics, Optional.ofNullable(rate), last);
        List<Row> rows = topics.stream().map(topic -> row(topic, activity)).toList();
        return new Table(columns(), rows, pattern.equals("*") ? "no topics" : "no topic matches " + pattern)
                .graded("topic");
    }

    private Row row(Topic topic, TopicActivity activity) {
        long underReplicated =
                topic.partitions().stream().filter(Partition::underReplicated).count();
        long offline = topic.partitions().stream().filter(Partition::offline).count();
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(topic.name(), topic.internal() ? Level.DIM : Level.PLAIN),
                Cell.count(topic.partitions().size()),
                Cell.count(topic.replication()),
                Cell.count(underReplicated, underReplicated > 0 ? Level.WARN : Level.DIM),
                Cell.count(offline, offline > 0 ? Level.BAD : Level.DIM),
                Cell.flag(topic.internal())));
        if (rate != null) {
            cells.add(GroupsTable.rate(activity.rate(topic)));
        }
        if (last) {
            cells.add(Cell.optional(activity.last(topic).map(Cell::since)));
        }
        return new Row(cells);
    }
}
