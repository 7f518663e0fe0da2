package zooka.commands.kafka.broker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Brokers.Versions;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Configs.Detail;
import zooka.clients.kafka.Configs.Entry;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.LogDirs.Replica;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Resource;
import zooka.clients.zookeeper.Znodes.Znode;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.kafka.metadata.KafkaZnodes;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code broker describe}: describes brokers, by the cluster, ZooKeeper and their own answers. */
@Command(
        name = "broker describe",
        footer = {
            "",
            "The release is derived from the API versions of a broker; brokers do not report it.",
            "",
            "Examples:",
            "  broker describe 1",
            "  broker describe 1 2 3 --json=id,release,logSize"
        })
public final class BrokerDescribe implements Action.Query {

    /** What is known of a broker besides: by its own answers, and ZooKeeper's. */
    private static final List<Column> OWN = List.of(
            Column.of("preferredLeaders", "preferred").number(),
            Column.of("release", "release"),
            Column.of("roles", "roles").list(),
            Column.of("listeners", "listeners").list(),
            Column.of("registered", "registered").time(),
            Column.of("logDirs", "log dirs").list(),
            Column.of("logSize", "log size").size());

    @Parameters(arity = "1..*", paramLabel = "BROKER", description = "Broker ids.")
    @Completes(Candidates.BROKER)
    List<Integer> ids;

    /** The answers of the brokers about themselves; empty maps without answers. */
    private record Details(
            Map<Integer, Versions> versions, Map<Integer, List<LogDir>> logDirs, Map<Integer, List<Entry>> settings) {}

    @Override
    public boolean changesWithCluster() {
        return true;
    }

    @Override
    public List<Column> fields() {
        return Stream.concat(BrokerList.COLUMNS.stream(), OWN.stream()).toList();
    }

    @Override
    public boolean isList() {
        return true;
    }

    @Override
    public Result run(Context context) {
        ClusterState state = BrokerList.state(context);
        List<Broker> brokers = ids.stream()
                .distinct()
                .map(id -> state.brokers().stream()
                        .filter(broker -> broker.id() == id)
                        .findFirst()
                        .orElseThrow(() -> Failure.notFound(
                                        "no broker " + id + " is registered, and no replica is assigned to it")
                                .hint("brokers")))
                .toList();
        Details own = ask(context, brokers.stream().filter(Broker::online).toList());
        List<List<Field>> described = brokers.stream()
                .map(broker -> fields(context, state, broker, own))
                .toList();
        List<Result.Details> each = described.stream().map(Result.Details::new).toList();
        return new Result.DetailsList(() -> each, each.size() == 1 ? each.get(0) : together(described));
    }

    private static Table together(List<List<Field>> described) {
        return new Table(
                described.get(0).stream()
                        .map(field -> Column.of(field.key(), field.title().toUpperCase(Locale.ROOT)))
                        .toList(),
                described.stream()
                        .map(fields -> new Row(fields.stream().map(Field::cell).toList()))
                        .toList(),
                "no broker is registered");
    }

    private static Details ask(Context context, List<Broker> alive) {
        if (alive.isEmpty()) {
            return new Details(Map.of(), Map.of(), Map.of());
        }
        PerBroker<Versions> versions = context.clusters()
                .administration()
                .brokers()
                .versions(alive.stream().map(Broker::id).toList());
        versions.unreachable()
                .forEach((id, why) -> context.remarks().incomplete("broker-silent", "broker " + id + ": " + why));
        // A broker that has not answered is not asked again.
        List<Broker> answering = alive.stream()
                .filter(broker -> versions.answers().containsKey(broker.id()))
                .toList();
        Map<Integer, List<LogDir>> logDirs = orNothing(context, "log directories", () -> {
                    PerBroker<List<LogDir>> told = context.clusters().logDirs().of(answering);
                    told.unreachable().forEach((id, why) -> context.remarks()
                            .incomplete("broker-silent", "log directories: broker " + id + ": " + why));
                    return told.answers();
                })
                .orElse(Map.of());
        Map<Integer, List<Entry>> settings = new TreeMap<>();
        orNothing(context, "settings", () -> context.clusters()
                        .administration()
                        .configs()
                        .describe(
                                answering.stream()
                                        .map(broker -> Resource.broker(broker.id()))
                                        .toList(),
                                Detail.VALUES))
                .ifPresent(told -> told.forEach((resource, settled) -> settled.value()
                        .ifPresent(entries -> settings.put(Integer.parseInt(resource.name()), entries))));
        return new Details(versions.answers(), logDirs, settings);
    }

    private static <T> Optional<T> orNothing(Context context, String what, Supplier<T> ask) {
        try {
            return Optional.of(ask.get());
        } catch (Failure failure) {
            new ClusterView(context).remarkMissing(what, failure);
            return Optional.empty();
        }
    }

    private static List<Field> fields(Context context, ClusterState state, Broker broker, Details own) {
        int id = broker.id();
        Optional<Znode> znode = state.mode() == ClusterState.Mode.ZOOKEEPER
                        && context.clusters().hasZooKeeper()
                ? orNothing(context, "listeners", () -> context.clusters()
                                .znodes()
                                .readAll(List.of(KafkaZnodes.broker(id)))
                                .get(0))
                        .flatMap(found -> found)
                : Optional.empty();
        Optional<Versions> versions = Optional.ofNullable(own.versions().get(id));
        List<LogDir> dirs = own.logDirs().getOrDefault(id, List.of());
        List<Field> fields = new ArrayList<>(BrokerList.fields(state, broker));
        fields.addAll(Field.all(
                OWN,
                Cell.count(state.partitions().stream()
                        .filter(p -> p.preferred().isPresent() && p.preferred().getAsInt() == id)
                        .count()),
                Cell.optional(versions.flatMap(Release::of).map(Cell::text)),
                roles(state, own, id),
                listeners(znode, own, id),
                Cell.optional(znode.flatMap(KafkaZnodes::registered).map(Cell::since)),
                dirs.isEmpty()
                        ? Cell.missing()
                        : new Cell.Many(
                                dirs.stream().map(dir -> Cell.text(dir.path())).toList()),
                dirs.isEmpty()
                        ? Cell.missing()
                        : new Cell.Size(dirs.stream()
                                .flatMap(dir -> dir.replicas().stream())
                                .mapToLong(Replica::sizeBytes)
                                .sum())));
        return fields;
    }

    private static Cell roles(ClusterState state, Details own, int id) {
        return state.mode() == ClusterState.Mode.ZOOKEEPER
                ? new Cell.Many(List.of(Cell.text("broker")))
                : words(setting(own, id, "process.roles"));
    }

    /** The listeners registered in ZooKeeper, which clients use; otherwise those of the broker's configuration. */
    private static Cell listeners(Optional<Znode> znode, Details own, int id) {
        List<String> registered = znode.map(KafkaZnodes::listeners).orElse(List.of());
        return registered.isEmpty()
                ? words(setting(own, id, "advertised.listeners").or(() -> setting(own, id, "listeners")))
                : new Cell.Many(registered.stream().map(Cell::text).toList());
    }

    private static Optional<String> setting(Details own, int id, String key) {
        return own.settings().getOrDefault(id, List.of()).stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .flatMap(Entry::value);
    }

    private static Cell words(Optional<String> list) {
        return Cell.optional(list.map(text -> new Cell.Many(Arrays.stream(text.split(",", -1))
                .map(word -> Cell.text(word.strip()))
                .toList())));
    }
}
