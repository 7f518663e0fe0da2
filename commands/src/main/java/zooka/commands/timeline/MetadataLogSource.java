package zooka.commands.timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.MetadataLog;

/**
 * Follows a KRaft cluster by the records of its metadata log, as they are committed. It tells nothing until it has read all that
 * was there: until then another source may tell.
 */
final class MetadataLogSource {

    /** How long to wait for a record; after each wait the state is known to be current. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Supplier<MetadataLog> logs;
    private final Current current;
    private final Clock clock;
    private final LogState state = new LogState();
    private volatile boolean live;
    private volatile boolean wasLive;

    MetadataLogSource(Supplier<MetadataLog> logs, Current current, Clock clock) {
        this.logs = logs;
        this.current = current;
        this.clock = clock;
    }

    /** Whether it has read all, and the controller answers: then no other source is needed. */
    boolean live() {
        return live;
    }

    /** Whether it has ever been {@link #live}: then it may soon be again. */
    boolean wasLive() {
        return wasLive;
    }

    /**
     * Follows until the thread is interrupted.
     *
     * @throws zooka.clients.Failure if the log cannot be read, or not any more
     */
    void follow() {
        try (MetadataLog log = logs.get()) {
            state.clear();
            boolean begun = false;
            while (!Thread.currentThread().isInterrupted()) {
                MetadataLog.Update update = log.next(QUIET);
                if (update.restart()) {
                    state.clear();
                    begun = false;
                }
                begun = begun ? tell(update) : begin(update);
                live = begun;
                wasLive |= begun;
            }
        } finally {
            live = false;
        }
    }

    /** Reads what was there before; true once that is all. */
    private boolean begin(MetadataLog.Update update) {
        update.batches().forEach(this::apply);
        if (!update.caughtUp()) {
            return false;
        }
        Optional<Instant> elected = state.elected();
        // Before it tells: an answer of another source that comes now is older.
        live = true;
        current.change(clock.instant(), edit -> {
            fresh(edit, update, elected);
            state.tellAll(edit);
        });
        return true;
    }

    private boolean tell(MetadataLog.Update update) {
        for (MetadataLog.Batch batch : update.batches()) {
            apply(batch);
            Optional<Instant> elected = state.elected();
            current.change(clock.instant(), edit -> {
                fresh(edit, update, elected);
                state.tell(edit);
            });
        }
        if (update.batches().isEmpty()) {
            current.change(clock.instant(), edit -> fresh(edit, update, Optional.empty()));
        }
        return true;
    }

    private void apply(MetadataLog.Batch batch) {
        state.apply(batch.changes(), batch.snapshot() ? Optional.empty() : Optional.of(batch.appended()));
    }

    private void fresh(Edit edit, MetadataLog.Update update, Optional<Instant> elected) {
        edit.via(Via.METADATA_LOG).cluster(Mode.KRAFT, current.state().clusterId());
        update.asOf().ifPresent(edit::asOf);
        if (update.controller().isPresent()) {
            edit.controller(update.controller(), OptionalInt.of(update.epoch()), elected);
        } else {
            edit.controller(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
        }
    }
}
