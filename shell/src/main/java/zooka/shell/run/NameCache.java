package zooka.shell.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zooka.clients.kafka.Configs.Entry;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.ScramUsers;
import zooka.clients.kafka.Transactions;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.commands.action.Clusters;

/** Names of what is in the cluster, asked for in the background and remembered for a few seconds. */
public final class NameCache {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 500;

    /** An old answer at once is better than a new one late. */
    private static final long NEW_MILLIS = 30;

    private record Remembered(Deadline fresh, Names<?> names) {}

    /**
     * Names that are asked for in the background.
     *
     * @param before what was known of them earlier; empty where nothing was
     */
    public record Names<T>(Async<List<T>> asked, Optional<List<T>> before) {

        /** What is known by then; nothing of what cannot be asked for. */
        public List<T> by(Deadline deadline) {
            try {
                return asked.answer(before.isPresent() ? deadline.within(NEW_MILLIS) : deadline)
                        .or(() -> before)
                        .orElse(List.of());
            } catch (RuntimeException e) {
                return before.orElse(List.of());
            }
        }

        private boolean known() {
            return asked.isDone() && !asked.failed();
        }
    }

    private final Supplier<Clusters> present;
    private Clusters of;
    private final Executor background = Async.queue("names", 2);
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
    public Names<String> children(String path) {
        Clusters clusters = present.get();
        return clusters.hasZooKeeper()
                ? remembered(
                        "children " + path,
                        () -> clusters.znodes().children(path).names())
                : nothing();
    }

    public Names<String> topics() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("topics", () -> clusters.topics().names())
                : nothing();
    }

    /** Each partition, as {@code orders-0}, and each topic, which stands for all of its partitions. */
    public Names<String> partitions() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("partitions", () -> clusters.topics().list().stream()
                        .flatMap(topic -> Stream.concat(
                                Stream.of(topic.name()),
                                topic.partitions().stream().map(Partition::name)))
                        .toList())
                : nothing();
    }

    public Names<String> users() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("users", () -> clusters.administration().users().list(List.of()).stream()
                        .map(ScramUsers.Credential::user)
                        .distinct()
                        .toList())
                : nothing();
    }

    public Names<String> transactions() {
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

    public Names<String> groups() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("groups", () -> clusters.groups().names())
                : nothing();
    }

    public Names<String> brokers() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("brokers", () -> clusters.topics().state(List.of()).brokers().stream()
                        .map(broker -> Integer.toString(broker.id()))
                        .toList())
                : nothing();
    }

    /** The settings of a resource, all of them. */
    public Names<Entry> settings(Resource resource) {
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

    private static <T> Names<T> nothing() {
        return new Names<>(Async.known(List.of()), Optional.empty());
    }

    @SuppressWarnings("unchecked") // what a key begins with says of what type its answers are
    private synchronized <T> Names<T> remembered(String key, Supplier<List<T>> ask) {
        if (of != present.get()) {
            of = present.get();
            remembered.clear(); // another cluster's names
        }
        Remembered known = remembered.get(key);
        Names<T> names = known == null ? nothing() : (Names<T>) known.names();
        if (known != null && !known.fresh().passed() && !names.asked().failed()) {
            return names;
        }
        Optional<List<T>> before =
                known != null && names.known() ? Optional.of(names.asked().answer()) : names.before();
        Names<T> asked = new Names<>(Async.ask(background, ask::get), before);
        remembered.put(key, new Remembered(Deadline.in(FRESH), asked));
        return asked;
    }
}
