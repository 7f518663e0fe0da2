package zooka.clients.kafka.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.HostResolver;

/**
 * Names looked up beside the connections, because a name server that stays silent holds its caller for many seconds and
 * cannot be interrupted.
 */
final class Lookup implements HostResolver {

    private final Map<String, InetAddress[]> found = new ConcurrentHashMap<>();

    /** Begins to look a name up; {@code done} is called on another thread when the future is complete. */
    CompletableFuture<InetAddress[]> begin(String host, Runnable done) {
        return begin(host, host, done);
    }

    /**
     * The same for a host that is dialled at another one. The addresses are the other's and go by the host's own name, for
     * that is what its certificate is held against.
     */
    CompletableFuture<InetAddress[]> begin(String host, String dialled, Runnable done) {
        CompletableFuture<InetAddress[]> future = new CompletableFuture<>();
        if (isLiteral(dialled)) {
            resolve(host, dialled, future);
        } else {
            Thread thread = new Thread(
                    () -> {
                        resolve(host, dialled, future);
                        done.run();
                    },
                    "lookup of " + dialled);
            thread.setDaemon(true);
            thread.start();
        }
        return future;
    }

    private void resolve(String host, String dialled, CompletableFuture<InetAddress[]> future) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(dialled);
            if (!host.equals(dialled)) {
                for (int i = 0; i < addresses.length; i++) {
                    addresses[i] = InetAddress.getByAddress(host, addresses[i].getAddress());
                }
            }
            found.put(host, addresses);
            future.complete(addresses);
        } catch (UnknownHostException e) {
            future.completeExceptionally(e);
        }
    }

    /** What the network client dials: only names that were found before, so that it never waits. */
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
