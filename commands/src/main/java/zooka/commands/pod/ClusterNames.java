package zooka.commands.pod;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import zooka.clients.Failure;

/** Whether the cluster's DNS knows a name, answered in a time that nobody minds, all names taken together. */
public final class ClusterNames implements Predicate<String> {

    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final Map<String, CompletableFuture<Boolean>> asked = new ConcurrentHashMap<>();
    private long deadline;

    @Override
    public boolean test(String name) {
        if (deadline == 0) {
            deadline = System.nanoTime() + PATIENCE.toNanos();
        }
        try {
            return asked.computeIfAbsent(name, ClusterNames::ask)
                    .get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    /** On a thread that nobody waits for: looking a name up cannot be interrupted. */
    private static CompletableFuture<Boolean> ask(String name) {
        CompletableFuture<Boolean> known = new CompletableFuture<>();
        Thread thread = new Thread(() -> known.complete(resolves(name)), "name " + name);
        thread.setDaemon(true);
        thread.start();
        return known;
    }

    private static boolean resolves(String name) {
        try {
            return InetAddress.getByName(name) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
