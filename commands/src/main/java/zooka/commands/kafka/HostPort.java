package zooka.commands.kafka;

import java.util.ArrayList;
import java.util.List;
import zooka.commands.Failure;

/** Where a server listens. */
record HostPort(String host, int port) {

    private static final int DEFAULT_PORT = 9092;

    /** The addresses of {@code host:port,...}; the port may be left out, an IPv6 address with a port is in brackets. */
    static List<HostPort> list(String addresses) {
        List<HostPort> list = new ArrayList<>();
        for (String address : addresses.split(",", -1)) {
            if (!address.isBlank()) {
                list.add(parse(address.strip()));
            }
        }
        if (list.isEmpty()) {
            throw Failure.usage("no address in '" + addresses + "'").hint("give HOST:PORT[,HOST:PORT...]");
        }
        return list;
    }

    private static HostPort parse(String address) {
        int end = address.startsWith("[") ? address.indexOf(']') : -1;
        int colon = address.lastIndexOf(':');
        if (end >= 0 && colon < end) {
            return new HostPort(address.substring(1, end), DEFAULT_PORT);
        }
        if (colon < 0) {
            return new HostPort(address, DEFAULT_PORT);
        }
        String host = end >= 0 ? address.substring(1, end) : address.substring(0, colon);
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            if (!host.isEmpty() && port > 0 && port < 65_536) {
                return new HostPort(host, port);
            }
        } catch (NumberFormatException e) {
            // Said below, as any other bad address.
        }
        throw Failure.usage("bad address '" + address + "'").hint("give HOST:PORT[,HOST:PORT...]");
    }
}
