package zooka.commands.brokers;

import java.util.ArrayList;
import java.util.List;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;

/**
 * What breaks if a broker goes.
 *
 * @param offline the partitions that would have no leader: it is their only in-sync replica
 * @param noWrites the partitions that would have fewer in-sync replicas than {@code min.insync.replicas}
 * @param unknown how many of its topics have an unknown {@code min.insync.replicas}
 */
public record BrokerLoss(List<Partition> offline, List<Partition> noWrites, int unknown) {
    public BrokerLoss {
        offline = List.copyOf(offline);
        noWrites = List.copyOf(noWrites);
    }

    /** The loss of a broker in a state. */
    public static BrokerLoss of(ClusterState state, int broker) {
        List<Partition> offline = new ArrayList<>();
        List<Partition> noWrites = new ArrayList<>();
        int unknown = 0;
        for (Topic topic : state.topics()) {
            boolean concerned = false;
            for (Partition partition : topic.partitions()) {
                List<Integer> inSync = partition.inSync();
                if (!inSync.contains(broker)) {
                    continue;
                }
                int left = inSync.size() - 1;
                concerned |= left > 0;
                if (left == 0) {
                    offline.add(partition);
                } else if (topic.minInSync().isPresent()
                        && left < topic.minInSync().getAsInt()
                        && !topic.underMinInSync(partition)) {
                    noWrites.add(partition);
                }
            }
            unknown += concerned && topic.minInSync().isEmpty() ? 1 : 0;
        }
        return new BrokerLoss(offline, noWrites, unknown);
    }

    /** Whether nothing breaks, as far as known. */
    public boolean harmless() {
        return offline.isEmpty() && noWrites.isEmpty();
    }
}
