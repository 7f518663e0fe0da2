package zooka.commands.pod;

import java.util.Optional;
import java.util.Set;

/**
 * A {@code server.N} of ZooKeeper's configuration, by where clients reach it.
 *
 * @param plain {@code host:port}; empty where it takes no clients without TLS
 * @param secure {@code host:port}; empty where it takes none over TLS
 * @param named whether the ports of clients are in its own line, and not settings of this server
 */
record Member(Optional<String> plain, Optional<String> secure, boolean named) {

    private static final Set<String> ANYWHERE = Set.of("0.0.0.0", "[::]", "::");

    /**
     * Reads {@code host:port:port[:role][|host:port:port...][;[address:]port[;[address:]port]]}.
     *
     * @param port of clients, where the member names none
     * @param securePort the same over TLS
     */
    static Member parse(String text, Optional<String> port, Optional<String> securePort) {
        String[] parts = text.strip().split(";", 3);
        String host = host(text);
        if (host.isEmpty() || Variables.isOpen(host)) {
            return new Member(Optional.empty(), Optional.empty(), true);
        }
        return new Member(
                parts.length > 1 ? door(host, parts[1]) : port.map(number -> reached(host) + ":" + number),
                parts.length > 2 ? door(host, parts[2]) : securePort.map(number -> reached(host) + ":" + number),
                parts.length > 1);
    }

    /** The host of a member, as it is written. */
    static String host(String text) {
        String first = text.strip().split("[;|]", 2)[0];
        return first.startsWith("[") && first.indexOf(']') > 0
                ? first.substring(0, first.indexOf(']') + 1)
                : first.split(":", 2)[0];
    }

    /** The same, where it listens to clients at these addresses only; empty for all. */
    Member listening(String address, String secureAddress) {
        return named ? this : new Member(at(plain, address), at(secure, secureAddress), false);
    }

    private static Optional<String> at(Optional<String> door, String address) {
        return address.isEmpty() || ANYWHERE.contains(address)
                ? door
                : door.map(there -> reached(address) + there.substring(there.lastIndexOf(':')));
    }

    private static Optional<String> door(String host, String text) {
        int colon = text.lastIndexOf(':');
        String address = colon < 0 ? "" : text.substring(0, colon).strip();
        String at = address.isEmpty() || ANYWHERE.contains(address) ? host : address;
        return port(text.substring(colon + 1)).map(number -> reached(at) + ":" + number);
    }

    /** A port, if it is one. */
    static Optional<String> port(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(digits -> digits.matches("\\d{1,5}"));
    }

    /** The host to dial for an address that a server listens at: this pod's own for all addresses. */
    static String reached(String host) {
        if (host.isEmpty() || ANYWHERE.contains(host)) {
            return "localhost";
        }
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
