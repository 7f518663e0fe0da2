package zooka.commands.kafka.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
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

/** {@code broker balance}: shows the distribution of leaders and replicas over brokers or racks. */
@Command(
        name = "broker balance",
        footer = {
            "",
            "PREFERRED is the number of partitions with the broker as preferred leader. A skew is the deviation from the",
            "average in percent; racks are compared by the average of their brokers.",
            "",
            "Examples:",
            "  broker balance",
            "  broker balance app-logs orders",
            "  broker balance --by rack"
        })
public final class BrokerBalance implements Action.Query {

    /** The skew in percent from which a cell is marked. */
    private static final long UNEVEN = 25;

    @Option(names = "--by", paramLabel = "BY", description = "Group by broker or rack. Default: broker.")
    @Completes(
            value = Candidates.WORDS,
            words = {"broker", "rack"})
    String by = "broker";

    @Parameters(arity = "0..*", paramLabel = "TOPIC", description = "Count only these topics.")
    @Completes(Candidates.TOPIC)
    List<String> topics = List.of();

    /** Brokers that are compared as one. */
    private record Share(List<Broker> brokers, long leaders, long preferred, long replicas) {}

    @Override
    public void check() {
        if (!by.equals("broker") && !by.equals("rack")) {
            throw Failure.usage("invalid --by '" + by + "' (broker or rack)");
        }
    }

    @Override
    public boolean changesWithCluster() {
        return true;
    }

    @Override
    public List<Column> columns() {
        boolean racks = by.equals("rack");
        List<Column> columns = new ArrayList<>();
        if (!racks) {
            columns.add(Column.of("id", "ID").number());
        }
        columns.add(Column.of("rack", "RACK"));
        if (racks) {
            columns.add(Column.of("brokers", "BROKERS").list());
        }
        columns.addAll(List.of(
                Column.of("leaders", "LEADERS").number(),
                Column.of("leaderSkew", "SKEW %").number(),
                Column.of("preferredLeaders", "PREFERRED").number(),
                Column.of("replicas", "REPLICAS").number(),
                Column.of("replicaSkew", "SKEW %").number()));
        return columns;
    }

    @Override
    public Result run(Context context) {
        ClusterState state = new ClusterView(context).topics(topics);
        boolean racks = by.equals("rack");
        Map<String, List<Broker>> groups = new TreeMap<>();
        Map<Integer, List<Broker>> single = new TreeMap<>();
        state.brokers().forEach(broker -> {
            groups.computeIfAbsent(broker.rack().orElse(""), key -> new ArrayList<>())
                    .add(broker);
            single.put(broker.id(), List.of(broker));
        });
        List<Share> shares = (racks ? groups.values() : single.values())
                .stream().map(brokers -> share(state.partitions(), brokers)).toList();
        long alive = state.brokers().stream().filter(Broker::online).count();
        List<Row> rows = new ArrayList<>();
        for (Share share : shares) {
            Optional<String> rack = share.brokers().get(0).rack();
            List<Cell> cells = new ArrayList<>();
            if (!racks) {
                cells.add(Cell.id(share.brokers().get(0).id()));
            }
            cells.add(Cell.optional(rack.map(Cell::text)));
            if (racks) {
                cells.add(Cell.counts(share.brokers().stream().map(Broker::id).toList()));
            }
            cells.add(Cell.count(share.leaders()));
            cells.add(skew(share.leaders(), sum(shares, Share::leaders), share, alive));
            cells.add(Cell.count(share.preferred()));
            cells.add(Cell.count(share.replicas()));
            cells.add(skew(share.replicas(), sum(shares, Share::replicas), share, alive));
            rows.add(new Row(cells));
        }
        return new Table(columns(), rows, "no broker is registered");
    }

    private static Share share(List<Partition> partitions, List<Broker> brokers) {
        Predicate<Integer> one = id -> brokers.stream().anyMatch(broker -> broker.id() == id);
        return new Share(
                brokers,
                partitions.stream()
                        .filter(partition -> partition.leader().isPresent()
                                && one.test(partition.leader().getAsInt()))
                        .count(),
                partitions.stream()
                        .filter(partition -> partition.preferred().isPresent()
                                && one.test(partition.preferred().getAsInt()))
                        .count(),
                partitions.stream()
                        .flatMap(partition -> partition.replicas().stream())
                        .filter(one)
                        .count());
    }

    private static long sum(List<Share> shares, ToLongFunction<Share> of) {
        return shares.stream().mapToLong(of).sum();
    }

    /** The deviation from an even share, in percent; unknown without any items. */
    private static Cell skew(long has, long total, Share share, long alive) {
        long living = share.brokers().stream().filter(Broker::online).count();
        if (total == 0 || living == 0) {
            return Cell.missing();
        }
        double even = (double) total * living / alive;
        long percent = Math.round((has - even) / even * 100);
        return Cell.id(percent, Math.abs(percent) >= UNEVEN ? Level.WARN : Level.PLAIN);
    }
}
