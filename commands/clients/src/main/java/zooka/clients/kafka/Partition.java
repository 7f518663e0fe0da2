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
 * @param leaderEpoch the leader epoch; empty if unknown
 * @param replicas the assignment in its order: the first is the preferred leader
 * @param isr the in-sync replicas as last stored, in their order; {@link #inSync} leaves out offline ones
 * @param elr the eligible leader replicas (KIP-966); empty if the cluster does not support them
 * @param offlineReplicas the replicas that are offline
 * @param since the time of the last state change; only from ZooKeeper
 * @param lastKnownElr the last known eligible replicas; empty if the cluster does not support them
 * @param adding the replicas that a reassignment adds; included in the replicas
 * @param removing the replicas that a reassignment will remove
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
        leader = CommonValues.number(leader);
        leaderEpoch = CommonValues.number(leaderEpoch);
        replicas = CommonValues.ids(replicas);
        isr = CommonValues.ids(isr);
        elr = CommonValues.ids(elr);
        offlineReplicas = CommonValues.ids(offlineReplicas);
        lastKnownElr = CommonValues.ids(lastKnownElr);
        adding = CommonValues.ids(adding);
        removing = CommonValues.ids(removing);
    }

    /** Creates a partition without a reassignment. */
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

    /** The partition with a reassignment. */
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

    /** The partition after its reassignment: with these replicas, and those of the others gone. */
    public Partition moved(List<Integer> target) {
        return new Partition(
                topic,
                partition,
                leader,
                leaderEpoch,
                target,
                isr.stream().filter(target::contains).toList(),
                elr,
                offlineReplicas.stream().filter(target::contains).toList(),
                since,
                lastKnownElr,
                List.of(),
                List.of());
    }

    /** The partition with eligible leader replicas. */
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

    /** The partition with leader epoch and time from ZooKeeper. */
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

    /** Whether a text is a partition's number: up to nine digits. */
    public static boolean isNumber(String text) {
        return text.matches("\\d{1,9}");
    }

    /** Whether a reassignment is in progress. */
    public boolean reassigning() {
        return !adding.isEmpty() || !removing.isEmpty();
    }

    /** The name: {@code orders-0}. */
    public String name() {
        return topic + "-" + partition;
    }

    public boolean offline() {
        return leader.isEmpty();
    }

    /** The partition with these brokers offline: they lead nothing, and their replicas are offline. */
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

    /** The online in-sync replicas; empty without a leader. */
    public List<Integer> inSync() {
        if (offline() || offlineReplicas.isEmpty()) {
            return offline() ? List.of() : isr;
        }
        return isr.stream().filter(id -> !offlineReplicas.contains(id)).toList();
    }

    /** The same; without a leader the last in-sync replicas, as the stock tools count. */
    public List<Integer> inSyncOrLast() {
        return offline() ? isr : inSync();
    }

    /** Whether it is under-replicated; replicas that a reassignment adds do not count yet. */
    public boolean underReplicated() {
        return inSyncOrLast().size()
                < replicas.stream().filter(id -> !adding.contains(id)).count();
    }

    /** The preferred leader, the first replica; empty if the assignment is unknown. */
    public OptionalInt preferred() {
        return replicas.isEmpty() ? OptionalInt.empty() : OptionalInt.of(replicas.get(0));
    }

    /** Whether the preferred leader is the leader; false without a leader. */
    public boolean preferredLeads() {
        return leader.isPresent() && leader.equals(preferred());
    }
}
