package zooka.commands.kafka.partition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Throttles;
import zooka.clients.kafka.Topic;
import zooka.clients.text.Sizes;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code partition unthrottle}: removes replication throttles. */
@Command(
        name = "partition unthrottle",
        footer = {
            "",
            "Reassignments in progress continue without a limit.",
            "",
            "Examples:",
            "  partition unthrottle --dry-run",
            "  partition unthrottle"
        })
public final class PartitionUnthrottle implements Action.Change {

    private static final List<Column> FIELDS = List.of(
            Column.of("brokers", "brokers").list(),
            Column.of("topics", "topics").list());

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        ClusterState state = context.clusters().topics().state();
        ClusterView.requireBrokers(context, "remove throttles");
        Throttles throttles = context.clusters().administration().throttles();
        Throttles.Listing found = throttles.read(living(state), names(state));
        found.troubles().forEach(what -> context.remarks().incomplete("throttle-unknown", what));
        List<Field> fields = Field.all(
                FIELDS,
                Cell.counts(sorted(found)),
                new Cell.Many(found.topics().stream().map(Cell::text).toList()));
        if (found.nothing()) {
            return Plan.onNothing()
                    .change(
                            "remove nothing: no throttle is set",
                            () -> new Result.Change("no throttle is set", Optional.empty(), fields));
        }
        Scope scope = Scope.topics(found.topics());
        if (!found.rates().isEmpty()) {
            scope = scope.and(Scope.kafka("unthrottle"));
        }
        return Plan.on(scope).change(() -> new Plan.Preview("remove " + text(found), fields), () -> {
            List<String> troubles = throttles.remove(found.rates().keySet(), found.topics());
            if (troubles.size() == found.rates().size() + found.topics().size()) {
                throw new Failure(Failure.Kind.FAILED, troubles.get(0));
            }
            troubles.forEach(what -> context.remarks().incomplete("throttle-unknown", what));
            return new Result.Change("removed " + text(found), Optional.empty(), fields);
        });
    }

    /** Those that can be asked what they have set. */
    static List<Integer> living(ClusterState state) {
        return state.brokers().stream().filter(Broker::online).map(Broker::id).toList();
    }

    static List<String> names(ClusterState state) {
        return state.topics().stream().map(Topic::name).toList();
    }

    /** Remarks the throttles that are set. */
    static void remark(Context context, Throttles.Listing found) {
        found.troubles().forEach(what -> context.remarks().incomplete("throttle-unknown", what));
        if (!found.nothing()) {
            context.remarks().warn("throttle-left", text(found) + "; partition unthrottle removes it");
        }
    }

    private static List<Integer> sorted(Throttles.Listing found) {
        return found.rates().keySet().stream().sorted().toList();
    }

    private static String text(Throttles.Listing found) {
        String rates = sorted(found).stream()
                .collect(Collectors.groupingBy(
                        id -> found.rates().get(id), java.util.LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(PartitionUnthrottle::rate)
                .collect(Collectors.joining(", "));
        String topics = found.topics().isEmpty() ? "" : "of topics " + String.join(" ", found.topics());
        return "the throttle " + (rates.isEmpty() ? topics : topics.isEmpty() ? rates : rates + ", " + topics);
    }

    private static String rate(Map.Entry<Long, List<Integer>> entry) {
        return "of " + Sizes.text(entry.getKey()) + "/s on " + (entry.getValue().size() == 1 ? "broker " : "brokers ")
                + Placement.text(entry.getValue());
    }
}
