package zooka.commands.failover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import zooka.clients.kafka.PartitionName;

/** What happened together: the loss of a broker, what followed from it, and how all was restored, however late. */
public final class Incident {

    private final Moment begin;
    private final OptionalInt controller;
    private final OptionalInt controllerEpoch;
    final List<BrokerOutage> brokers = new ArrayList<>();
    final List<VoterOutage> voters = new ArrayList<>();
    final List<ServerChange> servers = new ArrayList<>();
    final List<ControllerMove> controllers = new ArrayList<>();
    final List<LeaderChange> leaderChanges = new ArrayList<>();
    final List<Outage> leaderless = new ArrayList<>();
    final List<Outage> outOfSync = new ArrayList<>();
    final List<Outage> notPreferred = new ArrayList<>();

    /**
     * An incident that begins.
     *
     * @param controller the active controller before it
     */
    Incident(Moment begin, OptionalInt controller, OptionalInt controllerEpoch) {
        this.begin = begin;
        this.controller = controller;
        this.controllerEpoch = controllerEpoch;
    }

    public Moment begin() {
        return begin;
    }

    /** The active controller before it; empty for none. */
    public OptionalInt controller() {
        return controller;
    }

    public OptionalInt controllerEpoch() {
        return controllerEpoch;
    }

    public List<BrokerOutage> brokers() {
        return brokers;
    }

    public List<VoterOutage> voters() {
        return voters;
    }

    public List<ServerChange> servers() {
        return servers;
    }

    public List<ControllerMove> controllers() {
        return controllers;
    }

    public List<LeaderChange> leaderChanges() {
        return leaderChanges;
    }

    /** The partitions without a leader. */
    public Outages leaderless() {
        return Outages.of(leaderless);
    }

    /** The partitions with fewer in-sync replicas than replicas. */
    public Outages outOfSync() {
        return Outages.of(outOfSync);
    }

    /** The partitions that lost their preferred leader. */
    public Outages notPreferred() {
        return Outages.of(notPreferred);
    }

    /** The elections that were forced, and not those that gave partitions their preferred leaders again. */
    public List<LeaderChange> forced() {
        return leaderChanges.stream().filter(change -> !change.preferred()).toList();
    }

    /** The number of partitions of which another leader was elected or should have been. */
    public int partitions() {
        Set<PartitionName> names = new HashSet<>();
        forced().forEach(change -> names.add(change.name()));
        leaderless.stream().filter(one -> !one.deleted()).forEach(outage -> names.add(outage.name()));
        return names.size();
    }

    /**
     * The moment from which the times of what followed are measured: the first loss or move. That a broker does not answer
     * is noticed by the recorder alone, and is not one.
     */
    public Moment origin() {
        return Stream.of(
                        brokers.stream().map(BrokerOutage::offline).flatMap(Optional::stream),
                        controllers.stream().map(move -> move.lost().orElse(move.at())),
                        leaderChanges.stream().map(LeaderChange::at),
                        leaderless.stream().map(Outage::from),
                        outOfSync.stream().map(Outage::from))
                .flatMap(moments -> moments)
                .min(Comparator.comparing(Moment::seen))
                .orElse(begin);
    }
}
