package zooka.commands.leaders;

import java.util.List;
import zooka.clients.kafka.ClusterState;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Picture;

/**
 * The content of the leader map.
 *
 * @param name the name of the cluster: the context or the address
 * @param cluster brokers, controller and partitions
 * @param ensemble the ZooKeeper servers; empty in KRaft mode and without -z
 */
public record LeaderMap(String name, ClusterState cluster, List<Server> ensemble) implements Picture {

    /** The name of its view. */
    static final String VIEW = "leaders";

    public LeaderMap {
        ensemble = List.copyOf(ensemble);
    }

    @Override
    public String view() {
        return VIEW;
    }
}
