package zooka.commands.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Voters;
import zooka.clients.net.Async;
import zooka.clients.zookeeper.servers.Server;
import zooka.clients.zookeeper.servers.Votes;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Result;

/** {@code status}: the ensemble, the brokers, the groups, and what is wrong with them, for the first minute of an incident. */
@Command(
        name = "status",
        footer = {
            "",
            "A line for ZooKeeper, or for the quorum where Kafka has one of its own, one for Kafka and one",
            "for the groups; below each what is wrong with it, the cause, and what to type. The lag of",
            "groups is measured twice, a second apart, where it is large.",
            "",
            "Exit code 0: every part is healthy. 1: a part is degraded or unhealthy. 6: a part is unreachable;",
            "the others are shown. 7: every part is healthy as far as it could be asked.",
            "",
            "Examples:",
            "  status",
            "  watch status",
            "  status --no-groups && echo healthy",
            "  status -o json | jq '.findings[] | select(.severity == \"critical\").what'"
        })
public final class Status implements Action.Query {

    @Option(names = "--no-groups", description = "Leave the groups and their lag out, which takes the longest.")
    boolean noGroups;

    @Override
    public Result run(Context context) {
        StatusReport lines = new StatusReport();
        Optional<Async<List<Server>>> asked = context.clusters().hasZooKeeper()
                ? Optional.of(Async.ask(
                        "the ensemble", () -> context.clusters().ensemble().servers()))
                : Optional.empty();
        Optional<Failure> kafka = Optional.empty();
        Optional<ClusterHealth> cluster = Optional.empty();
        try {
            cluster = Optional.of(cluster(context));
        } catch (Failure failure) {
            kafka = Optional.of(failure.unlessInterrupted());
        }
        Optional<Failure> silent =
                asked.flatMap(servers -> ensemble(servers, context.clusters().ensemble()::votes, lines));
        if (kafka.isPresent() && (silent.isPresent() || asked.isEmpty())) {
            throw kafka.get();
        }
        cluster.ifPresent(told -> told.tell(lines));
        kafka.ifPresent(failure -> lines.addUnreachable("Kafka", "kafka", failure.getMessage()));
        if (cluster.filter(ClusterHealth::served).isPresent() && !noGroups) {
            groups(context, lines);
        }
        if (silent.isPresent() || kafka.isPresent()) {
            return new Result.Failing(lines.result(), silent.isPresent() ? silent.get() : kafka.get());
        }
        if (lines.wrong()) {
            context.remarks().no();
        }
        return lines.result();
    }

    /** Tells of the ensemble; its failure where none of it answers. */
    private static Optional<Failure> ensemble(
            Async<List<Server>> asked, Supplier<Optional<Votes>> votes, StatusReport lines) {
        EnsembleHealth ensemble = new EnsembleHealth(asked.answer(), votes);
        if (ensemble.answers()) {
            ensemble.tell(lines);
            return Optional.empty();
        }
        lines.addUnreachable("ZooKeeper", "zookeeper", ensemble.silence());
        return Optional.of(Failure.unreachable("no ZooKeeper server answers: " + ensemble.silence()));
    }

    private static ClusterHealth cluster(Context context) {
        ClusterView cluster = new ClusterView(context);
        ClusterState state = cluster.asked(cluster.state());
        // Where all replicas are in sync, the minimum says nothing new.
        if (state.partitions().stream().anyMatch(Partition::underReplicated)) {
            state = state.withTopics(cluster.withMinInSync(state.topics()));
        }
        if (state.mode() == ClusterState.Mode.ZOOKEEPER) {
            return new ClusterHealth(
                    state, Optional.empty(), Optional.empty(), context.clock().instant());
        }
        Optional<BrokerSurvey.Quorum> quorum = context.clusters().survey().quorum();
        Optional<Voters> lost =
                quorum.isEmpty() ? Optional.of(context.clusters().survey().voters(state.silent())) : Optional.empty();
        return new ClusterHealth(state, quorum, lost, context.clock().instant());
    }

    private static void groups(Context context, StatusReport lines) {
        List<String> missing = new ArrayList<>();
        try {
            missing.addAll(new GroupHealth(context.clusters().groups()).tell(lines));
        } catch (Failure failure) {
            lines.addUnreachable("Groups", "groups", failure.unlessInterrupted().getMessage());
        }
        missing.forEach(context.remarks()::incomplete);
    }
}
