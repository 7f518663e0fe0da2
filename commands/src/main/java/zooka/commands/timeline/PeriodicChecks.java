package zooka.commands.timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.net.Deadline;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.action.Clusters;

/**
 * Asks beside the source what no source tells and what may be slow: which brokers answer, the roles of the ensemble and
 * {@code min.insync.replicas}. It has connections of its own.
 */
final class PeriodicChecks {

    /** How long a broker may take to answer. */
    static final Duration ANSWER = Duration.ofSeconds(1);

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration BEFORE_FIRST = Duration.ofMillis(500);
    private static final Duration MINIMUMS_PERIOD = Duration.ofSeconds(30);

    private final Clusters clusters;
    private final Current current;
    private final Clock clock;
    private final BlockingQueue<Boolean> errands = new LinkedBlockingQueue<>();

    /** Whether the source follows ZooKeeper, and whether it is connected: then the state is current at each check. */
    private final BooleanSupplier watching;

    private final BooleanSupplier connected;
    private final RoleTimes roles = new RoleTimes();

    PeriodicChecks(
            Clusters clusters, Current current, Clock clock, BooleanSupplier watching, BooleanSupplier connected) {
        this.clusters = clusters;
        this.current = current;
        this.clock = clock;
        this.watching = watching;
        this.connected = connected;
    }

    /** Checks now. */
    void refresh() {
        errands.add(true);
    }

    /** Checks until the thread is interrupted. */
    void repeat() throws InterruptedException {
        Optional<Topics> brokers = Optional.empty();
        Deadline minimumsDue = Deadline.in(Duration.ZERO);
        try {
            while (true) {
                Duration wait = current.known() ? PERIOD : BEFORE_FIRST;
                errands.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
                errands.clear();
                if (!current.known()) {
                    continue;
                }
                if (brokers.isEmpty() && clusters.hasKafka()) {
                    brokers = connections();
                }
                Optional<Map<Integer, String>> silent = brokers.flatMap(this::silent);
                boolean zookeeper = watching.getAsBoolean();
                Optional<List<Server>> ensemble = zookeeper ? ensemble() : Optional.of(List.of());
                Map<String, Instant> times = ensemble.map(servers -> roles.of(servers, clock.instant()))
                        .orElse(Map.of());
                Optional<Map<String, Integer>> minimums = Optional.empty();
                boolean cut = zookeeper && !connected.getAsBoolean();
                if (brokers.isPresent() && minimumsDue.passed() && !cut) {
                    minimums = minimums(brokers.get());
                    minimumsDue = Deadline.in(MINIMUMS_PERIOD);
                }
                tell(silent, ensemble, times, minimums, zookeeper);
            }
        } finally {
            brokers.ifPresent(Topics::close);
        }
    }

    private void tell(
            Optional<Map<Integer, String>> silent,
            Optional<List<Server>> ensemble,
            Map<String, Instant> times,
            Optional<Map<String, Integer>> minimums,
            boolean zookeeper) {
        current.change(clock.instant(), edit -> {
            silent.ifPresent(edit::unreachable);
            ensemble.ifPresent(servers -> edit.ensemble(servers, times));
            minimums.ifPresent(edit::minimums);
            if (zookeeper && connected.getAsBoolean()) {
                edit.asOf(clock.instant());
            }
        });
    }

    /** Empty as long as no broker is registered. */
    private Optional<Topics> connections() {
        try {
            return Optional.of(clusters.topics().withOwnConnections());
        } catch (Failure failure) {
            return Optional.empty();
        }
    }

    /** Which brokers do not answer: a dead broker stays registered for some time. */
    private Optional<Map<Integer, String>> silent(Topics brokers) {
        ClusterState registered = current.brokers();
        if (registered.online().isEmpty()) {
            return Optional.of(Map.of());
        }
        try {
            return Optional.of(brokers.withReachability(registered, ANSWER).unreachable());
        } catch (Failure failure) {
            // Closed or interrupted: what is known stays.
            return Optional.empty();
        }
    }

    private Optional<List<Server>> ensemble() {
        try {
            return Optional.of(clusters.ensemble().servers());
        } catch (Failure failure) {
            // The known servers stay; the source reports its own failures.
            return Optional.empty();
        }
    }

    private Optional<Map<String, Integer>> minimums(Topics brokers) {
        try {
            Map<String, Integer> told = new HashMap<>();
            List<Topic> topics =
                    current.state().topics().stream().map(TopicState::written).toList();
            for (Topic topic : brokers.withMinInSync(topics)) {
                topic.minInSync().ifPresent(value -> told.put(topic.name(), value));
            }
            return Optional.of(told);
        } catch (Failure failure) {
            // From outside, the brokers may be unreachable while ZooKeeper is not; the map works without them.
            return Optional.empty();
        }
    }
}
