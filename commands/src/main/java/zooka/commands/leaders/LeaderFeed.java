package zooka.commands.leaders;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.action.Action;
import zooka.commands.action.Clusters;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.KafkaZnodes;
import zooka.commands.kafka.metadata.ZooKeeperMetadata;
import zooka.commands.result.Picture;

/**
 * Follows the leader map. If Kafka uses ZooKeeper, a watch reports what to read again; otherwise the
 * brokers are polled. One thread reads and calls the listeners; a second one, with its own connections, requests
 * what may be slow: which brokers answer, the roles of the ensemble and {@code min.insync.replicas}.
 */
final class LeaderFeed implements Action.Live.Feed {

    /** How long an event waits for others, so that the changes of a failover result in few states. */
    private static final Duration BURST = Duration.ofMillis(10);

    private static final Duration RETRY = Duration.ofMillis(500);

    /** The interval of complete readings, in case an event was missed. */
    private static final Duration RESYNC = Duration.ofSeconds(30);

    private static final Duration COMPANY_PERIOD = Duration.ofSeconds(2);
    private static final Duration MINIMUMS_PERIOD = Duration.ofSeconds(30);
    private static final Duration SAME_TROUBLE = Duration.ofSeconds(1);

    /** A marker in the queue of paths, which start with a slash. */
    private static final String EVERYTHING = "everything";

    private static final String LOST = "lost";
    private static final String COMPANY = "company";

    private final Context context;
    private final Clusters clusters;
    private final Duration interval;
    private final Consumer<Picture> states;
    private final Consumer<Failure> failures;
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> errands = new LinkedBlockingQueue<>();
    private volatile List<Async<Boolean>> threads = List.of();

    private volatile boolean closed;
    private volatile boolean connected = true;
    private volatile boolean watching;
    private volatile List<Server> ensemble = List.of();
    private volatile Map<String, Integer> minimums = Map.of();
    private volatile Map<Integer, String> silent = Map.of();

    /** The last state; empty at first. */
    private volatile Optional<ClusterState> last = Optional.empty();

    /** Used by the reader thread only. */
    private Instant current = Instant.EPOCH;

    private String trouble = "";
    private Deadline troubleOver = Deadline.in(Duration.ZERO);

    LeaderFeed(Context context, Duration interval, Consumer<Picture> states, Consumer<Failure> failures) {
        this.context = context;
        this.clusters = context.clusters();
        this.interval = interval;
        this.states = states;
        this.failures = failures;
    }

    void start() {
        threads =
                List.of(Async.run("leader map", this::read), Async.run("leader map, brokers", this::probePeriodically));
    }

    @Override
    public void refresh() {
        news.add(EVERYTHING);
    }

    private void read() {
        while (!closed) {
            try {
                if (keptInZooKeeper()) {
                    watch(clusters.znodes());
                } else {
                    poll(Deadline.in(RESYNC));
                }
            } catch (Failure failure) {
                report(failure);
                pause(RETRY);
            } catch (RuntimeException e) {
                report(new Failure(Failure.Kind.FAILED, "cannot follow the leaders: " + e).cause(e));
                pause(RETRY);
            }
        }
    }

    private boolean keptInZooKeeper() {
        if (!clusters.hasZooKeeper()) {
            return false;
        }
        try {
            return ZooKeeperMetadata.isStoredIn(clusters.znodes());
        } catch (Failure failure) {
            if (clusters.profile().bootstrap().isEmpty()) {
                throw failure;
            }
            // The brokers may still answer; ZooKeeper is tried again later.
            report(failure);
            return false;
        }
    }

    private void watch(Znodes znodes) {
        watching = true;
        ZooKeeperMetadata state = new ZooKeeperMetadata(znodes);
        try (Znodes.Watch brokers = znodes.watch(KafkaZnodes.BROKERS, this::seen);
                Znodes.Watch controller = znodes.watch(KafkaZnodes.CONTROLLER, this::seen);
                Znodes.Watch epoch = znodes.watch(KafkaZnodes.CONTROLLER_EPOCH, this::seen)) {
            Set<String> changed = new HashSet<>(Set.of(EVERYTHING));
            while (!closed) {
                try {
                    if (changed.remove(LOST)) {
                        report(Failure.unreachable("connection to ZooKeeper lost, trying another server"));
                    }
                    boolean moved = update(state, changed);
                    changed.clear();
                    if (moved) {
                        publish(state);
                    }
                } catch (Failure failure) {
                    report(failure);
                    changed.add(EVERYTHING);
                    pause(RETRY);
                    continue;
                }
                collect(changed);
            }
        }
    }

    private static boolean update(ZooKeeperMetadata state, Set<String> changed) {
        if (changed.contains(EVERYTHING)) {
            state.readAll();
            return true;
        }
        return state.reread(changed) || changed.contains(COMPANY);
    }

    private void publish(ZooKeeperMetadata state) {
        // Without a connection the state is outdated.
        current = connected ? context.clock().instant() : current;
        publish(state.state(current));
    }

    /** Waits for the next event, and for those that follow shortly. */
    private void collect(Set<String> changed) {
        try {
            String first = news.poll(RESYNC.toMillis(), TimeUnit.MILLISECONDS);
            changed.add(first == null ? EVERYTHING : first);
            Deadline burst = Deadline.in(BURST);
            for (String next = first; next != null; next = news.poll(burst.millis(), TimeUnit.MILLISECONDS)) {
                changed.add(next);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Called on the ZooKeeper client's event thread. */
    private void seen(Znodes.Event event) {
        switch (event.type()) {
            case DISCONNECTED -> {
                connected = false;
                errands.add(COMPANY);
                news.add(LOST);
            }
            case CONNECTED -> {
                connected = true;
                errands.add(COMPANY);
                news.add(EVERYTHING);
            }
            case CREATED, CHANGED, DELETED, CHILDREN -> news.add(event.path());
        }
    }

    private void poll(Deadline end) {
        watching = false;
        while (!closed && !end.passed()) {
            publish(clusters.topics().state());
            pause(interval);
        }
    }

    private void publish(ClusterState state) {
        last = Optional.of(state);
        Map<String, Integer> known = minimums;
        List<Topic> complete = known.isEmpty()
                ? state.topics()
                : state.topics().stream()
                        .map(topic ->
                                known.containsKey(topic.name()) ? topic.withMinInSync(known.get(topic.name())) : topic)
                        .toList();
        states.accept(new LeaderMap(
                clusters.profile().name(),
                state.withTopics(complete).withUnreachable(silent),
                watching ? ensemble : List.of()));
    }

    private void report(Failure failure) {
        if (closed || failure.kind() == Failure.Kind.INTERRUPTED) {
            return;
        }
        if (!failure.getMessage().equals(trouble) || troubleOver.passed()) {
            trouble = failure.getMessage();
            troubleOver = Deadline.in(SAME_TROUBLE);
            failures.accept(failure);
        }
    }

    private void pause(Duration duration) {
        try {
            news.poll(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void probePeriodically() {
        Optional<Topics> beside = Optional.empty();
        Deadline minimumsDue = Deadline.in(Duration.ZERO);
        try {
            while (!closed) {
                errands.poll(last.isEmpty() ? RETRY.toMillis() : COMPANY_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
                errands.clear();
                if (last.isPresent() && clusters.hasKafka()) {
                    beside = beside.or(this::brokersBeside);
                    beside.ifPresent(this::askBrokers);
                }
                if (watching) {
                    askEnsemble();
                }
                if (minimumsDue.passed() && beside.isPresent()) {
                    askMinimums(beside.get());
                    minimumsDue = Deadline.in(MINIMUMS_PERIOD);
                }
                if (watching) {
                    news.add(COMPANY);
                }
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            beside.ifPresent(Topics::close);
        }
    }

    /** Empty as long as no broker is registered. */
    private Optional<Topics> brokersBeside() {
        try {
            return Optional.of(clusters.topics().withOwnConnections());
        } catch (Failure failure) {
            return Optional.empty();
        }
    }

    /** Checks which brokers answer: a dead broker stays registered for some time. */
    private void askBrokers(Topics brokers) {
        ClusterState state = last.orElseThrow();
        if (!state.unreachable().isEmpty() || state.online().isEmpty()) {
            silent = Map.of();
            return;
        }
        try {
            silent = brokers.withReachability(state, Leaders.ANSWER).unreachable();
        } catch (Failure failure) {
            // Closed or interrupted: the state stays valid.
            return;
        }
    }

    private void askEnsemble() {
        try {
            ensemble = clusters.ensemble().servers();
        } catch (Failure failure) {
            // The known servers stay; the reader reports its own failures.
            return;
        }
    }

    private void askMinimums(Topics brokers) {
        try {
            Map<String, Integer> told = new HashMap<>();
            for (Topic topic : brokers.withMinInSync(last.orElseThrow().topics())) {
                topic.minInSync().ifPresent(value -> told.put(topic.name(), value));
            }
            minimums = Map.copyOf(told);
        } catch (Failure failure) {
            // From outside, the brokers may be unreachable while ZooKeeper is not; the map works without them.
            return;
        }
    }

    @Override
    public void close() {
        closed = true;
        Async.stop(threads, RETRY);
    }
}
