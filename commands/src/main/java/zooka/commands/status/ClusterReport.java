package zooka.commands.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.kafka.ClusterState;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.action.Clusters;
import zooka.commands.timeline.Snapshot;

/** The parts of a report that a timeline knows: the ensemble, the quorum, Kafka. Those whose state is the same are kept. */
final class ClusterReport {

    private final Clusters clusters;
    private Optional<Snapshot> before = Optional.empty();
    private List<Server> servers = List.of();
    private List<Part> ensemble = List.of();
    private List<Part> cluster = List.of();
    private boolean served;

    ClusterReport(Clusters clusters) {
        this.clusters = clusters;
    }

    /** Whether the timeline knows all that a report needs. */
    static boolean knows(Snapshot state, Clusters clusters) {
        boolean kraft = state.mode() == ClusterState.Mode.KRAFT;
        return state.checked()
                && (!clusters.hasZooKeeper() || !state.ensemble().isEmpty())
                && (!kraft || !state.voters().isEmpty());
    }

    /** The parts of a state. */
    List<Part> of(Snapshot state) {
        if (!servers.equals(state.ensemble())) {
            List<Part> parts = new ArrayList<>();
            Status.ensemble(state.ensemble(), clusters.ensemble()::votes, parts);
            servers = state.ensemble();
            ensemble = List.copyOf(parts);
        }
        if (before.filter(state::sameCluster).isEmpty()) {
            cluster(state);
            before = Optional.of(state);
        }
        List<Part> parts = new ArrayList<>(ensemble);
        parts.addAll(cluster);
        return parts;
    }

    /** Whether the last state has a broker, which can be asked for the groups. */
    boolean served() {
        return served;
    }

    private void cluster(Snapshot snapshot) {
        boolean kraft = snapshot.mode() == ClusterState.Mode.KRAFT;
        boolean lost = kraft && snapshot.controller().isEmpty();
        ClusterState state = lost ? snapshot.state().withUnreachableOffline() : snapshot.state();
        List<Part> parts = new ArrayList<>();
        if (kraft) {
            parts.add(
                    lost
                            ? QuorumHealth.lost(snapshot.voters())
                            : QuorumHealth.of(snapshot.controller(), snapshot.controllerEpoch(), snapshot.voters()));
        }
        ClusterHealth health = new ClusterHealth(state, lost);
        parts.add(health.part());
        cluster = List.copyOf(parts);
        served = health.served();
    }
}
