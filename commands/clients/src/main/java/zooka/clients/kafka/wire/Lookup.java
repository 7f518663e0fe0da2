package zooka.clients.kafka.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.HostResolver;

/**
 * DNS lookups on other threads, because a DNS server that does not answer blocks its caller for many seconds and
 * cannot be interrupted.
 */
final class Lookup implements HostResolver {

    private final Map<String, InetAddress[]> found = new ConcurrentHashMap<>();

    /** Starts a lookup; {@code done} is called on another thread when the future is complete. */
    CompletableFuture<InetAddress[]> begin(String host, Runnable done) {
        return begin(host, host, done);
    }

    /**
     * The same for a mapped host. The addresses are those of the target, with the name of the host, since
     * its certificate is verified against that name.
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
