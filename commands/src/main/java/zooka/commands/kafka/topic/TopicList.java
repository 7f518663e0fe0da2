package zooka.commands.kafka.topic;

import java.util.List;
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
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code topic list}: lists topics with their replication state. */
@Command(
        name = "topic list",
        footer = {
            "",
            "Examples:",
            "  topics",
            "  topics 'app-*' --exclude-internal",
            "  topics --where 'offline > 0' --sort -offline"
        })
public final class TopicList implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("topic", "TOPIC"),
            Column.of("partitions", "PARTITIONS").number(),
            Column.of("replication", "REPLICATION").number(),
            Column.of("underReplicated", "UNDER-REPLICATED").number(),
            Column.of("offline", "OFFLINE").number(),
            Column.of("internal", "INTERNAL").flag());

    @Option(names = "--exclude-internal", description = "Skip Kafka's internal topics.")
    boolean excludeInternal;

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
    public List<Column> columns() {
        return COLUMNS;
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
        List<Row> rows = topics.stream().map(TopicList::row).toList();
        return new Table(COLUMNS, rows, pattern.equals("*") ? "no topics" : "no topic matches " + pattern)
                .graded("topic");
    }

    private static Row row(Topic topic) {
        long underReplicated =
                topic.partitions().stream().filter(Partition::underReplicated).count();
        long offline = topic.partitions().stream().filter(Partition::offline).count();
        return Row.of(
                Cell.text(topic.name(), topic.internal() ? Level.DIM : Level.PLAIN),
                Cell.count(topic.partitions().size()),
                Cell.count(topic.replication()),
                Cell.count(underReplicated, underReplicated > 0 ? Level.WARN : Level.DIM),
                Cell.count(offline, offline > 0 ? Level.BAD : Level.DIM),
                Cell.flag(topic.internal()));
    }
}
