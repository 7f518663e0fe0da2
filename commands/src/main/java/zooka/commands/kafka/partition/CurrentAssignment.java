package zooka.commands.kafka.partition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas;
import zooka.commands.action.Context;

/**
 * The replicas of all partitions and the reassignments in progress, read by several requests: a partition whose reassignment
 * begins or ends meanwhile is not taken for one with more replicas.
 */
public record CurrentAssignment(ClusterState state, List<Replicas.Move> moves) {

    public static CurrentAssignment read(Context context) {
        List<String> unused = context.clusters().topics().names(); // which tells controllers from brokers
        Replicas replicas = context.clusters().administration().replicas();
        Map<PartitionName, Replicas.Move> ended =
                replicas.moves().stream().collect(Collectors.toMap(Replicas.Move::partition, Function.identity()));
        ClusterState state = context.clusters().topics().state();
        List<Replicas.Move> moves = replicas.moves();
        moves.forEach(move -> ended.remove(move.partition()));
        return new CurrentAssignment(ended.isEmpty() ? state : after(ended, state), moves);
    }

    private static ClusterState after(Map<PartitionName, Replicas.Move> ended, ClusterState state) {
        return state.withTopics(state.topics().stream()
                .map(topic -> topic.withPartitions(topic.partitions().stream()
                        .map(partition -> after(ended.get(name(partition)), partition))
                        .toList()))
                .toList());
    }

    /** A reassignment that was canceled has its old replicas, and they are those that the state has. */
    private static Partition after(Replicas.Move move, Partition partition) {
        return move == null || !partition.replicas().equals(move.replicas())
                ? partition
                : partition.moved(move.target());
    }

    private static PartitionName name(Partition partition) {
        return new PartitionName(partition.topic(), partition.partition());
    }

    /** The replicas of partitions after the reassignments in progress. */
    Map<PartitionName, List<Integer>> targets(List<Partition> partitions) {
        Map<PartitionName, List<Integer>> targets = new LinkedHashMap<>();
        partitions.forEach(partition -> targets.put(name(partition), partition.replicas()));
        moves.forEach(move -> targets.computeIfPresent(move.partition(), (name, replicas) -> move.target()));
        return targets;
    }
}
