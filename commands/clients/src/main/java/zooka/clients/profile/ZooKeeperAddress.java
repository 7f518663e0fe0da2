package zooka.clients.profile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.clients.text.ZnodePath;

/**
 * An ensemble's connect string, taken apart.
 *
 * @param servers each {@code host:port}
 * @param chroot the znode that is the root of everything, or the empty string
 */
public record ZooKeeperAddress(List<String> servers, String chroot) {

    private static final int DEFAULT_PORT = 2181;
    private static final Pattern SEPARATOR = Pattern.compile("[,;\\s]");
    private static final Pattern PORT = Pattern.compile(":\\d");

    /**
     * Reads {@code host[:port],...[/chroot]}.
     *
     * @throws Failure {@code USAGE} for anything else
     */
    public static ZooKeeperAddress parse(String connectString) {
        Addresses.checkNoScheme(connectString);
        int slash = connectString.indexOf('/');
        String hosts = slash < 0 ? connectString : connectString.substring(0, slash);
        String rest = slash < 0 ? "" : connectString.substring(slash);
        Matcher separator = SEPARATOR.matcher(rest);
        if (separator.find() && PORT.matcher(rest).find(separator.start())) {
            String chroot = rest.replaceFirst("[,;\\s].*", "");
            String servers = hosts + rest.substring(chroot.length()).replaceAll("/[^,;\\s]*", "");
            throw Failure.usage("'" + connectString + "': give the chroot once, after the last server")
                    .hint(Addresses.listed(servers) + chroot);
        }
        String chroot = Addresses.withoutLastSlashes(rest);
        if (!chroot.isEmpty() && !ZnodePath.canBe(chroot)) {
            throw Failure.usage("invalid chroot '" + chroot + "'").hint("zookeeper-0:2181,zookeeper-1:2181/kafka");
        }
        return new ZooKeeperAddress(Addresses.parse(hosts, DEFAULT_PORT), chroot);
    }

    /** As the client library wants it. */
    public String connectString() {
        return String.join(",", servers) + chroot;
    }
}
