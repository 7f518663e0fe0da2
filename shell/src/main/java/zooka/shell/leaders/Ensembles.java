package zooka.shell.leaders;

import java.util.List;
import zooka.clients.zookeeper.servers.Server;

/** What to call the servers of an ensemble. */
final class Ensembles {
    private Ensembles() {}

    /**
     * The first label of its host name where that tells it from the others, {@code zk-2}; its port where all have one
     * host, {@code :2181}; else its address.
     */
    static String name(Server server, List<Server> ensemble) {
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

    /** The name of the one that leads, or nothing. */
    static String leader(List<Server> ensemble) {
        return ensemble.stream()
                .filter(Server::leads)
                .findFirst()
                .map(server -> name(server, ensemble))
                .orElse("");
    }

    private static String host(Server server) {
        return server.address().substring(0, Math.max(0, server.address().lastIndexOf(':')));
    }

    private static String label(Server server) {
        return server.address().split("[.:]", 2)[0];
    }
}
