package zooka.clients.profile;

import java.time.Duration;
import java.util.Optional;

/**
 * Which cluster to reach, and how.
 *
 * @param name what to call it in the prompt and in headers
 * @param zookeeper {@code host:port,...[/chroot]}; empty where only the brokers are known
 * @param bootstrap {@code host:port,...}; empty where the brokers are to be found through ZooKeeper
 * @param controllers {@code host:port,...} of a KRaft quorum; empty where they are to be found through the brokers
 * @param access how the servers let this client in, and where they are
 * @param timeout bound of one remote request, and of reaching a server at all
 * @param lasting whether the connection serves many commands: a session that survives its loss, at some cost when it starts
 * @param readOnlyServer whether a ZooKeeper server that has lost its quorum, and takes reads only, will do
 */
public record Profile(
        String name,
        Optional<String> zookeeper,
        Optional<String> bootstrap,
        Optional<String> controllers,
        ClientSettings access,
        Duration timeout,
        boolean lasting,
        boolean readOnlyServer) {

    public Profile(
            String name,
            Optional<String> zookeeper,
            Optional<String> bootstrap,
            ClientSettings access,
            Duration timeout,
            boolean lasting,
            boolean readOnlyServer) {
        this(name, zookeeper, bootstrap, Optional.empty(), access, timeout, lasting, readOnlyServer);
    }

    public Profile(
            String name,
            Optional<String> zookeeper,
            Optional<String> bootstrap,
            ClientSettings access,
            Duration timeout,
            boolean lasting) {
        this(name, zookeeper, bootstrap, Optional.empty(), access, timeout, lasting, false);
    }

    /** Whether all of these are servers of its ensemble, under whichever chroot. */
    public boolean hasServers(String connectString) {
        return zookeeper.isPresent()
                && ZooKeeperAddress.parse(zookeeper.get())
                        .servers()
                        .containsAll(ZooKeeperAddress.parse(connectString).servers());
    }

    /** The same with these controllers, {@code host:port,...}. */
    public Profile withControllers(String servers) {
        return new Profile(name, zookeeper, bootstrap, Optional.of(servers), access, timeout, lasting, readOnlyServer);
    }

    /** The same by those servers of its ensemble, and under that chroot; its brokers are to be found through it. */
    public Profile connectedTo(String connectString) {
        return new Profile(
                firstOf(connectString),
                Optional.of(connectString),
                Optional.empty(),
                access,
                timeout,
                lasting,
                readOnlyServer);
    }

    /** What to call a cluster that is known by its servers only: the first of them. */
    public static String firstOf(String servers) {
        int comma = servers.indexOf(',');
        return comma < 0 ? servers : servers.substring(0, comma);
    }
}
