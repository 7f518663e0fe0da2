package zooka.clients.zookeeper.servers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.Failure;

/**
 * A member of an ensemble as {@code server.ID=} says it: {@code HOST:PORT:PORT[:ROLE][|HOST:PORT:PORT...][;[HOST:]PORT[;[HOST:]PORT]]}.
 *
 * @param hosts where the other servers reach it; the first is its own
 * @param observer whether it does not vote
 * @param client where clients reach it, as {@code host:port}; empty where the ensemble was not told
 * @param secureClient where they reach it over TLS
 * @param clientAsZkCli the first of these as zkCli shows it, a wildcard as it is; empty text where there is none
 */
public record MemberSpec(
        List<String> hosts,
        boolean observer,
        Optional<String> client,
        Optional<String> secureClient,
        String clientAsZkCli) {

    private static final String FORM = "server.ID=HOST:PORT:PORT[:participant|observer];[HOST:]PORT";

    /** A host (an IPv6 address in brackets), two ports, and an optional role. */
    private static final Pattern PEER =
            Pattern.compile("(\\[[^\\]]+\\]|[^:\\[\\]]+):(\\d{1,5}):(\\d{1,5})(?::(\\w+))?");

    private static final Pattern CLIENT = Pattern.compile("(?:(\\[[^\\]]+\\]|[^:\\[\\]]+):)?(\\d{1,5})");

    /** Addresses of all interfaces: they say at which port, and not where. */
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

    private static final Set<String> ROLES = Set.of("participant", "observer");

    public MemberSpec {
        hosts = List.copyOf(hosts);
    }

    /** Reads one as the servers do; {@code USAGE} says what is wrong with it. */
    public static MemberSpec parse(String spec) {
        String[] parts = spec.split(";", -1);
        if (parts.length > 3) {
            throw wrong(spec, "more than three parts separated by semicolons");
        }
        List<String> hosts = new ArrayList<>();
        boolean observer = false;
        for (String address : parts[0].split("\\|", -1)) {
            Matcher peer = PEER.matcher(address.strip());
            if (!peer.matches()) {
                throw wrong(spec, "'" + address.strip() + "' is not HOST:PORT:PORT[:ROLE]");
            }
            port(spec, peer.group(2));
            port(spec, peer.group(3));
            String role = peer.group(4) == null ? "participant" : peer.group(4).toLowerCase(Locale.ROOT);
            if (!ROLES.contains(role)) {
                throw wrong(spec, "unknown role '" + peer.group(4) + "'");
            }
            observer |= role.equals("observer");
            hosts.add(peer.group(1));
        }
        return new MemberSpec(
                hosts,
                observer,
                clients(spec, parts, 1, hosts.get(0)),
                clients(spec, parts, 2, hosts.get(0)),
                asZkCli(parts));
    }

    private static String asZkCli(String[] parts) {
        Matcher client = CLIENT.matcher(parts.length > 1 ? parts[1].strip() : "");
        if (!client.matches()) {
            return "";
        }
        String host = client.group(1) == null ? "0.0.0.0" : client.group(1);
        if (host.startsWith("[")) {
            try {
                host = InetAddress.getByName(host).getHostAddress();
            } catch (UnknownHostException strange) {
                host = host.substring(1, host.length() - 1);
            }
        }
        return host + ":" + client.group(2);
    }

    private static Optional<String> clients(String spec, String[] parts, int at, String own) {
        if (parts.length <= at || parts[at].isBlank()) {
            return Optional.empty();
        }
        Matcher client = CLIENT.matcher(parts[at].strip());
        if (!client.matches()) {
            throw wrong(spec, "'" + parts[at].strip() + "' is not [HOST:]PORT");
        }
        port(spec, client.group(2));
        String host = client.group(1);
        return Optional.of((host == null || WILDCARDS.contains(host) ? own : host) + ":" + client.group(2));
    }

    private static void port(String spec, String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw wrong(spec, digits + " is not a valid port");
        }
    }

    private static Failure wrong(String spec, String why) {
        return Failure.usage("invalid server '" + spec + "': " + why).hint(FORM);
    }
}
