package zooka.commands.kafka.broker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.LogDirs.Replica;
import zooka.clients.kafka.PerBroker;
import zooka.clients.text.Glob;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code broker log-dirs}: shows log directories and disk usage. */
@Command(
        name = "broker log-dirs",
        footer = {
            "",
            "Each broker reports its own directories. A replica that is being moved to another directory is listed twice, once as",
            "future. TOTAL and FREE are the size and free space of the volume, which directories may share.",
            "",
            "Examples:",
            "  broker log-dirs",
            "  broker log-dirs 1 --by topic",
            "  broker log-dirs --topic 'app-*' --by partition --sort -size --limit 1"
        })
public final class BrokerLogDirs implements Action.Query {

    private static final List<Column> BY_PARTITION = List.of(
            Column.of("topic", "TOPIC"),
            Column.of("partition", "PARTITION").number(),
            Column.of("broker", "BROKER").number(),
            Column.of("logDir", "DIRECTORY"),
            Column.of("size", "SIZE").size(),
            Column.of("offsetLag", "LAG").number(),
            Column.of("future", "FUTURE").flag());

    private static final List<Column> BY_TOPIC = List.of(
            Column.of("topic", "TOPIC"),
            Column.of("partitions", "PARTITIONS").number(),
            Column.of("replicas", "REPLICAS").number(),
            Column.of("size", "SIZE").size());

    private static final List<Column> BY_BROKER = List.of(
            Column.of("broker", "BROKER").number(),
            Column.of("logDirs", "DIRECTORIES").number(),
            Column.of("offlineLogDirs", "OFFLINE").number(),
            Column.of("replicas", "REPLICAS").number(),
            Column.of("size", "SIZE").size());

    private static final List<Column> BY_DIRECTORY = List.of(
            Column.of("broker", "BROKER").number(),
            Column.of("logDir", "DIRECTORY"),
            Column.of("replicas", "REPLICAS").number(),
            Column.of("future", "FUTURE").number(),
            Column.of("size", "SIZE").size(),
            Column.of("totalBytes", "TOTAL").size(),
            Column.of("usableBytes", "FREE").size(),
            Column.of("error", "ERROR"));

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only replicas of these topics; * and ? match as in a shell; repeatable.")
    @Completes(Candidates.TOPIC)
    List<String> topics = List.of();

    @Option(
            names = "--by",
            paramLabel = "BY",
            description = "Sum the sizes by broker, dir, topic or partition. Default: dir.")
    @Completes(
            value = Candidates.WORDS,
            words = {"broker", "dir", "topic", "partition"})
    String by = "dir";

    @Parameters(arity = "0..*", paramLabel = "BROKER", description = "Broker ids. Default: all.")
    @Completes(Candidates.BROKER)
    List<Integer> ids = List.of();

    /** A replica with its directory. */
    private record PlacedReplica(LogDir dir, Replica replica) {}

    @Override
    public void check() {
        if (!List.of("broker", "dir", "topic", "partition").contains(by)) {
            throw Failure.usage("invalid --by '" + by + "' (broker, dir, topic or partition)");
        }
    }

    @Override
    public List<Column> columns() {
        return switch (by) {
            case "broker" -> BY_BROKER;
            case "dir" -> BY_DIRECTORY;
            case "topic" -> BY_TOPIC;
            default -> BY_PARTITION;
        };
    }

    @Override
    public Result run(Context context) {
        PerBroker<List<LogDir>> told = told(context);
        BrokerVersions.named(context, told);
        List<LogDir> dirs =
                told.answers().values().stream().flatMap(List::stream).toList();
        dirs.forEach(dir -> dir.error().ifPresent(error -> context.remarks()
                .incomplete("log-directory-offline", "broker " + dir.broker() + ", " + dir.path() + ": " + error)));
        return switch (by) {
            case "broker" -> byBroker(dirs);
            case "dir" -> byDir(dirs);
            case "topic" -> byTopic(dirs);
            default -> byPartition(dirs);
        };
    }

    private PerBroker<List<LogDir>> told(Context context) {
        LogDirs gateway = context.clusters().logDirs();
        if (ids.isEmpty()) {
            return gateway.all();
        }
        Map<Integer, Broker> registered = new LinkedHashMap<>();
        context.clusters().topics().state(List.of()).brokers().forEach(broker -> registered.put(broker.id(), broker));
        return gateway.of(ids.stream()
                .distinct()
                .map(id -> Optional.ofNullable(registered.get(id))
                        .orElseThrow(() -> Failure.notFound("no broker " + id + " is registered")
                                .hint("brokers")))
                .toList());
    }

    private List<Replica> replicas(LogDir dir) {
        List<Glob> globs = topics.stream().map(Glob::new).toList();
        return dir.replicas().stream()
                .filter(replica -> globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(replica.topic())))
                .toList();
    }

    private static long size(List<Replica> replicas) {
        return replicas.stream().mapToLong(Replica::sizeBytes).sum();
    }

    private static long future(List<Replica> replicas) {
        return replicas.stream().filter(Replica::future).count();
    }

    private Result byDir(List<LogDir> dirs) {
        List<Row> rows = new ArrayList<>();
        for (LogDir dir : dirs) {
            List<Replica> replicas = replicas(dir);
            rows.add(Row.of(
                    Cell.id(dir.broker()),
                    Cell.text(dir.path()),
                    Cell.count(replicas.size()),
                    Cell.count(future(replicas)),
                    new Cell.Size(size(replicas)),
                    dir.totalBytes().isPresent()
                            ? new Cell.Size(dir.totalBytes().getAsLong())
                            : Cell.missing(),
                    dir.usableBytes().isPresent()
                            ? new Cell.Size(dir.usableBytes().getAsLong())
                            : Cell.missing(),
                    Cell.optional(dir.error().map(error -> Cell.text(error, Level.BAD)))));
        }
        return new Table(BY_DIRECTORY, rows, "no log directories");
    }

    private Result byBroker(List<LogDir> dirs) {
        Map<Integer, List<LogDir>> groups = grouped(dirs, LogDir::broker);
        List<Row> rows = new ArrayList<>();
        groups.forEach((id, own) -> {
            List<Replica> replicas =
                    own.stream().flatMap(dir -> replicas(dir).stream()).toList();
            rows.add(Row.of(
                    Cell.id(id),
                    Cell.count(own.size()),
                    Cell.count(
                            own.stream().filter(dir -> dir.error().isPresent()).count()),
                    Cell.count(replicas.size()),
                    new Cell.Size(size(replicas))));
        });
        return new Table(BY_BROKER, rows, "no log directories");
    }

    private Result byTopic(List<LogDir> dirs) {
        Map<String, List<PlacedReplica>> groups =
                grouped(placed(dirs), placed -> placed.replica().topic());
        List<Row> rows = new ArrayList<>();
        groups.forEach((topic, placed) -> rows.add(Row.of(
                Cell.text(topic),
                Cell.count(placed.stream()
                        .map(one -> one.replica().partition())
                        .distinct()
                        .count()),
                Cell.count(placed.size()),
                new Cell.Size(size(placed.stream().map(PlacedReplica::replica).toList())))));
        return new Table(BY_TOPIC, rows, "no replicas");
    }

    private Result byPartition(List<LogDir> dirs) {
        List<Row> rows = placed(dirs).stream()
                .map(placed -> Row.of(
                        Cell.text(placed.replica().topic()),
                        Cell.id(placed.replica().partition()),
                        Cell.id(placed.dir().broker()),
                        Cell.text(placed.dir().path()),
                        new Cell.Size(placed.replica().sizeBytes()),
                        Cell.count(placed.replica().offsetLag()),
                        Cell.flag(placed.replica().future())))
                .toList();
        return new Table(BY_PARTITION, rows, "no replicas");
    }

    private List<PlacedReplica> placed(List<LogDir> dirs) {
        List<PlacedReplica> placed = new ArrayList<>();
        dirs.forEach(dir -> replicas(dir).forEach(replica -> placed.add(new PlacedReplica(dir, replica))));
        placed.sort(Comparator.comparing((PlacedReplica one) -> one.replica().topic())
                .thenComparing(one -> one.replica().partition())
                .thenComparing(one -> one.dir().broker()));
        return placed;
    }

    private static <K, T> Map<K, List<T>> grouped(List<T> items, Function<T, K> key) {
        Map<K, List<T>> groups = new LinkedHashMap<>();
        items.forEach(item -> groups.computeIfAbsent(key.apply(item), none -> new ArrayList<>())
                .add(item));
        return groups;
    }
}
