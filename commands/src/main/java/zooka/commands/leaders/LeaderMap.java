package zooka.commands.leaders;

import java.util.List;
import zooka.clients.kafka.ClusterState;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Picture;

/**
 * All that the leader map shows.
 *
 * @param name what the cluster is called where it was reached: a context's name or the address
 * @param cluster brokers, controller and partitions
 * @param ensemble the ZooKeeper servers; empty in KRaft mode and where ZooKeeper was not named
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
