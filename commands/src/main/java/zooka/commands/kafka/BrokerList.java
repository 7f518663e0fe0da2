package zooka.commands.kafka;

import java.util.List;
import picocli.CommandLine.Command;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.kafka.client.Broker;
import zooka.commands.kafka.client.ClusterState;
import zooka.commands.kafka.client.Partition;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;

/** {@code broker list}: the brokers, the controller among them, and what each leads; the lost ones too. */
@Command(
        name = "broker list",
        footer = {"", "Examples:", "  brokers", "  brokers --json | jq '.[] | select(.controller).id'"})
public final class BrokerList implements Action.Query {

    @Override
    public Result run(Context context) {
        return table(new Cluster(context).state());
    }

    /** The brokers as they are told wherever they appear. */
    static Result.Table table(ClusterState state) {
        List<Partition> partitions = state.partitions();
        List<Row> rows = state.brokers().stream()
                .map(broker -> row(state, partitions, broker))
                .toList();
        return new Result.Table(
                List.of(
                        Column.of("id", "ID"),
                        Column.of("host", "HOST"),
                        Column.of("port", "PORT"),
                        Column.of("rack", "RACK"),
                        Column.of("controller", "CONTROLLER"),
                        Column.of("leaders", "LEADERS"),
                        Column.of("replicas", "REPLICAS"),
                        Column.of("state", "STATE")),
                rows,
                "no broker is registered");
    }

    private static Row row(ClusterState state, List<Partition> partitions, Broker broker) {
        boolean controls = state.controller().isPresent() && state.controller().getAsInt() == broker.id();
        long leaders = partitions.stream()
                .filter(p -> p.leader().isPresent() && p.leader().getAsInt() == broker.id())
                .count();
        long replicas = partitions.stream()
                .filter(p -> p.replicas().contains(broker.id()))
                .count();
        boolean addressed = !broker.host().isEmpty();
        return Row.of(
                Cell.id(broker.id()),
                addressed ? Cell.text(broker.host()) : Cell.missing(),
                addressed ? Cell.id(broker.port()) : Cell.missing(),
                Cell.optional(broker.rack().map(Cell::text)),
                Cell.flag(controls),
                Cell.count(leaders),
                Cell.count(replicas),
                broker.alive() ? Cell.text("alive", Level.DIM) : Cell.text("lost", Level.BAD));
    }
}
