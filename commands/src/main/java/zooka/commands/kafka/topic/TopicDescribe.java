package zooka.commands.kafka.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code topic describe}: shows the configuration and partitions of topics. */
@Command(
        name = "topic describe",
        footer = {
            "",
            "Examples:",
            "  topic describe app-logs",
            "  topic describe app-logs orders",
            "  topic describe --by-id IWWqpDbpRR-x7AK4IbXVmA",
            "  topic describe orders -o 'jsonpath={[*].partitions[*].leader}'"
        })
public final class TopicDescribe implements Action.Query {

    private static final List<Column> FIELDS = List.of(
            Column.of("topic", "topic"),
            Column.of("partitionCount", "partitions").number(),
            Column.of("replication", "replication").number(),
            Column.of("id", "id"),
            Column.of("internal", "internal").flag(),
            Column.of("minInSync", "min in sync").number(),
            Column.of("configs", "configs").object());

    @Option(names = "--by-id", description = "Take the arguments as topic ids.")
    boolean byId;

    @Parameters(
            arity = "1..*",
            paramLabel = "TOPIC",
            description = {"Topics, or patterns of topic names.", Selector.FORMS})
    @Completes(Candidates.TOPIC)
    List<String> topics;

    @Override
    public boolean changesWithCluster() {
        return true;
    }

    @Override
    public List<Column> fields() {
        return Stream.concat(
                        FIELDS.stream(), Stream.of(Column.jsonOnly("partitions").list()))
                .toList();
    }

    @Override
    public boolean isList() {
        return true;
    }

    @Override
    public Result run(Context context) {
        ClusterView cluster = new ClusterView(context);
        ClusterState state = byId ? withIds(cluster.state()) : cluster.topics(topics);
        List<Topic> found = cluster.withReassignments(cluster.withMinInSync(state.topics()));
        Map<Integer, String> racks = new HashMap<>();
        state.brokers().forEach(broker -> broker.rack().ifPresent(rack -> racks.put(broker.id(), rack)));
        Map<String, OptionalLong> ends = ends(context, found);
        Table together = table(found, racks, ends);
        Supplier<List<Result.Details>> each = () -> found.stream()
                .map(topic -> new Result.Details(
                        fields(context, topic), Optional.of(table(List.of(topic), racks, ends)), "partitions"))
                .toList();
        return new Result.DetailsList(each, found.size() == 1 ? each.get().get(0) : together);
    }

    private static Table table(List<Topic> topics, Map<Integer, String> racks, Map<String, OptionalLong> ends) {
        List<Column> columns = new ArrayList<>(PartitionTable.columns(topics.size() > 1));
        columns.add(Column.jsonOnly("lastKnownElr").list());
        columns.addAll(PartitionTable.moveColumns());
        columns.add(
                racks.isEmpty()
                        ? Column.jsonOnly("racks").list()
                        : Column.of("racks", "RACKS").list());
        columns.add(Column.of("endOffset", "END OFFSET").number());
        columns.add(PartitionTable.remarkColumn());
        List<Row> rows = new ArrayList<>();
        for (Topic topic : topics) {
            for (Partition partition : topic.partitions()) {
                List<Cell> cells = PartitionTable.cells(topic, partition);
                cells.add(partition.lastKnownElr().map(Cell::counts).orElseGet(Cell::missing));
                cells.addAll(PartitionTable.moves(partition));
                cells.add(new Cell.Many(partition.replicas().stream()
                        .map(id ->
                                Cell.optional(Optional.ofNullable(racks.get(id)).map(Cell::text)))
                        .toList()));
                OptionalLong end = ends.getOrDefault(partition.name(), OptionalLong.empty());
                cells.add(end.isPresent() ? Cell.count(end.getAsLong()) : Cell.missing());
                cells.add(PartitionTable.remark(topic, partition));
                rows.add(new Row(cells));
            }
        }
        return new Table(columns, rows, "no partitions").graded("partition");
    }

    private ClusterState withIds(ClusterState state) {
        List<Topic> found = new ArrayList<>();
        for (String id : topics) {
            found.add(state.topics().stream()
                    .filter(topic -> topic.id().filter(id::equals).isPresent())
                    .findFirst()
                    .orElseThrow(() -> Failure.notFound("no topic with id " + id)));
        }
        return state.withTopics(found);
    }

    private static Map<String, OptionalLong> ends(Context context, List<Topic> topics) {
        List<Partition> partitions =
                topics.stream().flatMap(topic -> topic.partitions().stream()).toList();
        try {
            Topics.Offsets ends = context.clusters().topics().offsets(partitions, new Topics.Position.End());
            ends.troubles().stream()
                    .filter(trouble -> !trouble.endsWith(Topics.NO_LEADER))
                    .forEach(trouble -> context.remarks().incomplete("offsets-missing", "end offsets: " + trouble));
            return ends.offsets();
        } catch (Failure failure) {
            new ClusterView(context).remarkMissing("end offsets", failure);
            return Map.of();
        }
    }

    private static List<Field> fields(Context context, Topic topic) {
        Map<String, Cell> settings = new TreeMap<>();
        try {
            context.clusters()
                    .topics()
                    .overrides(topic.name())
                    .forEach(setting -> settings.put(
                            setting.name(), Cell.optional(setting.value().map(Cell::text))));
        } catch (Failure failure) {
            new ClusterView(context).remarkMissing("settings", failure);
        }
        List<Field> configs = new ArrayList<>();
        settings.forEach((name, value) -> configs.add(Field.of(name, name, value)));
        return Field.all(
                FIELDS,
                Cell.text(topic.name()),
                Cell.count(topic.partitions().size()),
                Cell.count(topic.replication()),
                Cell.optional(topic.id().map(Cell::text)),
                Cell.flag(topic.internal()),
                PartitionTable.known(topic.minInSync()),
                new Cell.Group(configs));
    }
}
