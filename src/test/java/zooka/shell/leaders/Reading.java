package zooka.shell.leaders;

import java.time.Instant;
import java.util.List;
import zooka.clients.kafka.ClusterState;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Voter;

/** A cluster as a source reads it at once. */
public record Reading(String name, ClusterState cluster, List<Server> ensemble, List<Voter> voters) {

    public Reading(String name, ClusterState cluster, List<Server> ensemble) {
        this(name, cluster, ensemble, List.of());
    }

    /** The same, read at another time. */
    Reading at(Instant time) {
        return new Reading(
                name,
                new ClusterState(
                        time,
                        cluster.clusterId(),
                        cluster.mode(),
                        cluster.controller(),
                        cluster.controllerEpoch(),
                        cluster.brokers(),
                        cluster.topics()),
                ensemble,
                voters);
    }

    /** The map that begins with it. */
    public LeaderMap first() {
        return new LeaderMap(
                name, new Point(after(Snapshot.of(cluster, ensemble)).state(), List.of()));
    }

    /** The point at which a state becomes this one. */
    Point after(Snapshot before) {
        return before.edit(cluster.asOf())
                .state(cluster)
                .ensemble(ensemble)
                .voters(voters)
                .unreachable(cluster.unreachable())
                .done();
    }
}
