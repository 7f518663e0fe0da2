package zooka.commands.pod;

import java.util.Optional;
import java.util.Set;

/**
 * The client addresses of a {@code server.N} line in ZooKeeper's configuration.
 *
 * @param plain {@code host:port} without TLS; empty without such a port
 * @param secure {@code host:port} with TLS; empty without such a port
 * @param named whether the client ports are part of the line, not settings of this server
 */
record Member(Optional<String> plain, Optional<String> secure, boolean named) {

    private static final Set<String> ANYWHERE = Set.of("0.0.0.0", "[::]", "::");

    /**
     * Parses {@code host:port:port[:role][|host:port:port...][;[address:]port[;[address:]port]]}.
     *
     * @param port the client port if the line has none
     * @param securePort the same over TLS
     */
    static Member parse(String text, Optional<String> port, Optional<String> securePort) {
        String[] parts = text.strip().split(";", 3);
        String host = host(text);
        if (host.isEmpty() || Variables.isOpen(host)) {
            return new Member(Optional.empty(), Optional.empty(), true);
        }
        return new Member(
                parts.length > 1 ? clientAddress(host, parts[1]) : port.map(number -> reached(host) + ":" + number),
                parts.length > 2
                        ? clientAddress(host, parts[2])
                        : securePort.map(number -> reached(host) + ":" + number),
                parts.length > 1);
    }

    /** The host of a line, as written. */
    static String host(String text) {
        String first = text.strip().split("[;|]", 2)[0];
        return first.startsWith("[") && first.indexOf(']') > 0
                ? first.substring(0, first.indexOf(']') + 1)
                : first.split(":", 2)[0];
    }

    /** The member with other client addresses; an empty text for all addresses. */
    Member listening(String address, String secureAddress) {
        return named ? this : new Member(at(plain, address), at(secure, secureAddress), false);
    }

    private static Optional<String> at(Optional<String> client, String address) {
        return address.isEmpty() || ANYWHERE.contains(address)
                ? client
                : client.map(old -> reached(address) + old.substring(old.lastIndexOf(':')));
    }

    private static Optional<String> clientAddress(String host, String text) {
        int colon = text.lastIndexOf(':');
        String address = colon < 0 ? "" : text.substring(0, colon).strip();
        String at = address.isEmpty() || ANYWHERE.contains(address) ? host : address;
        return port(text.substring(colon + 1)).map(number -> reached(at) + ":" + number);
    }

    /** A port; empty for other text. */
    static Optional<String> port(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(digits -> digits.matches("\\d{1,5}"));
    }

    /** The host to connect to for a listen address; localhost for the wildcard address. */
    static String reached(String host) {
        if (host.isEmpty() || ANYWHERE.contains(host)) {
            return "localhost";
        }
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
