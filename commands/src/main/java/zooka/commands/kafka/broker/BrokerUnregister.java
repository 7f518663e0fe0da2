package zooka.commands.kafka.broker;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.text.Counts;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Polling;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code broker unregister}: makes a KRaft cluster forget a broker that is gone for good. */
@Command(
        name = "broker unregister",
        footer = {
            "",
            "In KRaft mode a broker that was stopped stays registered, fenced, and counts for upgrades and new topics. One that",
            "still serves or has replicas is refused: stop it, and move its replicas with partition move --remove. A broker that is",
            "started again registers again. In clusters that use ZooKeeper a registration ends with the broker's session.",
            "",
            "Examples:",
            "  broker unregister 4 --dry-run",
            "  broker unregister 4"
        })
public final class BrokerUnregister implements Action.Change {

    private static final List<Column> FIELDS =
            List.of(Column.of("broker", "broker").number());

    /** How many partitions a refusal lists at most. */
    private static final int NAMED = 3;

    @Option(names = "--in-use", description = "Also a broker that serves, or has replicas.")
    boolean inUse;

    @Parameters(paramLabel = "BROKER", description = "A broker id.")
    @Completes(Candidates.BROKER)
    int id;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        ClusterState state = BrokerList.state(context);
        if (state.mode() == ClusterState.Mode.ZOOKEEPER) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            "this cluster uses ZooKeeper, where a registration ends with the session")
                    .hint("brokers");
        }
        Broker broker = state.brokers().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() ->
                        Failure.notFound("no broker " + id + " is registered").hint("brokers"));
        List<Partition> replicas = state.partitions().stream()
                .filter(partition -> partition.replicas().contains(id))
                .toList();
        if (!inUse && broker.online()) {
            throw Failure.conflict("broker " + id + " is online").hint("stop it first, or use --in-use");
        }
        if (!inUse && !replicas.isEmpty()) {
            throw Failure.conflict("broker " + id + " has replicas of " + named(replicas))
                    .hint("partition move '*' --remove " + id + ", or use --in-use");
        }
        String more = replicas.isEmpty() ? "" : "; it has replicas of " + named(replicas);
        return Plan.on(Scope.kafka("broker/" + id))
                .confirmed(
                        () -> new Plan.Preview("unregister broker " + id + more, Field.all(FIELDS, Cell.id(id))),
                        "broker " + id,
                        () -> unregister(context));
    }

    private static String named(List<Partition> partitions) {
        return Counts.of(partitions.size(), "partition") + ": "
                + partitions.stream().limit(NAMED).map(Partition::name).collect(Collectors.joining(" "))
                + (partitions.size() > NAMED ? " …" : "");
    }

    private Result unregister(Context context) {
        context.clusters().administration().cluster().unregister(id);
        boolean gone =
                Polling.until(context.clusters().profile().timeout(), () -> BrokerList.state(context).brokers().stream()
                        .noneMatch(broker -> broker.id() == id && !broker.host().isEmpty()));
        if (!gone) {
            context.remarks().incomplete("still-registered", "broker " + id + " is still listed");
        }
        return new Result.Change("unregistered broker " + id, Optional.empty(), Field.all(FIELDS, Cell.id(id)));
    }
}
