package zooka.commands.doctor;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.net.Addresses;
import zooka.clients.net.Async;
import zooka.commands.doctor.Probe.StepResult;

/** The first steps of a connection: DNS lookup and TCP connection. */
final class Network {

    static final long CONNECT_MILLIS = 800;

    private Network() {}

    /** The steps for an address; a numeric one needs no DNS lookup. */
    static List<String> steps(String address) {
        return literal(Addresses.host(address)) ? List.of("tcp") : List.of("dns", "tcp");
    }

    /** Runs the steps; returns the address that accepts connections. */
    static InetSocketAddress reach(Probe way, String address) throws StepFailed {
        String host = Addresses.host(address);
        List<InetAddress> found = literal(host) ? List.of(parse(host)) : way.step("dns", () -> lookUp(host));
        return way.step("tcp", () -> connect(found, Addresses.port(address), way.limit(CONNECT_MILLIS)));
    }

    private static boolean literal(String host) {
        return host.indexOf(':') >= 0 || host.matches("[\\d.]+");
    }

    private static InetAddress parse(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            return InetAddress.getLoopbackAddress(); // unreachable: digits and dots that are not an address are a name
        }
    }

    private static StepResult<List<InetAddress>> lookUp(String host) throws IOException {
        List<InetAddress> found = Arrays.asList(InetAddress.getAllByName(host));
        return StepResult.of(
                found,
                found.stream().map(InetAddress::getHostAddress).distinct().collect(Collectors.joining(" ")));
    }

    /** The result of a connection to one address of a name. */
    private record Attempt(InetAddress address, Optional<IOException> trouble) {}

    private static StepResult<InetSocketAddress> connect(List<InetAddress> addresses, int port, int millis)
            throws IOException {
        List<Async<Attempt>> asked = new ArrayList<>();
        for (InetAddress address : addresses) {
            asked.add(Async.ask(address.getHostAddress(), () -> attempt(address, port, millis)));
        }
        List<Attempt> tried = asked.stream().map(Async::answer).toList();
        Optional<Attempt> open =
                tried.stream().filter(one -> one.trouble.isEmpty()).findFirst();
        if (open.isEmpty()) {
            throw tried.get(0).trouble.orElseThrow();
        }
        InetSocketAddress reached = new InetSocketAddress(open.get().address, port);
        String detail = text(open.get().address, port);
        // A name often has an IPv4 or IPv6 address on which nothing listens; that is not a fault.
        List<String> others = tried.stream()
                .filter(one -> one.trouble.isPresent()
                        && one.address instanceof Inet6Address == open.get().address instanceof Inet6Address)
                .map(one -> text(one.address, port) + " "
                        + NetworkFaults.of("tcp", one.trouble.get()).detail())
                .toList();
        return others.isEmpty()
                ? StepResult.of(reached, detail)
                : StepResult.noted(
                        reached,
                        detail + "; " + String.join(", ", others),
                        Fault.warning(
                                "tcp-some", "clients that select the other address fail: see why it does not answer"));
    }

    private static Attempt attempt(InetAddress address, int port, int millis) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), millis);
            return new Attempt(address, Optional.empty());
        } catch (IOException e) {
            return new Attempt(address, Optional.of(e));
        }
    }

    private static String text(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }
}
