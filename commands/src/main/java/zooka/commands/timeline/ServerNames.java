package zooka.commands.timeline;

import java.util.List;
import zooka.clients.zookeeper.servers.Server;

/** Short names for the servers of an ensemble. */
public final class ServerNames {
    private ServerNames() {}

    /**
     * The first label of a server's host name if that is unique, such as {@code zk-2}; its port if all have the same
     * host, such as {@code :2181}; else its address.
     */
    public static String of(Server server, List<Server> ensemble) {
        String host = host(server);
        if (ensemble.size() > 1
                && ensemble.stream().allMatch(other -> host(other).equals(host))) {
            return server.address().substring(host.length());
        }
        String label = label(server);
        boolean telling = !label.isEmpty()
                && !Character.isDigit(label.charAt(0))
                && ensemble.stream().filter(other -> label(other).equals(label)).count() == 1;
        return telling ? label : server.address();
    }

    /** The name of the leader; empty without one. */
    public static String leader(List<Server> ensemble) {
        return ensemble.stream()
                .filter(Server::leads)
                .findFirst()
                .map(server -> of(server, ensemble))
                .orElse("");
    }

    private static String host(Server server) {
        return server.address().substring(0, Math.max(0, server.address().lastIndexOf(':')));
    }

    private static String label(Server server) {
        return server.address().split("[.:]", 2)[0];
    }
}
