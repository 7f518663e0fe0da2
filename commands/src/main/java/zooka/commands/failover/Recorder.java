package zooka.commands.failover;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.commands.action.Context;
import zooka.commands.result.Health;
import zooka.commands.timeline.ClusterFeed;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.file.RecordingWriter;
import zooka.commands.timeline.file.RecordingWriter.End;

/** Follows a cluster and writes its recording, on the thread of the command. */
final class Recorder {

    /** How long a cluster must be healthy again for the recording to end. */
    private static final Duration HEALTHY_FOR = Duration.ofSeconds(1);

    /** How long the first state may take after the first failure; ZooKeeper may fail and the brokers answer. */
    private static final Duration FIRST_STATE = Duration.ofSeconds(10);

    private static final Duration NEVER = Duration.ofDays(10_000);

    private interface Step {
        void run() throws IOException;
    }

    private final Context context;
    private final RecordingWriter writer;
    private final Consumer<Point> shown;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private Optional<Snapshot> last = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private Deadline givenUp = Deadline.in(NEVER);
    private Optional<Deadline> healthy = Optional.empty();
    private boolean wasUnhealthy;

    /** @param shown called for each point once it is written */
    Recorder(Context context, RecordingWriter writer, Consumer<Point> shown) {
        this.context = context;
        this.writer = writer;
        this.shown = shown;
    }

    /**
     * Records until the end, and writes the end line.
     *
     * @param interval how often the brokers are polled, if they are
     * @param timeout when it ends anyway
     * @param untilHealthy whether it ends when the cluster is healthy again
     * @throws IOException if the recording cannot be written
     * @throws Failure if no state can be read at all; {@code INTERRUPTED}
     */
    void record(Duration interval, Optional<Duration> timeout, boolean untilHealthy) throws IOException {
        Deadline end = Deadline.in(timeout.orElse(NEVER));
        ClusterFeed feed = new ClusterFeed(
                context,
                interval,
                point -> steps.add(() -> point(point)),
                trouble -> steps.add(() -> trouble(trouble)));
        try (feed) {
            feed.start();
            while (!end.passed()
                    && !(untilHealthy && healthy.filter(Deadline::passed).isPresent())) {
                long wait = Math.min(
                        end.millis(),
                        healthy.filter(any -> untilHealthy).orElse(end).millis());
                Step step = steps.poll(Math.min(wait, givenUp.millis()), TimeUnit.MILLISECONDS);
                if (step != null) {
                    step.run();
                }
                if (last.isEmpty() && givenUp.passed()) {
                    throw failure.orElseThrow();
                }
            }
        } catch (InterruptedException e) {
            end(End.INTERRUPTED);
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
        Snapshot state = last.orElseThrow(
                () -> failure.orElseGet(() -> Failure.unreachable("no state of the cluster before the timeout")));
        boolean well = state.health() == Health.HEALTHY;
        end(untilHealthy && well && wasUnhealthy ? End.HEALTHY : End.TIMEOUT);
        if (!well) {
            context.remarks().fault("unhealthy", UnhealthyParts.sentence(state));
        }
    }

    private void end(End reason) throws IOException {
        if (last.isPresent()) {
            writer.end(context.clock().instant(), reason);
        }
    }

    private void point(Point point) throws IOException {
        last = Optional.of(point.state());
        if (point.state().health() != Health.HEALTHY) {
            wasUnhealthy = true;
            healthy = Optional.empty();
        } else if (wasUnhealthy && healthy.isEmpty()) {
            healthy = Optional.of(Deadline.in(HEALTHY_FOR));
        }
        writer.point(point);
        try {
            shown.accept(point);
        } catch (RuntimeException e) {
            // The other output is lost; the recording is complete so far.
            end(End.INTERRUPTED);
            throw e;
        }
    }

    private void trouble(Failure trouble) throws IOException {
        if (last.isEmpty()) {
            if (trouble.kind() != Failure.Kind.UNREACHABLE) {
                throw trouble;
            }
            if (failure.isEmpty()) {
                givenUp = Deadline.in(FIRST_STATE);
            }
        } else {
            // What was healthy may not be any more.
            healthy = Optional.empty();
            writer.trouble(context.clock().instant(), trouble.getMessage());
        }
        failure = Optional.of(trouble);
        context.remarks().warn(trouble);
    }
}
