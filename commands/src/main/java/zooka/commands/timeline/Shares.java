package zooka.commands.timeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pcollections.TreePMap;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Partition;

/** How the number of leaders and replicas of each broker changes. */
final class Shares {

    private final Map<Integer, int[]> changes = new HashMap<>();

    void replace(Optional<TopicState> before, Optional<TopicState> after) {
        before.ifPresent(state -> count(state, -1));
        after.ifPresent(state -> count(state, 1));
    }

    private void count(TopicState state, int sign) {
        for (Partition partition : state.topic().partitions()) {
            if (partition.leader().isPresent()) {
                of(partition.leader().getAsInt())[0] += sign;
            }
            for (int id : partition.replicas()) {
                of(id)[1] += sign;
            }
        }
    }

    private int[] of(int broker) {
        return changes.computeIfAbsent(broker, any -> new int[2]);
    }

    /** The brokers with their new shares; without those that are offline and have no replica. */
    TreePMap<Integer, BrokerState> applied(TreePMap<Integer, BrokerState> brokers) {
        TreePMap<Integer, BrokerState> next = brokers;
        for (Map.Entry<Integer, int[]> entry : changes.entrySet()) {
            int id = entry.getKey();
            int[] more = entry.getValue();
            if (more[0] != 0 || more[1] != 0) {
                BrokerState known = next.getOrDefault(id, new BrokerState(Broker.unregistered(id), 0, 0));
                next = next.plus(id, known.plus(more[0], more[1]));
            }
        }
        for (BrokerState state : next.values()) {
            if (!state.broker().online() && state.replicas() == 0) {
                next = next.minus(state.broker().id());
            }
        }
        return next;
    }
}
