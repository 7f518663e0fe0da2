package zooka.commands.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.net.Async;
import zooka.clients.zookeeper.servers.Server;
import zooka.clients.zookeeper.servers.Votes;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Health;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.timeline.VoterStates;

/** {@code status}: shows the health of ZooKeeper, Kafka and the groups. */
@Command(
        name = "status",
        footer = {
            "",
            "Shows the health of ZooKeeper (or the KRaft quorum), Kafka and the groups, and for each finding",
            "the cause and a command. A large lag of groups is measured twice, one second apart, to show its",
            "growth.",
            "",
            "Exit code 0: every part is healthy. 1: a part is degraded or unhealthy. 6: a part is unreachable;",
            "the others are shown. 7: every part is healthy, but some requests were not answered.",
            "",
            "Examples:",
            "  status",
            "  watch status",
            "  zooka status --no-groups && echo healthy",
            "  status -o 'jsonpath={.findings[*].what}'"
        })
public final class Status implements Action.Query {

    @Option(names = "--no-groups", description = "Skip the groups and their lag, which take the longest.")
    boolean noGroups;

    @Override
    public Optional<Live> live(Duration interval) {
        return Optional.of(new StatusLive(this, interval));
    }

    @Override
    public List<Column> fields() {
        return StatusReport.COLUMNS;
    }

    @Override
    public Result run(Context context) {
        List<Part> parts = new ArrayList<>();
        Optional<Async<List<Server>>> asked = context.clusters().hasZooKeeper()
                ? Optional.of(Async.ask(
                        "the ensemble", () -> context.clusters().ensemble().servers()))
                : Optional.empty();
        Optional<Failure> kafka = Optional.empty();
        boolean served = false;
        List<Part> cluster = new ArrayList<>();
        try {
            served = cluster(context, cluster);
        } catch (Failure failure) {
            kafka = Optional.of(failure.unlessInterrupted());
        }
        Optional<Failure> ensemble = asked.flatMap(
                servers -> ensemble(servers.answer(), context.clusters().ensemble()::votes, parts));
        if (kafka.isPresent() && (ensemble.isPresent() || asked.isEmpty())) {
            throw kafka.get();
        }
        parts.addAll(cluster);
        kafka.ifPresent(failure -> parts.add(Part.unreachable("Kafka", "kafka", failure.getMessage())));
        List<String> incomplete = served && !noGroups ? groups(context, parts) : List.of();
        StatusReport report = new StatusReport(
                context.clusters().profile().name(), context.clock().instant(), parts, incomplete);
        incomplete.forEach(what -> context.remarks().incomplete("incomplete", what));
        Result result = new Result.Drawing(report, report.fields());
        Optional<Failure> unreachable = ensemble.isPresent() ? ensemble : kafka;
        if (unreachable.isPresent()) {
            return new Result.WithFailure(result, unreachable.get());
        }
        if (report.health() != Health.HEALTHY) {
            context.remarks().no();
        }
        return result;
    }

    /** Adds the ensemble; gives its failure where none of it answers. */
    static Optional<Failure> ensemble(List<Server> servers, Supplier<Optional<Votes>> votes, List<Part> parts) {
        EnsembleHealth ensemble = new EnsembleHealth(servers, votes);
        if (ensemble.answers()) {
            parts.add(ensemble.part());
            return Optional.empty();
        }
        parts.add(Part.unreachable("ZooKeeper", "zookeeper", ensemble.silence()));
        return Optional.of(Failure.unreachable("no ZooKeeper server answers: " + ensemble.silence()));
    }

    /** Adds the cluster, and its quorum where it has one; whether there is a broker to ask for more. */
    private static boolean cluster(Context context, List<Part> parts) {
        ClusterView cluster = new ClusterView(context);
        ClusterState state = cluster.withReachability(cluster.state());
        // If all replicas are in sync, min.insync.replicas does not matter.
        if (state.partitions().stream().anyMatch(Partition::underReplicated)) {
            state = state.withTopics(cluster.withMinInSync(state.topics()));
        }
        boolean quorumLost = false;
        if (state.mode() != ClusterState.Mode.ZOOKEEPER) {
            Optional<BrokerSurvey.Quorum> quorum = context.clusters().survey().quorum();
            quorumLost = quorum.isEmpty();
            parts.add(
                    quorum.isPresent()
                            ? QuorumHealth.of(
                                    quorum.get().leader(),
                                    OptionalInt.of(quorum.get().epoch()),
                                    VoterStates.of(quorum.get()))
                            : QuorumHealth.lost(context.clusters().survey().voters(state.unreachable())));
        }
        ClusterHealth health = new ClusterHealth(state, quorumLost);
        parts.add(health.part());
        return health.served();
    }

    /** Adds the groups; gives what could not be asked of them. */
    static List<String> groups(Context context, List<Part> parts) {
        if (context.clusters().topics().ofControllers()) {
            return List.of("groups: controllers do not know them");
        }
        try {
            GroupHealth.Assessment told = new GroupHealth(context.clusters().groups()).read();
            parts.add(told.part());
            return told.missing();
        } catch (Failure failure) {
            parts.add(Part.unreachable(
                    "Groups", GroupHealth.KEY, failure.unlessInterrupted().getMessage()));
            return List.of();
        }
    }
}
