package zooka.commands.leaders;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.broker.BrokerList;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.kafka.metadata.ZooKeeperMetadata;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Durations;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.QuorumCheck;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Via;
import zooka.commands.timeline.Voter;
import zooka.commands.zk.server.EnsembleList;

/** {@code leaders}: shows the leaders of all partitions live. */
@Command(
        name = "leaders",
        footer = {
            "",
            "Changes are shown as they happen: by watches if Kafka uses ZooKeeper, else by the metadata log of the KRaft",
            "controllers. Where these cannot be reached, or do not let this client read it, the brokers are polled every",
            "--interval, and the header says so.",
            "",
            "Examples:",
            "  leaders",
            "  leaders --once",
            "  leaders --once --json=controller,unreachable"
        })
public final class Leaders implements Action.Live {

    /** The state of the cluster as JSON. */
    public static final List<Column> FIELDS = List.of(
            Column.of("name", "name"),
            Column.of("asOf", "asOf").time(),
            Column.of("mode", "mode"),
            Column.of("clusterId", "clusterId"),
            Column.of("controller", "controller").number(),
            Column.of("controllerEpoch", "controllerEpoch").number(),
            Column.of("brokers", "brokers").list(),
            Column.of("unreachable", "unreachable").list(),
            Column.of("ensemble", "ensemble").list(),
            Column.of("voters", "voters").list(),
            Column.of("partitions", "partitions").list());

    /** How long a broker may take to answer; the map is read from ZooKeeper, and works without access to the brokers. */
    static final Duration ANSWER = Duration.ofSeconds(1);

    @Option(names = "--once", description = "Print the leaders once, also on a terminal.")
    boolean once;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How often the brokers are polled. Default: 1s.")
    @Completes(Candidates.FREE_TEXT)
    Duration interval = Duration.ofSeconds(1);

    @Override
    public void check() {
        Durations.requirePositive("--interval", interval);
    }

    @Override
    public boolean once() {
        return once;
    }

    @Override
    public String view() {
        return LeaderMap.VIEW;
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result snapshot(Context context) {
        ClusterView cluster = new ClusterView(context);
        Optional<ClusterState> kept = fromZooKeeper(context, cluster);
        ClusterState known = kept.orElseGet(cluster::state);
        ClusterState state = context.clusters().hasKafka() ? cluster.withReachability(known, ANSWER) : known;
        // Without an online broker ZooKeeper has all that is known.
        boolean ill = !state.online().isEmpty() && state.partitions().stream().anyMatch(Partition::underReplicated);
        // If all replicas are in sync, min.insync.replicas does not affect the map.
        ClusterState complete = ill ? state.withTopics(cluster.withMinInSync(state.topics())) : state;
        List<Server> ensemble = kept.isPresent() ? ensemble(context, cluster) : List.of();
        List<Voter> voters =
                complete.mode() == Mode.KRAFT && complete.controller().isPresent()
                        ? new QuorumCheck(context.clusters().survey()).voters(complete.unreachable())
                        : List.of();
        boolean logged = kept.isEmpty() && context.clusters().topics().ofControllers();
        Snapshot all = (logged ? Snapshot.of(complete, ensemble, Via.METADATA_LOG) : Snapshot.of(complete, ensemble))
                .edit(complete.asOf())
                .voters(voters)
                .done()
                .state();
        LeaderMap map = new LeaderMap(context.clusters().profile().name(), new Point(all, List.of()));
        return new Result.Drawing(map, () -> fields(map.name(), complete, ensemble, all.voters()));
    }

    /** The content of the map for JSON. */
    public static List<Field> fields(String name, ClusterState state, List<Server> ensemble, List<Voter> quorum) {
        List<TopicPartition> partitions = state.topics().stream()
                .flatMap(topic -> topic.partitions().stream().map(partition -> new TopicPartition(topic, partition)))
                .toList();
        return Field.all(
                FIELDS,
                Cell.text(name),
                Cell.at(state.asOf()),
                Cell.text(state.mode().name().toLowerCase(Locale.ROOT)),
                Cell.optional(state.clusterId().map(Cell::text)),
                PartitionTable.known(state.controller()),
                PartitionTable.known(state.controllerEpoch()),
                BrokerList.table(state).asCell(),
                Cell.counts(List.copyOf(state.unreachable().keySet())),
                EnsembleList.table(ensemble).asCell(),
                new Cell.Many(quorum.stream().map(Leaders::voter).toList()),
                Table.asCell(
                        PartitionTable.columns(true),
                        partitions,
                        one -> new Row(PartitionTable.cells(one.topic(), one.partition()))));
    }

    private record TopicPartition(Topic topic, Partition partition) {}

    private static Cell voter(Voter voter) {
        return new Cell.Group(List.of(
                Field.of("id", "id", Cell.id(voter.id())),
                Field.of(
                        "state",
                        "state",
                        Cell.text(voter.state().word(), voter.state().level())),
                Field.of("since", "since", Cell.optional(voter.since().map(Cell::at)))));
    }

    /** The state in ZooKeeper, as in the live map; it works without access to the brokers. */
    private static Optional<ClusterState> fromZooKeeper(Context context, ClusterView cluster) {
        if (!context.clusters().hasZooKeeper()) {
            return Optional.empty();
        }
        try {
            Znodes znodes = context.clusters().znodes();
            if (!ZooKeeperMetadata.isStoredIn(znodes)) {
                return Optional.empty();
            }
            ZooKeeperMetadata state = new ZooKeeperMetadata(znodes);
            state.readAll();
            return Optional.of(state.state(context.clock().instant()));
        } catch (Failure failure) {
            if (context.clusters().profile().bootstrap().isEmpty()) {
                throw failure;
            }
            cluster.remarkMissing("metadata in ZooKeeper", failure);
            return Optional.empty();
        }
    }

    private static List<Server> ensemble(Context context, ClusterView cluster) {
        try {
            return context.clusters().ensemble().servers();
        } catch (Failure failure) {
            cluster.remarkMissing("ZooKeeper ensemble", failure);
            return List.of();
        }
    }

    @Override
    public Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        LeadersFeed feed = new LeadersFeed(context, interval, states, failures);
        feed.start();
        return feed;
    }
}
