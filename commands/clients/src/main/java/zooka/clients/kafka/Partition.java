package zooka.clients.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A partition at one moment.
 *
 * @param leader the broker that leads it; empty when it is offline
 * @param leaderEpoch how often its leader has changed; empty where the source does not tell
 * @param replicas the assignment in its order: the first is the preferred leader
 * @param isr the replicas in sync as the cluster wrote it last, in its order; {@link #inSync} leaves out those that are gone
 * @param elr the eligible leader replicas (KIP-966); empty where the cluster has none such
 * @param offlineReplicas the replicas on brokers that do not serve them
 * @param since when the partition got into this state; only ZooKeeper tells
 * @param lastKnownElr the replicas that were in sync last, where no better is known; empty where the cluster has none such
 * @param adding the replicas that a reassignment adds; they are among the replicas already
 * @param removing the replicas that a reassignment will take away
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
        Optional<Instant> since,
        Optional<List<Integer>> lastKnownElr,
        List<Integer> adding,
        List<Integer> removing) {

    public Partition {
        replicas = List.copyOf(replicas);
        isr = List.copyOf(isr);
        offlineReplicas = List.copyOf(offlineReplicas);
        adding = List.copyOf(adding);
        removing = List.copyOf(removing);
    }

    /** A partition of which it is not known that it is being reassigned. */
    public Partition(
            String topic,
            int partition,
            OptionalInt leader,
            OptionalInt leaderEpoch,
            List<Integer> replicas,
            List<Integer> isr,
            Optional<List<Integer>> elr,
            List<Integer> offlineReplicas,
            Optional<Instant> since) {
        this(
                topic,
                partition,
                leader,
                leaderEpoch,
                replicas,
                isr,
                elr,
                offlineReplicas,
                since,
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** The same, known to be reassigned. */
    public Partition reassigned(List<Integer> added, List<Integer> removed) {
        return new Partition(
                topic,
                partition,
                leader,
                leaderEpoch,
                replicas,
                isr,
                elr,
                offlineReplicas,
                since,
                lastKnownElr,
                added,
                removed);
    }

    /** The same, with the replicas that may lead without being in sync. */
    public Partition eligible(List<Integer> eligible, List<Integer> lastKnown) {
        return new Partition(
                topic,
                partition,
                leader,
                leaderEpoch,
                replicas,
                isr,
                Optional.of(eligible),
                offlineReplicas,
                since,
                Optional.of(lastKnown),
                adding,
                removing);
    }

    /** The same, with what ZooKeeper knows of it. */
    public Partition known(OptionalInt epoch, Optional<Instant> from) {
        return new Partition(
                topic,
                partition,
                leader,
                epoch,
                replicas,
                isr,
                elr,
                offlineReplicas,
                from,
                lastKnownElr,
                adding,
                removing);
    }

    /** Whether its replicas are being changed. */
    public boolean reassigning() {
        return !adding.isEmpty() || !removing.isEmpty();
    }

    /** The name by which people and tools call it: {@code orders-0}. */
    public String name() {
        return topic + "-" + partition;
    }

    public boolean offline() {
        return leader.isEmpty();
    }

    /** The same where those brokers do not serve: they lead nothing, and their replicas are offline. */
    Partition without(Set<Integer> gone) {
        List<Integer> offline = replicas.stream()
                .filter(id -> gone.contains(id) || offlineReplicas.contains(id))
                .toList();
        boolean led = leader.isPresent() && !gone.contains(leader.getAsInt());
        if (led == leader.isPresent() && offline.size() == offlineReplicas.size()) {
            return this;
        }
        return new Partition(
                topic,
                partition,
                led ? leader : OptionalInt.empty(),
                leaderEpoch,
                replicas,
                isr,
                elr,
                offline,
                since,
                lastKnownElr,
                adding,
                removing);
    }

    /** The replicas that are in sync and serve; none where there is no leader. */
    public List<Integer> inSync() {
        if (offline() || offlineReplicas.isEmpty()) {
            return offline() ? List.of() : isr;
        }
        return isr.stream().filter(id -> !offlineReplicas.contains(id)).toList();
    }

    /** The same; without a leader those that were in sync last, as the stock tools count. */
    public List<Integer> inSyncOrLast() {
        return offline() ? isr : inSync();
    }

    /** Whether fewer are in sync than there are to be; those that a reassignment adds do not count yet. */
    public boolean underReplicated() {
        return inSyncOrLast().size()
                < replicas.stream().filter(id -> !adding.contains(id)).count();
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
