package zooka.commands.kafka.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas;
import zooka.clients.text.Counts;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.broker.DrainPlan.Move;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.kafka.partition.CurrentAssignment;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code broker drain}: moves the leaders of a broker to others before it is stopped, and back. */
@Command(
        name = "broker drain",
        footer = {
            "",
            "No data is moved: the order of the replicas is changed, so that another in-sync replica is the preferred leader, and",
            "leaders are elected. Clients change over while the broker still serves. The orders from before are kept in",
            "~/.local/state/zooka; --undo restores them and elects the preferred leaders, also after the broker has come back.",
            "Partitions without another in-sync replica stay where they are and are listed.",
            "",
            "Examples:",
            "  broker drain 2 --dry-run",
            "  broker drain 2",
            "  broker drain 2 --undo"
        })
public final class BrokerDrain implements Action.Change {

    private static final List<Column> FIELDS = List.of(
            Column.of("broker", "broker").number(),
            Column.of("partitions", "partitions").list(),
            Column.of("leaders", "leaders").number());

    private static final int SHOWN = 50;

    @Option(names = "--undo", description = "Restore the orders of the replicas from before the broker was drained.")
    boolean undo;

    @Parameters(paramLabel = "BROKER", description = "A broker id.")
    @Completes(Candidates.BROKER)
    int id;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        CurrentAssignment current = CurrentAssignment.read(context);
        ClusterView.requireBrokers(context, "elect leaders");
        ClusterState state = current.state();
        if (state.brokers().stream().noneMatch(broker -> broker.id() == id)) {
            throw Failure.notFound("no broker " + id + " is registered, and no replica is assigned to it")
                    .hint("brokers");
        }
        DrainFile kept = kept(context, state);
        Set<PartitionName> moving =
                current.moves().stream().map(Replicas.Move::partition).collect(Collectors.toSet());
        return undo ? back(context, state, moving, kept) : away(context, state, moving, kept);
    }

    private DrainFile kept(Context context, ClusterState state) {
        Path folder = context.journal().folder().orElseThrow(() -> new Failure(
                        Failure.Kind.FAILED, "no folder for the orders of replicas from before, which --undo needs")
                .hint("define HOME or XDG_STATE_HOME"));
        return new DrainFile(folder, state.clusterId().orElse("unknown"), id);
    }

    private Plan away(Context context, ClusterState state, Set<PartitionName> moving, DrainFile kept) {
        DrainPlan plan = DrainPlan.of(state, moving, id);
        plan.stuck().forEach((name, why) -> context.remarks().incomplete("not-drained", name + ": " + why));
        if (plan.moves().isEmpty()) {
            String what = "broker " + id + (plan.stuck().isEmpty() ? " leads no partition" : " keeps its leaders");
            return Plan.onNothing().change("move nothing: " + what, () -> done("nothing moved: " + what, List.of(), 0));
        }
        return Plan.on(scope(plan.moves().stream().map(Move::name).toList()))
                .change(() -> preview(plan), () -> drain(context, plan, kept));
    }

    private static Scope scope(List<PartitionName> names) {
        return Scope.topics(names.stream().map(PartitionName::topic).toList());
    }

    private Plan.Preview preview(DrainPlan plan) {
        List<String> lines = plan.moves().stream()
                .map(move -> move.name() + ": broker " + id + " → broker " + move.to()
                        + (move.reorders() ? ", replicas " + text(move.before()) + " → " + text(move.after()) : ""))
                .toList();
        return preview(
                "move " + Counts.of(plan.moves().size(), "leader") + " off broker " + id,
                lines,
                plan.moves().stream().map(Move::name).toList());
    }

    private Plan.Preview preview(String summary, List<String> lines, List<PartitionName> names) {
        StringBuilder text = new StringBuilder(summary);
        lines.stream().limit(SHOWN).forEach(line -> text.append("\n  ").append(line));
        if (lines.size() > SHOWN) {
            text.append("\n  and ").append(lines.size() - SHOWN).append(" more");
        }
        return new Plan.Preview(text.toString(), fields(names, OptionalInt.empty()));
    }

    private static String text(List<Integer> replicas) {
        return replicas.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private Result drain(Context context, DrainPlan plan, DrainFile kept) {
        LeaderMoves leaders = new LeaderMoves(context);
        Map<PartitionName, List<Integer>> orders = new LinkedHashMap<>();
        Map<PartitionName, List<Integer>> before = kept.read();
        Map<PartitionName, List<Integer>> added = new TreeMap<>();
        plan.moves().stream().filter(Move::reorders).forEach(move -> {
            orders.put(move.name(), move.after());
            if (!before.containsKey(move.name())) {
                added.put(move.name(), move.before());
            }
        });
        try {
            kept.write(both(before, added));
        } catch (Failure e) {
            throw e.hint("nothing was changed");
        }
        List<PartitionName> ordered = leaders.reorder(orders);
        if (added.keySet().retainAll(ordered)) {
            kept.write(both(before, added));
        }
        List<PartitionName> wanted = plan.moves().stream()
                .filter(move -> move.leads() && (!move.reorders() || ordered.contains(move.name())))
                .map(Move::name)
                .toList();
        long elected = leaders.elect(wanted, (name, leader) -> leader != id);
        List<PartitionName> changed = plan.moves().stream()
                .map(Move::name)
                .filter(name -> ordered.contains(name) || wanted.contains(name))
                .toList();
        return done("moved " + Counts.of(elected, "leader") + " off broker " + id, changed, elected);
    }

    private static Map<PartitionName, List<Integer>> both(
            Map<PartitionName, List<Integer>> some, Map<PartitionName, List<Integer>> others) {
        Map<PartitionName, List<Integer>> both = new TreeMap<>(some);
        both.putAll(others);
        return both;
    }

    private Plan back(Context context, ClusterState state, Set<PartitionName> moving, DrainFile kept) {
        Map<PartitionName, List<Integer>> before = kept.read();
        if (before.isEmpty()) {
            throw Failure.notFound("broker " + id + " was not drained from here")
                    .hint("broker drain " + id);
        }
        Map<PartitionName, Partition> now = new LinkedHashMap<>();
        state.partitions().forEach(one -> now.put(new PartitionName(one.topic(), one.partition()), one));
        Map<PartitionName, List<Integer>> orders = new TreeMap<>();
        Map<PartitionName, List<Integer>> later = new TreeMap<>();
        before.forEach((name, order) -> {
            Partition partition = now.get(name);
            if (partition == null) {
                context.remarks().note("topic-gone", name + " does not exist any more");
            } else if (moving.contains(name)) {
                later.put(name, order);
                context.remarks().incomplete("not-restored", name + ": it is being reassigned");
            } else if (!Set.copyOf(order).equals(Set.copyOf(partition.replicas()))) {
                context.remarks()
                        .incomplete(
                                "not-restored",
                                name + ": its replicas were reassigned: " + text(order) + " before, "
                                        + text(partition.replicas()) + " now");
            } else {
                orders.put(name, order);
            }
        });
        return Plan.on(scope(List.copyOf(orders.keySet())))
                .change(
                        () -> previewBack(orders, now),
                        () -> restore(context, orders, now, left -> kept.write(both(later, left))));
    }

    private Plan.Preview previewBack(Map<PartitionName, List<Integer>> orders, Map<PartitionName, Partition> now) {
        List<String> lines = orders.entrySet().stream()
                .map(entry -> entry.getKey() + ": replicas "
                        + text(now.get(entry.getKey()).replicas()) + " → " + text(entry.getValue()))
                .toList();
        return preview(
                "restore the replicas of " + Counts.of(orders.size(), "partition") + " of broker " + id,
                lines,
                List.copyOf(orders.keySet()));
    }

    /** @param kept takes those whose order could not be restored */
    private Result restore(
            Context context,
            Map<PartitionName, List<Integer>> orders,
            Map<PartitionName, Partition> now,
            Consumer<Map<PartitionName, List<Integer>>> kept) {
        Map<PartitionName, List<Integer>> left = new TreeMap<>(orders);
        left.entrySet().removeIf(entry -> entry.getValue()
                .equals(now.get(entry.getKey()).replicas()));
        LeaderMoves leaders = new LeaderMoves(context);
        left.keySet().removeAll(leaders.reorder(Map.copyOf(left)));
        kept.accept(left);
        List<PartitionName> restored =
                orders.keySet().stream().filter(name -> !left.containsKey(name)).toList();
        List<PartitionName> able = new ArrayList<>();
        for (PartitionName name : restored) {
            int preferred = orders.get(name).get(0);
            if (now.get(name).inSync().contains(preferred)) {
                able.add(name);
            } else {
                context.remarks()
                        .incomplete("not-elected", name + ": preferred leader " + preferred + " is not in sync");
            }
        }
        long elected = leaders.elect(
                able, (name, leader) -> leader.equals(orders.get(name).get(0)));
        return done(
                "restored the replicas of " + Counts.of(restored.size(), "partition") + "; "
                        + Counts.of(elected, "preferred leader") + " elected",
                restored,
                elected);
    }

    private Result done(String what, List<PartitionName> names, long leaders) {
        return new Result.Change(what, Optional.empty(), fields(names, OptionalInt.of(Math.toIntExact(leaders))));
    }

    private List<Field> fields(List<PartitionName> names, OptionalInt leaders) {
        return Field.all(
                FIELDS,
                Cell.id(id),
                new Cell.Many(
                        names.stream().map(name -> Cell.text(name.toString())).toList()),
                leaders.isPresent() ? Cell.count(leaders.getAsInt()) : Cell.missing());
    }
}
