package zooka.shell.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zooka.clients.kafka.Configs.Entry;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.ScramUsers;
import zooka.clients.kafka.Transactions;
import zooka.commands.action.Clusters;

/** Names of what is in the cluster, asked for in the background and remembered for a few seconds. */
public final class NameCache {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 500;

    private record Remembered(long at, CompletableFuture<?> names) {}

    private final Supplier<Clusters> present;
    private Clusters of;
    private final Executor background = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "names");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    /** @param present the connections as they are now */
    public NameCache(Supplier<Clusters> present) {
        this.present = present;
    }

    /** The names of a znode's children; empty where ZooKeeper is not to be reached. */
    public CompletableFuture<List<String>> children(String path) {
        Clusters clusters = present.get();
        return clusters.hasZooKeeper()
                ? remembered(
                        "children " + path,
                        () -> clusters.znodes().children(path).names())
                : nothing();
    }

    public CompletableFuture<List<String>> topics() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("topics", () -> clusters.topics().names())
                : nothing();
    }

    /** Each partition, as {@code orders-0}, and each topic, which stands for all of its partitions. */
    public CompletableFuture<List<String>> partitions() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("partitions", () -> clusters.topics().list().stream()
                        .flatMap(topic -> Stream.concat(
                                Stream.of(topic.name()),
                                topic.partitions().stream().map(Partition::name)))
                        .toList())
                : nothing();
    }

    public CompletableFuture<List<String>> users() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("users", () -> clusters.administration().users().list(List.of()).stream()
                        .map(ScramUsers.Credential::user)
                        .distinct()
                        .toList())
                : nothing();
    }

    public CompletableFuture<List<String>> transactions() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("transactions", () -> clusters
                        .administration()
                        .transactions()
                        .list(new Transactions.Filter(List.of(), List.of(), Optional.empty()))
                        .transactions()
                        .stream()
                        .map(Transactions.Listed::id)
                        .toList())
                : nothing();
    }

    public CompletableFuture<List<String>> groups() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("groups", () -> clusters.groups().names())
                : nothing();
    }

    public CompletableFuture<List<String>> brokers() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("brokers", () -> clusters.topics().state(List.of()).brokers().stream()
                        .map(broker -> Integer.toString(broker.id()))
                        .toList())
                : nothing();
    }

    /** The settings of a resource, all of them. */
    public CompletableFuture<List<Entry>> settings(Resource resource) {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("settings " + resource, () -> clusters.administration()
                        .configs()
                        .describe(List.of(resource))
                        .get(resource)
                        .orThrow()
                        .orElse(List.of()))
                : nothing();
    }

    /** What is known by then; nothing of what cannot be asked for. */
    public static <T> List<T> within(CompletableFuture<List<T>> asked, long time, TimeUnit unit) {
        try {
            return asked.get(time, unit);
        } catch (TimeoutException | ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static <T> CompletableFuture<List<T>> nothing() {
        return CompletableFuture.completedFuture(List.of());
    }

    @SuppressWarnings("unchecked") // what a key begins with says of what type its answers are
    private synchronized <T> CompletableFuture<List<T>> remembered(String key, Supplier<List<T>> ask) {
        long now = System.nanoTime();
        if (of != present.get()) {
            of = present.get();
            remembered.clear(); // another cluster's names
        }
        Remembered known = remembered.get(key);
        if (known != null
                && now - known.at() < FRESH.toNanos()
                && !known.names().isCompletedExceptionally()) {
            return (CompletableFuture<List<T>>) known.names();
        }
        CompletableFuture<List<T>> asked = CompletableFuture.supplyAsync(ask, background);
        remembered.put(key, new Remembered(now, asked));
        // An old answer at once is better than a new one late.
        boolean usable =
                known != null && known.names().isDone() && !known.names().isCompletedExceptionally();
        return usable && !asked.isDone() ? either(asked, (CompletableFuture<List<T>>) known.names()) : asked;
    }

    /** The new names if they are there by the time they are wanted, otherwise the old ones. */
    private static <T> CompletableFuture<List<T>> either(
            CompletableFuture<List<T>> asked, CompletableFuture<List<T>> old) {
        return asked.copy().completeOnTimeout(old.join(), 30, TimeUnit.MILLISECONDS);
    }
}
