package zooka.commands.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.Poll;
import zooka.commands.result.Picture;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.timeline.ClusterFeed;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;

/**
 * Follows ZooKeeper and Kafka by the timeline, so that a change is shown as it happens, and polls the groups. As long as the
 * timeline does not know all that a report needs, or cannot be followed, the query itself is repeated.
 */
final class StatusFeed implements Action.Live.Feed {

    /** A state that was not confirmed for this time is not relied upon. */
    private static final Duration CURRENT = Duration.ofSeconds(10);

    /** The least time between two reports of a failover that takes many states. */
    private static final Duration APART = Duration.ofMillis(200);

    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Context context;
    private final Status query;
    private final Duration interval;
    private final Consumer<Picture> states;
    private final Consumer<Failure> failures;
    private final Clock clock;
    private final ClusterFeed cluster;
    private final ClusterReport report;
    private final BlockingQueue<Boolean> wanted = new LinkedBlockingQueue<>();
    private volatile Optional<Poll> poll = Optional.empty();
    private volatile List<Async<Boolean>> threads = List.of();

    /** The state of the timeline, and until when it was known when the timeline could not be followed; guarded by this. */
    private Optional<Snapshot> latest = Optional.empty();

    private Optional<Instant> troubled = Optional.empty();

    /** The last answer about the groups, and what is missing of it; guarded by this. */
    private List<Part> groups = List.of();

    private List<String> incomplete = List.of();
    private Optional<Instant> polled = Optional.empty();

    StatusFeed(Context context, Status query, Duration interval, Consumer<Picture> states, Consumer<Failure> failures) {
        this.context = context.with(Remarks.NONE);
        this.query = query;
        this.interval = interval;
        this.states = states;
        this.failures = failures;
        this.clock = context.clock();
        this.report = new ClusterReport(context.clusters());
        this.cluster = new ClusterFeed(this.context, interval, this::point, this::failed);
    }

    void start() {
        cluster.start();
        threads = List.of(Async.run("status, reports", this::reportAll));
        poll = Optional.of(Poll.start("status-poll", interval, () -> guarded(this::ask)));
    }

    private void point(Point point) {
        synchronized (this) {
            latest = Optional.of(point.state());
            troubled = troubled.filter(time -> !point.state().asOf().isAfter(time));
        }
        wanted.add(true);
    }

    /** The query finds out what it means. */
    private void failed(Failure failure) {
        synchronized (this) {
            troubled = Optional.of(latest.map(Snapshot::asOf).orElse(Instant.EPOCH));
        }
        poll.ifPresent(Poll::now);
    }

    /** The state of the timeline, if it can be relied upon. */
    private synchronized Optional<Snapshot> current() {
        return latest.filter(state -> troubled.isEmpty()
                && ClusterReport.knows(state, context.clusters())
                && Duration.between(state.asOf(), clock.instant()).compareTo(CURRENT) < 0);
    }

    private void reportAll() {
        try {
            while (true) {
                wanted.take();
                wanted.clear();
                guarded(this::report);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        Optional<Snapshot> state = current();
        if (state.isPresent()) {
            publish(state.get(), report.of(state.get()), report.served());
            Deadline.in(APART).await();
        }
    }

    /** Tells what the timeline knows, with the last answer about the groups; without one the query tells the first report. */
    private synchronized void publish(Snapshot state, List<Part> known, boolean served) {
        if (polled.isEmpty()) {
            return;
        }
        List<Part> parts = new ArrayList<>(known);
        parts.addAll(served ? groups : List.of());
        Instant asOf = state.asOf().isAfter(polled.get()) ? state.asOf() : polled.get();
        states.accept(
                new StatusReport(context.clusters().profile().name(), asOf, parts, served ? incomplete : List.of()));
    }

    private void ask() {
        if (current().isPresent()) {
            groups();
            wanted.add(true);
        } else {
            whole();
        }
    }

    /** Reports what fails, unless it is the end. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.INTERRUPTED) {
                failures.accept(failure);
            }
        } catch (RuntimeException e) {
            failures.accept(new Failure(Failure.Kind.FAILED, "cannot follow the cluster: " + e).cause(e));
        }
    }

    private void groups() {
        List<Part> parts = new ArrayList<>();
        List<String> missing = query.noGroups ? List.of() : Status.groups(context, parts);
        synchronized (this) {
            groups = parts;
            incomplete = missing;
            polled = Optional.of(clock.instant());
        }
    }

    private void whole() {
        Result result = query.run(context);
        // A failure beside a report is part of it.
        Result shown = result instanceof Result.WithFailure both ? both.result() : result;
        StatusReport whole = (StatusReport) ((Result.Drawing) shown).picture();
        synchronized (this) {
            groups = whole.parts().stream()
                    .filter(part -> part.key().equals(GroupHealth.KEY))
                    .toList();
            incomplete = whole.incomplete();
            polled = Optional.of(whole.asOf());
            if (current().isEmpty()) {
                states.accept(whole);
            }
        }
        wanted.add(true);
    }

    @Override
    public void refresh() {
        cluster.refresh();
        poll.ifPresent(Poll::now);
    }

    @Override
    public void close() {
        poll.ifPresent(Poll::close);
        cluster.close();
        Async.stop(threads, CLOSE);
    }
}
