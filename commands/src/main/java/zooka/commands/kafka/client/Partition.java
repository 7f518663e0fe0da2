package zooka.commands.kafka.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A partition at one moment.
 *
 * @param leader the broker that leads it; empty when it is offline
 * @param leaderEpoch how often its leader has changed; empty where the source does not tell
 * @param replicas the assignment in its order: the first is the preferred leader
 * @param isr the replicas in sync, in the order in which the cluster keeps them
 * @param elr the eligible leader replicas (KIP-966); empty where the cluster has none such
 * @param offlineReplicas the replicas on brokers that do not serve them
 * @param since when the partition got into this state; only ZooKeeper tells
 */
public record Partition(
        String topic,
        int partition,
        OptionalInt leader,
        OptionalInt leaderEpoch,
        List<Integer> replicas,
        List<Integer> isr,
        Optional<List<Integer>> elr,
        List<Integer> offlineReplicas,
        Optional<Instant> since) {

    public Partition {
        replicas = List.copyOf(replicas);
        isr = List.copyOf(isr);
        offlineReplicas = List.copyOf(offlineReplicas);
    }

    /** The name by which people and tools call it: {@code orders-0}. */
    public String name() {
        return topic + "-" + partition;
    }

    public boolean offline() {
        return leader.isEmpty();
    }

    public boolean underReplicated() {
        return isr.size() < replicas.size();
    }

    /** The first of the assignment, or empty where the assignment is unknown. */
    public OptionalInt preferred() {
        return replicas.isEmpty() ? OptionalInt.empty() : OptionalInt.of(replicas.get(0));
    }

    /** Whether the preferred leader leads; a partition without a leader has no preferred leader leading it. */
    public boolean preferredLeads() {
        return leader.isPresent() && leader.equals(preferred());
    }
}
