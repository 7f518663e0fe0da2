package zooka.clients.kafka.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.HostResolver;
import zooka.clients.net.Async;

/**
 * DNS lookups on other threads, because a DNS server that does not answer blocks its caller for many seconds and
 * cannot be interrupted.
 */
final class Lookup implements HostResolver {

    private final Map<String, InetAddress[]> found = new ConcurrentHashMap<>();

    /**
     * Starts a lookup; its answer is empty if the host does not exist.
     *
     * @param done called on another thread when the answer is known
     */
    Async<List<InetAddress>> begin(String host, Runnable done) {
        return begin(host, host, done);
    }

    /**
     * The same for a mapped host. The addresses are those of the target, with the name of the host, since
     * its certificate is verified against that name.
     */
    Async<List<InetAddress>> begin(String host, String dialled, Runnable done) {
        return isLiteral(dialled)
                ? Async.known(resolve(host, dialled))
                : Async.ask("lookup of " + dialled, () -> resolve(host, dialled))
                        .then(done);
    }

    private List<InetAddress> resolve(String host, String dialled) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(dialled);
            if (!host.equals(dialled)) {
                for (int i = 0; i < addresses.length; i++) {
                    addresses[i] = InetAddress.getByAddress(host, addresses[i].getAddress());
                }
            }
            found.put(host, addresses);
            return List.of(addresses);
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    /** The resolver of the network client: only names that were resolved before, so that it never blocks. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = found.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
