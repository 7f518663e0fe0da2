package zooka.commands.timeline;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.action.Clusters;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.ZooKeeperMetadata;

/**
 * Follows a cluster by the best source there is: ZooKeeper's watches if Kafka keeps its metadata there, else the metadata log
 * of the KRaft quorum, and polling where that cannot be read. One thread follows the source, a second one makes the
 * {@link PeriodicChecks}; in KRaft two more read the log and ask for the voters.
 */
public final class ClusterFeed implements Action.Live.Feed {

    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration SAME_TROUBLE = Duration.ofSeconds(1);

    /** How long the brokers are polled until ZooKeeper is tried again. */
    private static final Duration WITHOUT_ZOOKEEPER = Duration.ofSeconds(30);

    /** How long the brokers are polled until the metadata log is tried again. */
    private static final Duration WITHOUT_LOG = Duration.ofSeconds(30);

    private final Clusters clusters;
    private final Clock clock;
    private final Duration interval;
    private final Consumer<Failure> failures;
    private final Current current;
    private final PeriodicChecks checks;
    private final BlockingQueue<Boolean> refreshes = new LinkedBlockingQueue<>();
    private volatile List<Async<Boolean>> threads = List.of();
    private volatile boolean closed;
    private volatile Optional<ZooKeeperSource> watches = Optional.empty();
    private volatile Optional<PollingSource> polling = Optional.empty();
    private volatile Optional<MetadataLogSource> log = Optional.empty();
    private final QuorumSource quorum;

    /** In KRaft: the threads that read the metadata log, and ask for the voters. */
    private List<Async<Boolean>> kraftThreads = List.of();

    private final BlockingQueue<Boolean> logRetries = new LinkedBlockingQueue<>();

    /** Used by the reader thread only. */
    private String trouble = "";

    private Deadline troubleOver = Deadline.in(Duration.ZERO);

    /**
     * @param interval how often the brokers are polled, if they are
     * @param points called for each new state, one call at a time
     * @param failures called for a failure of the source, which goes on trying
     */
    public ClusterFeed(Context context, Duration interval, Consumer<Point> points, Consumer<Failure> failures) {
        this.clusters = context.clusters();
        this.clock = context.clock();
        this.interval = interval;
        this.failures = failures;
        this.current = new Current(point -> {
            if (!closed) {
                points.accept(point);
            }
        });
        this.quorum = new QuorumSource(clusters, current, clock);
        this.checks = new PeriodicChecks(
                clusters, current, clock, () -> watches.isPresent(), () -> watches.filter(ZooKeeperSource::connected)
                        .isPresent());
    }

    /** Begins to follow. */
    public void start() {
        threads = List.of(
                Async.run("cluster feed", () -> untilInterrupted(this::read)),
                Async.run("cluster feed, checks", () -> untilInterrupted(checks::repeat)));
    }

    /** The present state. */
    public Snapshot state() {
        return current.state();
    }

    /** Tells the present state again, without events. */
    public void tellAgain() {
        current.change(clock.instant(), edit -> {});
    }

    @Override
    public void refresh() {
        refreshes.add(true);
        watches.ifPresent(ZooKeeperSource::refresh);
        polling.ifPresent(PollingSource::refresh);
        quorum.refresh();
        checks.refresh();
    }

    @Override
    public void close() {
        closed = true;
        List<Async<Boolean>> all = new ArrayList<>(threads);
        all.addAll(kraftThreads);
        Async.stop(all, RETRY);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void untilInterrupted(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        while (!closed) {
            try {
                follow();
            } catch (Failure failure) {
                report(failure);
                pause();
            } catch (RuntimeException e) {
                report(new Failure(Failure.Kind.FAILED, "cannot follow the cluster: " + e).cause(e));
                pause();
            } finally {
                watches = Optional.empty();
                polling = Optional.empty();
            }
        }
    }

    private void follow() throws InterruptedException {
        if (keptInZooKeeper()) {
            ZooKeeperSource source =
                    new ZooKeeperSource(clusters.znodes(), current, clock, this::report, checks::refresh);
            watches = Optional.of(source);
            source.follow(RETRY);
        } else {
            followLog();
            PollingSource source = new PollingSource(clusters.topics(), current, clock);
            polling = Optional.of(source);
            source.follow(interval, Deadline.in(WITHOUT_ZOOKEEPER), () -> log.filter(MetadataLogSource::live)
                    .isPresent());
        }
    }

    /** Begins to read the metadata log beside the polling, which ends as soon as the log is read. */
    private void followLog() {
        if (kraftThreads.isEmpty()) {
            kraftThreads = List.of(
                    Async.run("cluster feed, metadata log", () -> untilInterrupted(this::readLog)),
                    Async.run("cluster feed, quorum", () -> untilInterrupted(quorum::repeat)));
        }
    }

    private void readLog() throws InterruptedException {
        while (!closed) {
            MetadataLogSource source = new MetadataLogSource(clusters::metadataLog, current, clock);
            log = Optional.of(source);
            try {
                source.follow();
            } catch (Failure failure) {
                // Controllers are often out of reach, and their log is not for everyone: then the brokers are polled.
                if (failure.kind() != Failure.Kind.UNREACHABLE) {
                    return;
                }
            } finally {
                log = Optional.empty();
            }
            Duration wait = source.wasLive() ? RETRY : WITHOUT_LOG;
            logRetries.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
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

    private void pause() throws InterruptedException {
        refreshes.clear();
        refreshes.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
}
