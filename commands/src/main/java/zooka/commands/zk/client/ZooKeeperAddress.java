package zooka.commands.zk.client;

import java.util.List;
import zooka.commands.net.Addresses;

/**
 * An ensemble's connect string, taken apart.
 *
 * @param servers each {@code host:port}
 * @param chroot the znode that is the root of everything, or the empty string
 */
public record ZooKeeperAddress(List<String> servers, String chroot) {

    private static final int DEFAULT_PORT = 2181;

    /** Reads {@code host[:port],...[/chroot]}. */
    public static ZooKeeperAddress parse(String connectString) {
        int slash = connectString.indexOf('/');
        String hosts = slash < 0 ? connectString : connectString.substring(0, slash);
        String chroot = slash < 0 ? "" : connectString.substring(slash).replaceAll("/+$", "");
        return new ZooKeeperAddress(Addresses.parse(hosts, DEFAULT_PORT), chroot);
    }

    /** As the client library wants it. */
    public String connectString() {
        return String.join(",", servers) + chroot;
    }
}
