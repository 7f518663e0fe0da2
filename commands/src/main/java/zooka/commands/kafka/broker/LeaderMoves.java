package zooka.commands.kafka.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import zooka.clients.Outcome;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas;
import zooka.clients.kafka.Replicas.Election;
import zooka.commands.action.Context;
import zooka.commands.action.Polling;

/** Moves leaders by the order of replicas and by elections, and waits until either is visible; what fails is remarked. */
final class LeaderMoves {

    private final Context context;

    LeaderMoves(Context context) {
        this.context = context;
    }

    /**
     * Changes the orders of replicas.
     *
     * @return the partitions whose order was changed
     * @throws zooka.clients.Failure the first one, if none was
     */
    List<PartitionName> reorder(Map<PartitionName, List<Integer>> orders) {
        if (orders.isEmpty()) {
            return List.of();
        }
        List<PartitionName> accepted = context.remarks()
                .successes(context.clusters().administration().replicas().move(orders));
        Map<PartitionName, List<Integer>> open = new TreeMap<>(orders);
        open.keySet().retainAll(accepted);
        boolean unused = Polling.until(context.clusters().profile().timeout(), () -> {
            partitions().forEach((name, now) -> open.remove(name, now.replicas()));
            return open.isEmpty();
        });
        open.keySet().forEach(name -> context.remarks()
                .incomplete("not-drained", name + ": the order of its replicas is not visible yet"));
        return accepted;
    }

    /**
     * Elects the preferred leaders.
     *
     * @param wanted whether a broker is the leader that a partition is to have
     * @return how many partitions have it
     */
    long elect(List<PartitionName> names, BiPredicate<PartitionName, Integer> wanted) {
        if (names.isEmpty()) {
            return 0;
        }
        Map<PartitionName, Outcome<Replicas.ElectionResult>> outcomes =
                context.clusters().administration().replicas().elect(Election.PREFERRED, names);
        List<PartitionName> open = new ArrayList<>(context.remarks().successes(outcomes));
        long elected = open.size();
        boolean unused = Polling.until(context.clusters().profile().timeout(), () -> {
            Map<PartitionName, Partition> now = partitions();
            open.removeIf(name -> Optional.ofNullable(now.get(name))
                    .map(Partition::leader)
                    .filter(leader -> leader.isPresent() && wanted.test(name, leader.getAsInt()))
                    .isPresent());
            return open.isEmpty();
        });
        open.forEach(name -> context.remarks().incomplete("not-elected", name + ": the new leader is not visible yet"));
        return elected - open.size();
    }

    private Map<PartitionName, Partition> partitions() {
        Map<PartitionName, Partition> partitions = new LinkedHashMap<>();
        context.clusters().topics().list().stream()
                .flatMap(topic -> topic.partitions().stream())
                .forEach(one -> partitions.put(new PartitionName(one.topic(), one.partition()), one));
        return partitions;
    }
}
