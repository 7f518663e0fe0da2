package zooka.commands.kafka.partition;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas;
import zooka.clients.kafka.Throttles;
import zooka.clients.text.Sizes;
import zooka.clients.text.TextFile;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code partition move}: reassigns replicas to brokers, or to log directories of a broker. */
@Command(
        name = "partition move",
        footer = {
            "",
            "The plan shows the old and new replicas and the amount of data. Data is copied in the background: partition moves shows",
            "the progress, partition cancel cancels it, --follow waits. A throttle is removed by --follow at the end, otherwise by",
            "partition unthrottle.",
            "",
            "Examples:",
            "  partition move orders-0 --to 2,3,1",
            "  partition move orders payments --replace 2=4 --throttle 50MiB --follow",
            "  partition move 'app-*' --add 4 --dry-run",
            "  partition move --file moves.json",
            "  partition move orders-0 --broker 1 --dir /disks/2"
        })
public final class PartitionMove implements Action.Change {

    @Mixin
    AssignmentOptions assigning = new AssignmentOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Read the assignment from JSON, as kafka-reassign-partitions and partition generate write it; - for stdin.")
    @Completes(Candidates.FILE)
    String file;

    @Option(
            names = "--broker",
            paramLabel = "BROKER",
            description = "With --dir: move the replica on this broker to another log directory.")
    @Completes(Candidates.BROKER)
    Integer broker;

    @Option(names = "--dir", paramLabel = "DIR", description = "The log directory.")
    @Completes(Candidates.FREE_TEXT)
    String dir;

    @Option(
            names = "--throttle",
            paramLabel = "RATE",
            description = "Limit replication per broker, in bytes per second: 50MiB.")
    @Completes(Candidates.FREE_TEXT)
    String throttle;

    @Option(
            names = {"-f", "--follow"},
            description = "Wait until the data is copied, then remove the throttle.")
    boolean follow;

    @Parameters(arity = "0..*", paramLabel = "PARTITION", description = PartitionSelection.FORMS)
    @Completes(Candidates.PARTITION)
    List<String> partitions = List.of();

    @Override
    public void check() {
        rate();
        if (dir != null || broker != null) {
            if (dir == null || broker == null || assigning.given() || file != null || throttle != null) {
                throw Failure.usage("--broker and --dir require each other and cannot be combined with other options")
                        .hint("example: partition move orders-0 --broker 1 --dir /disks/2");
            }
        } else if (file != null) {
            if (!partitions.isEmpty() || assigning.given()) {
                throw Failure.usage("--file cannot be combined with partitions or assignment options");
            }
        } else if (partitions.isEmpty()) {
            throw Failure.usage("no partitions specified")
                    .hint("examples: partition move orders-0 --to 1,2,3; partition move --file FILE");
        } else {
            assigning.check();
        }
    }

    @Override
    public List<Column> fields() {
        return List.of(Column.of("moving", "moving").list());
    }

    @Override
    public Plan plan(Context context) {
        OptionalLong rate = rate();
        if (dir != null || broker != null) {
            return new LogDirMove(context, partitions, broker, dir).plan();
        }
        Optional<AssignmentFile.Assignment> read = given(context);
        Optional<Map<PartitionName, List<Integer>>> given = read.map(AssignmentFile.Assignment::replicas);
        CurrentAssignment current = CurrentAssignment.read(context);
        ClusterState state = current.state();
        List<Partition> chosen = given.isPresent()
                ? PartitionSelection.among(
                        state.topics(),
                        given.get().keySet().stream()
                                .map(name -> name.topic() + ":" + name.partition())
                                .toList())
                : PartitionSelection.among(state.topics(), partitions);
        Map<PartitionName, List<Integer>> wanted =
                given.orElseGet(() -> assigning.assign(current.targets(chosen), state.brokers()));
        given.ifPresent(all -> all.values().forEach(ids -> AssignmentOptions.living(ids, state.brokers())));
        ReplicaDirs dirs = read.map(assignment -> ReplicaDirs.of(context, assignment, state.brokers()))
                .orElse(ReplicaDirs.NONE);
        MovePlan plan = MovePlan.of(chosen, changed(wanted, current.targets(chosen)), current.moves());
        if (plan.items().isEmpty() && dirs.places().isEmpty()) {
            return Plan.onNothing().change("move nothing: all replicas are already in place", PartitionMove::nothing);
        }
        List<Throttles.Copy> limited = rate.isPresent() ? copies(plan, state.brokers()) : List.of();
        if (!limited.isEmpty()) {
            // Fails before anything is moved if the throttle is invalid.
            context.clusters().administration().throttles().limit(rate.getAsLong(), limited);
        }
        return Plan.on(plan.scope().and(dirs.scope()))
                .confirmed(
                        () -> dirs.with(
                                plan.items().isEmpty()
                                        ? dirs.preview()
                                        : plan.preview(context, "move", state.brokers(), rate)),
                        plan.items().isEmpty() ? dirs.word() : plan.word(),
                        () -> make(context, plan, dirs, rate, limited));
    }

    private OptionalLong rate() {
        if (throttle == null) {
            return OptionalLong.empty();
        }
        OptionalLong rate = Sizes.read(throttle);
        if (rate.isEmpty() || rate.getAsLong() < 1) {
            throw Failure.usage("invalid --throttle '" + throttle + "' (example: 50MiB, in bytes per second)");
        }
        return rate;
    }

    private Optional<AssignmentFile.Assignment> given(Context context) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            byte[] json = file.equals("-") ? context.stdin().readAllBytes() : Files.readAllBytes(TextFile.path(file));
            return Optional.of(AssignmentFile.read(json, file.equals("-") ? "stdin" : file));
        } catch (IOException e) {
            throw Failure.usage("cannot read " + file).cause(e);
        }
    }

    private static Map<PartitionName, List<Integer>> changed(
            Map<PartitionName, List<Integer>> wanted, Map<PartitionName, List<Integer>> targets) {
        Map<PartitionName, List<Integer>> changed = new LinkedHashMap<>(wanted);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(targets.get(entry.getKey())));
        return changed;
    }

    private static Result nothing() {
        return new Result.Change(
                "nothing to move: all replicas are already in place",
                Optional.empty(),
                List.of(Field.of("moving", "moving", new Cell.Many(List.of()))));
    }

    /** What a throttle slows down; a broker that is offline copies nothing, and takes no rate. */
    private static List<Throttles.Copy> copies(MovePlan plan, List<Broker> brokers) {
        Set<Integer> alive =
                brokers.stream().filter(Broker::online).map(Broker::id).collect(Collectors.toSet());
        return plan.items().stream()
                .filter(item -> !item.adding().isEmpty())
                .map(item -> new Throttles.Copy(
                        item.name(),
                        item.from().stream().filter(alive::contains).toList(),
                        item.adding()))
                .toList();
    }

    /** @param copies the throttled copies; empty without a rate */
    private Result make(
            Context context, MovePlan plan, ReplicaDirs dirs, OptionalLong rate, List<Throttles.Copy> copies) {
        Replicas replicas = context.clusters().administration().replicas();
        boolean throttled = !copies.isEmpty();
        Optional<Throttles.Limit> limit = throttled
                ? Optional.of(context.clusters().administration().throttles().limit(rate.getAsLong(), copies))
                : Optional.empty();
        limit.ifPresent(Throttles.Limit::set);
        List<PartitionName> moving;
        try {
            dirs.choose(context);
            moving = context.remarks().successes(replicas.move(plan.targets()));
        } catch (Failure failure) {
            throw limit.map(set -> takenBack(set, failure)).orElse(failure);
        }
        if (plan.items().isEmpty()) {
            return new Result.Change("moving " + dirs.word() + " to other directories", Optional.empty(), List.of());
        }
        Field names = Field.of(
                "moving",
                "moving",
                new Cell.Many(
                        moving.stream().map(name -> Cell.text(name.toString())).toList()));
        if (follow) {
            return followed(context, plan, moving, copies, names);
        }
        String what = moving.size() == 1 ? moving.get(0).toString() : moving.size() + " partitions";
        String more =
                throttled ? ", throttled to " + Sizes.text(rate.getAsLong()) + "/s until partition unthrottle" : "";
        return new Result.Change(
                "moving " + what + "; partition moves shows the progress" + more, Optional.empty(), List.of(names));
    }

    /** Restores the previous throttle, unless the reassignment may have started, which must not continue unthrottled. */
    private static Failure takenBack(Throttles.Limit limit, Failure failure) {
        if (failure.kind() == Failure.Kind.UNREACHABLE || failure.kind() == Failure.Kind.INTERRUPTED) {
            return failure.hint(
                    "the throttle is set and the reassignment may have started: see partition moves, partition unthrottle");
        }
        List<String> troubles = limit.revert();
        return troubles.isEmpty()
                ? failure
                : failure.hint(
                        "the throttle is still set, " + String.join("; ", troubles) + ": use partition unthrottle");
    }

    private static Result followed(
            Context context, MovePlan plan, List<PartitionName> moving, List<Throttles.Copy> copies, Field names) {
        MoveProgress progress = new MoveProgress(context);
        try {
            progress.await(moving);
        } catch (Failure failure) {
            String left =
                    copies.isEmpty() ? "" : ", and the throttle stays set (use partition unthrottle to remove it)";
            throw failure.hint("the reassignment continues (see partition moves)" + left);
        }
        if (!copies.isEmpty()) {
            unthrottle(context, copies);
        }
        List<PartitionName> others = plan.elsewhere(context, moving);
        others.forEach(name -> context.remarks()
                .incomplete(
                        "reassignment-changed", name + ": the reassignment was canceled or changed by another client"));
        int done = moving.size() - others.size();
        return new Result.Change(
                done == 1 && moving.size() == 1 ? "moved " + moving.get(0) : "moved " + done + " partitions",
                Optional.empty(),
                List.of(names));
    }

    /** Removes the throttle, unless other reassignments use it. */
    private static void unthrottle(Context context, List<Throttles.Copy> copies) {
        int left = context.clusters().administration().replicas().moves().size();
        if (left > 0) {
            context.remarks()
                    .warn(
                            "throttle-left",
                            "the throttle stays set because of other reassignments (see partition moves, partition unthrottle)");
            return;
        }
        TreeSet<Integer> brokers = new TreeSet<>();
        TreeSet<String> topics = new TreeSet<>();
        for (Throttles.Copy copy : copies) {
            brokers.addAll(copy.leaders());
            brokers.addAll(copy.followers());
            topics.add(copy.partition().topic());
        }
        context.clusters().administration().throttles().remove(brokers, topics).forEach(what -> context.remarks()
                .incomplete("throttle-left", what));
    }
}
