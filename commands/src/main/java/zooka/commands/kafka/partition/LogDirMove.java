package zooka.commands.kafka.partition;

import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.LogDirs.Replica;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.PerBroker;
import zooka.clients.text.Sizes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/**
 * A move of a replica to another log directory of the same broker.
 *
 * @param partitions the arguments, which must select one partition
 */
record LogDirMove(Context context, List<String> partitions, Integer broker, String dir) {

    Plan plan() {
        ClusterState state = context.clusters().topics().state();
        List<Partition> chosen = PartitionSelection.among(state.topics(), partitions);
        if (chosen.size() != 1) {
            throw Failure.usage("exactly one partition must be selected (selected: " + chosen.size() + ")");
        }
        Partition partition = chosen.get(0);
        AssignmentOptions.living(List.of(broker), state.brokers());
        if (!partition.replicas().contains(broker)) {
            throw Failure.notFound("broker " + broker + " has no replica of " + partition.name())
                    .hint("its replicas are on brokers " + Placement.text(partition.replicas()));
        }
        List<LogDir> dirs = dirs(state.brokers());
        LogDir to = dirs.stream()
                .filter(one -> one.path().equals(dir))
                .findFirst()
                .orElseThrow(() -> Failure.notFound("broker " + broker + " has no log directory " + dir)
                        .hint("its log directories: "
                                + String.join(
                                        ", ", dirs.stream().map(LogDir::path).toList())));
        if (has(to, partition, false)) {
            return Plan.onNothing()
                    .change(
                            "move nothing: " + partition.name() + " on broker " + broker + " is already in " + dir,
                            () -> done(
                                    "nothing to move: " + partition.name() + " is already in " + dir,
                                    partition,
                                    Optional.of(dir)));
        }
        Optional<LogDir> from =
                dirs.stream().filter(one -> has(one, partition, false)).findFirst();
        String size = from.stream()
                .flatMap(one -> one.replicas().stream())
                .filter(replica -> replica.name().equals(partition.name()))
                .findFirst()
                .map(replica -> ", " + Sizes.text(replica.sizeBytes()))
                .orElse("");
        String summary = "move " + partition.name() + " on broker " + broker + ": "
                + from.map(LogDir::path).orElse("?") + " → " + dir + size;
        return Plan.on(Scope.topic(partition.topic()))
                .confirmed(
                        () -> new Plan.Preview(summary, fields(partition, from.map(LogDir::path))),
                        partition.name(),
                        () -> make(partition, from.map(LogDir::path)));
    }

    private List<LogDir> dirs(List<Broker> brokers) {
        PerBroker<List<LogDir>> told = MovePlan.dirs(context, List.of(broker), brokers);
        if (!told.answers().containsKey(broker)) {
            throw Failure.unreachable("cannot read the log directories of broker " + broker + ": "
                    + told.unreachable().get(broker));
        }
        return told.answers().get(broker);
    }

    private static boolean has(LogDir dir, Partition partition, boolean future) {
        return dir.replicas().stream()
                .filter(replica -> replica.future() == future)
                .map(Replica::name)
                .anyMatch(partition.name()::equals);
    }

    private Result make(Partition partition, Optional<String> from) {
        context.clusters()
                .administration()
                .replicas()
                .moveToDir(new PartitionName(partition.topic(), partition.partition()), broker, dir);
        return done("moving " + partition.name() + " on broker " + broker + " to " + dir, partition, from);
    }

    private Result done(String what, Partition partition, Optional<String> from) {
        return new Result.Change(what, Optional.empty(), fields(partition, from));
    }

    private List<Field> fields(Partition partition, Optional<String> from) {
        return List.of(
                Field.of("topic", "topic", Cell.text(partition.topic())),
                Field.of("partition", "partition", Cell.id(partition.partition())),
                Field.of("broker", "broker", Cell.id(broker)),
                Field.of("from", "from", Cell.optional(from.map(Cell::text))),
                Field.of("to", "to", Cell.text(dir)));
    }
}
