package zooka.clients.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import zooka.clients.Failure;

/** Lists of {@code host:port}, and why one of them cannot be reached. */
public final class Addresses {

    /** From the beginning of a word only, so that a long list is looked through once. */
    private static final Pattern SCHEME = Pattern.compile("(?<![A-Za-z0-9_+.-])[A-Za-z0-9_+.-]*+://");

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Pattern SEPARATOR = Pattern.compile("[;\\s]");
    private static final Pattern HOST =
            Pattern.compile("[^\\[\\]/?#@\\\\\"'<>|=\\p{Cntrl}]+|\\[[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?\\]");

    private Addresses() {}

    /**
     * Splits {@code host:port,host:port}; hosts without a port get the default one, IPv6 addresses stand in brackets.
     *
     * @throws Failure {@code USAGE} for an invalid list: an empty host, an invalid port, another separator
     */
    public static List<String> parse(String list, int defaultPort) {
        checkNoScheme(list);
        List<String> addresses = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            String address = item.strip();
            if (SEPARATOR.matcher(address).find()) {
                throw Failure.usage("'" + list.strip() + "': servers must be separated by commas")
                        .hint(listed(list));
            }
            int colon = address.lastIndexOf(':');
            boolean hasPort = colon > 0 && colon > address.lastIndexOf(']');
            String host = hasPort ? address.substring(0, colon) : address;
            String port = hasPort ? address.substring(colon + 1) : Integer.toString(defaultPort);
            if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
                throw Failure.usage("'" + item + "' is not HOST:PORT")
                        .hint("put an IPv6 address in brackets: [fd00::1]:" + defaultPort);
            }
            if (!HOST.matcher(host).matches() || !PORT.matcher(port).matches() || Integer.parseInt(port) > 65_535) {
                throw Failure.usage("'" + item + "' is not HOST:PORT").hint("zookeeper-0:2181,zookeeper-1:2181");
            }
            addresses.add(host + ":" + port);
        }
        return addresses;
    }

    /**
     * Refuses a list of URLs, {@code PLAINTEXT://host:port}.
     *
     * @throws Failure {@code USAGE} for one
     */
    public static void checkNoScheme(String list) {
        if (list.contains("://")) {
            throw Failure.usage("'" + list.strip() + "' is a URL; expected HOST:PORT")
                    .hint(listed(SCHEME.matcher(list).replaceAll(""))
                            + (list.contains("SSL://") || list.contains("SASL_")
                                    ? "; configure the protocol with security.protocol in --command-config"
                                    : ""));
        }
    }

    /** The same servers with commas between them, for a hint. */
    public static String listed(String servers) {
        return servers.strip().replaceAll("[,;\\s]+", ",").replaceAll("^,|,$", "");
    }

    /** The text without the slashes at its end. */
    public static String withoutLastSlashes(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    public static String host(String address) {
        String host = address.substring(0, address.lastIndexOf(':'));
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    public static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /**
     * Why each address does not take a TCP connection: {@code connection refused}, {@code no such host}. Those that do take
     * one are empty. All are tried at the same time, so this lasts no longer than the timeout.
     */
    public static Map<String, Optional<String>> probe(List<String> addresses, Duration timeout) {
        return Async.each(addresses, Deadline.in(timeout.plusMillis(100)), address -> trouble(address, timeout))
                .orElse(late -> Optional.of("name lookup timed out"));
    }

    /** Why an address does not take a TCP connection; empty where it does. */
    public static Optional<String> trouble(String address, Duration timeout) {
        try (Socket socket = new Socket()) {
            InetAddress host = InetAddress.getByName(host(address));
            socket.connect(new InetSocketAddress(host, port(address)), (int) Math.max(1, timeout.toMillis()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Outage.describe(e));
        }
    }
}
