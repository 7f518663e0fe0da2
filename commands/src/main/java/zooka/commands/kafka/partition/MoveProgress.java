package zooka.commands.kafka.partition;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Replicas;
import zooka.clients.text.Sizes;
import zooka.commands.action.Context;
import zooka.commands.action.Polling;

/** The progress of reassignments, by the sizes of new replicas and their leaders. */
final class MoveProgress {

    /**
     * The progress of a reassignment.
     *
     * @param copied copied bytes; empty if a broker does not answer
     * @param total bytes to copy; empty if a broker does not answer
     */
    record Amount(OptionalLong copied, OptionalLong total) {}

    private final Context context;

    MoveProgress(Context context) {
        this.context = context;
    }

    /** Waits until the reassignments are complete, and shows the progress. */
    void await(Collection<PartitionName> partitions) {
        Set<PartitionName> wanted = new HashSet<>(partitions);
        Replicas replicas = context.clusters().administration().replicas();
        Polling.until(() -> {
            List<Replicas.Move> left = replicas.moves().stream()
                    .filter(move -> wanted.contains(move.partition()))
                    .toList();
            if (!left.isEmpty()) {
                context.remarks().progress(text(left, wanted.size()));
            }
            return left.isEmpty();
        });
    }

    private String text(List<Replicas.Move> left, int all) {
        long copied = 0;
        long total = 0;
        for (Amount amount : of(left).values()) {
            copied += amount.copied().orElse(0);
            total += amount.total().orElse(0);
        }
        return all - left.size() + " of " + all + " moved, " + Sizes.text(copied) + " of " + Sizes.text(total)
                + " of the remaining partitions copied";
    }

    /** The progress by partition; empty amounts for brokers that do not answer, without a remark. */
    Map<PartitionName, Amount> of(List<Replicas.Move> moves) {
        ClusterState state = context.clusters().topics().state();
        Map<PartitionName, Partition> partitions = new HashMap<>();
        state.partitions().forEach(p -> partitions.put(new PartitionName(p.topic(), p.partition()), p));
        Set<Integer> asked = new HashSet<>();
        moves.forEach(move -> {
            asked.addAll(move.adding());
            Partition partition = partitions.get(move.partition());
            if (partition != null) {
                partition.leader().ifPresent(asked::add);
            }
        });
        Map<String, Long> sizes = sizes(asked, state.brokers());
        Map<PartitionName, Amount> amounts = new HashMap<>();
        for (Replicas.Move move : moves) {
            Partition partition = partitions.get(move.partition());
            Long whole = partition == null || partition.leader().isEmpty()
                    ? null
                    : sizes.get(key(partition.leader().getAsInt(), move.partition()));
            amounts.put(move.partition(), amount(move, whole, sizes));
        }
        return amounts;
    }

    private static Amount amount(Replicas.Move move, Long whole, Map<String, Long> sizes) {
        if (whole == null) {
            return new Amount(OptionalLong.empty(), OptionalLong.empty());
        }
        long copied = 0;
        for (int id : move.adding()) {
            // A replica may be larger than its leader, since its segments may differ.
            copied += Math.min(whole, sizes.getOrDefault(key(id, move.partition()), 0L));
        }
        return new Amount(
                OptionalLong.of(copied), OptionalLong.of(whole * move.adding().size()));
    }

    private Map<String, Long> sizes(Set<Integer> ids, List<Broker> brokers) {
        Map<String, Long> sizes = new HashMap<>();
        PerBroker<List<LogDirs.LogDir>> told = MovePlan.dirs(context, ids, brokers);
        told.answers().forEach((id, dirs) -> dirs.stream()
                .flatMap(dir -> dir.replicas().stream())
                .filter(replica -> !replica.future())
                .forEach(replica -> sizes.put(
                        key(id, new PartitionName(replica.topic(), replica.partition())), replica.sizeBytes())));
        return sizes;
    }

    private static String key(int broker, PartitionName partition) {
        return broker + " " + partition;
    }
}
