package zooka.shell.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zooka.clients.kafka.Configs.Detail;
import zooka.clients.kafka.Configs.Entry;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.ScramUsers;
import zooka.clients.kafka.Transactions;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.commands.action.Clusters;

/** The names in the clusters, requested in the background and cached for a few seconds. */
public final class NameCache {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 500;

    /** The most time to wait for new names if old ones are known. */
    private static final long NEW_MILLIS = 30;

    private record CachedNames(Deadline fresh, Names<?> names) {}

    /**
     * Names that are requested in the background.
     *
     * @param before the names known earlier; empty if there are none
     */
    public record Names<T>(Async<List<T>> asked, Optional<List<T>> before) {

        /** The names known by a deadline; empty if they cannot be requested. */
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
    private final Supplier<Optional<NameFiles>> files;
    private Clusters of;
    private final Executor background = Async.queue("names", 2);
    private final Map<String, CachedNames> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedNames> eldest) {
            return size() > MOST;
        }
    };

    /** @param present the present connections */
    public NameCache(Supplier<Clusters> present) {
        this(present, Optional::empty);
    }

    /** @param files keeps names from one process to the next; asked for after the present connections */
    public NameCache(Supplier<Clusters> present, Supplier<Optional<NameFiles>> files) {
        this.present = present;
        this.files = files;
    }

    /** Waits until everything that was asked for is known, or the deadline has passed. */
    public synchronized void settle(Deadline deadline) {
        remembered.values().forEach(asked -> asked.names().by(deadline));
    }

    /** The children of a znode; empty if ZooKeeper is unreachable. */
    public Names<String> children(String path) {
        Clusters clusters = present.get();
        return clusters.hasZooKeeper()
                ? kept(
                        "children " + path,
                        () -> clusters.znodes().children(path).names())
                : nothing();
    }

    public Names<String> topics() {
        Clusters clusters = present.get();
        return clusters.hasKafka() ? kept("topics", () -> clusters.topics().names()) : nothing();
    }

    /** The topics that are known already; nobody is asked. */
    @SuppressWarnings("unchecked") // the prefix of a key determines the type
    public synchronized List<String> knownTopics() {
        CachedNames known = of == present.get() ? remembered.get("topics") : null;
        if (known == null) {
            return List.of();
        }
        Names<String> names = (Names<String>) known.names();
        return names.known() ? names.asked().answer() : names.before().orElse(List.of());
    }

    /** All partitions, such as {@code orders-0}, and all topics; a topic selects all of its partitions. */
    public Names<String> partitions() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? kept("partitions", () -> clusters.topics().list().stream()
                        .flatMap(topic -> Stream.concat(
                                Stream.of(topic.name()),
                                topic.partitions().stream().map(Partition::name)))
                        .toList())
                : nothing();
    }

    public Names<String> users() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? kept("users", () -> clusters.administration().users().list(List.of()).stream()
                        .map(ScramUsers.Credential::user)
                        .distinct()
                        .toList())
                : nothing();
    }

    public Names<String> transactions() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? kept("transactions", () -> clusters
                        .administration()
                        .transactions()
                        .list(new Transactions.Filter(List.of(), List.of(), Optional.empty()))
                        .transactions()
                        .stream()
                        .map(Transactions.Summary::id)
                        .toList())
                : nothing();
    }

    public Names<String> groups() {
        Clusters clusters = present.get();
        return clusters.hasKafka() ? kept("groups", () -> clusters.groups().names()) : nothing();
    }

    public Names<String> brokers() {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? kept("brokers", () -> clusters.topics().state(List.of()).brokers().stream()
                        .map(broker -> Integer.toString(broker.id()))
                        .toList())
                : nothing();
    }

    /** The complete configuration of a resource. */
    public Names<Entry> settings(Resource resource) {
        Clusters clusters = present.get();
        return clusters.hasKafka()
                ? remembered("settings " + resource, () -> clusters.administration()
                        .configs()
                        .describe(List.of(resource), Detail.DOCUMENTATION)
                        .get(resource)
                        .orThrow()
                        .orElse(List.of()))
                : nothing();
    }

    private static <T> Names<T> nothing() {
        return new Names<>(Async.known(List.of()), Optional.empty());
    }

    /** Names that are kept in a file, too, where there is one. */
    private Names<String> kept(String key, Supplier<List<String>> ask) {
        Optional<NameFiles> kept = files.get();
        if (kept.isEmpty()) {
            return remembered(key, ask);
        }
        Optional<NameFiles.KeptNames> known = kept.get().read(key);
        if (known.isPresent() && known.get().fresh()) {
            return new Names<>(Async.known(known.get().names()), Optional.empty());
        }
        Names<String> asked = remembered(key, () -> {
            List<String> names = ask.get();
            kept.get().write(key, names);
            return names;
        });
        return known.isPresent() ? new Names<>(asked.asked(), known.map(NameFiles.KeptNames::names)) : asked;
    }

    @SuppressWarnings("unchecked") // the prefix of a key determines the type
    private synchronized <T> Names<T> remembered(String key, Supplier<List<T>> ask) {
        if (of != present.get()) {
            of = present.get();
            remembered.clear(); // the names belong to another cluster
        }
        CachedNames known = remembered.get(key);
        Names<T> names = known == null ? nothing() : (Names<T>) known.names();
        if (known != null && !known.fresh().passed() && !names.asked().failed()) {
            return names;
        }
        Optional<List<T>> before =
                known != null && names.known() ? Optional.of(names.asked().answer()) : names.before();
        Names<T> asked = new Names<>(Async.ask(background, ask::get), before);
        remembered.put(key, new CachedNames(Deadline.in(FRESH), asked));
        return asked;
    }
}
