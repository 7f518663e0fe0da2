package zooka.commands.kafka.broker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.brokers.BrokersLive;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code broker list}: lists brokers, also offline ones, with their leaders and replicas. */
@Command(
        name = "broker list",
        footer = {
            "",
            "In KRaft mode fenced brokers are listed with their last address. watch brokers is a full-screen view, also with sizes,",
            "log directories and releases; Enter opens a broker and shows what breaks if it goes.",
            "",
            "Examples:",
            "  brokers",
            "  watch brokers",
            "  brokers --where controller -o name"
        })
public final class BrokerList implements Action.Query {

    /** What is known of each broker, in the cluster itself. */
    static final List<Column> COLUMNS = List.of(
            Column.of("id", "ID").number(),
            Column.of("host", "HOST"),
            Column.of("port", "PORT").number(),
            Column.of("rack", "RACK"),
            Column.of("controller", "CONTROLLER").flag(),
            Column.of("leaders", "LEADERS").number(),
            Column.of("replicas", "REPLICAS").number(),
            Column.of("state", "STATE"));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        return table(state(context));
    }

    @Override
    public Optional<Live> live(Duration interval) {
        return Optional.of(new BrokersLive(BrokerList::state, Release::of, interval));
    }

    /** The cluster with fenced brokers; without them and with a remark if they cannot be read. */
    static ClusterState state(Context context) {
        ClusterView cluster = new ClusterView(context);
        ClusterState state = cluster.state();
        if (state.mode() == ClusterState.Mode.ZOOKEEPER) {
            return state;
        }
        try {
            return context.clusters().administration().brokers().withFenced(state);
        } catch (Failure failure) {
            cluster.remarkMissing("fenced brokers", failure);
            return state;
        }
    }

    /** The columns of brokers in all commands. */
    public static Table table(ClusterState state) {
        List<List<Field>> brokers =
                state.brokers().stream().map(broker -> fields(state, broker)).toList();
        return new Table(
                        COLUMNS,
                        brokers.stream()
                                .map(fields ->
                                        new Row(fields.stream().map(Field::cell).toList()))
                                .toList(),
                        "no broker is registered")
                .graded("broker");
    }

    /** The row of a broker. */
    static List<Field> fields(ClusterState state, Broker broker) {
        List<Partition> partitions = state.partitions();
        boolean controls = state.controller().isPresent() && state.controller().getAsInt() == broker.id();
        long leaders = partitions.stream()
                .filter(p -> p.leader().isPresent() && p.leader().getAsInt() == broker.id())
                .count();
        long replicas = partitions.stream()
                .filter(p -> p.replicas().contains(broker.id()))
                .count();
        boolean addressed = !broker.host().isEmpty();
        return List.of(
                Field.of("id", "id", Cell.id(broker.id())),
                Field.of("host", "host", addressed ? Cell.text(broker.host()) : Cell.missing()),
                Field.of("port", "port", addressed ? Cell.id(broker.port()) : Cell.missing()),
                Field.of("rack", "rack", Cell.optional(broker.rack().map(Cell::text))),
                Field.of("controller", "controller", Cell.flag(controls)),
                Field.of("leaders", "leaders", Cell.count(leaders)),
                Field.of("replicas", "replicas", Cell.count(replicas)),
                Field.of("state", "state", word(state.stateOf(broker))));
    }

    private static Cell word(Broker.State state) {
        return Cell.text(state.word(), state == Broker.State.ONLINE ? Level.DIM : Level.BAD);
    }
}
