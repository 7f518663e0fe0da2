package zooka.commands.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.file.RecordingReader;

/** Plays a recording: gives each of its states at its time. */
final class Playback implements Action.Live.Feed, RecordingReader.Listener {

    /** How often the state is given while nothing happens, so that it is known to be current. */
    private static final Duration CURRENT = Duration.ofSeconds(1);

    private final RecordingReader recording;
    private final Instant start;
    private final PlaybackClock clock;
    private final Consumer<LeaderMap> states;
    private final Consumer<Failure> failures;
    private Async<Boolean> playing = Async.known(true);

    /** Used by the playing thread only. */
    private Snapshot state;

    private boolean begun;
    private boolean trouble;

    /** @param start the time in the recording at which it begins; what is before that is skipped */
    Playback(
            RecordingReader recording,
            Instant start,
            PlaybackClock clock,
            Consumer<LeaderMap> states,
            Consumer<Failure> failures) {
        this.recording = recording;
        this.start = start;
        this.clock = clock;
        this.states = states;
        this.failures = failures;
        this.state = recording.first();
    }

    void play() {
        playing = Async.run("replay", this::read);
    }

    private void read() {
        try {
            boolean unused = recording.read(this);
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.INTERRUPTED) {
                failures.accept(failure);
            }
        }
        begin();
        clock.stop(clock.instant());
    }

    private void show(Point point) {
        states.accept(new LeaderMap(recording.cluster(), point));
    }

    /** Shows the state at the beginning. */
    private void begin() {
        if (!begun) {
            begun = true;
            Instant now = state.asOf().isAfter(start) ? state.asOf() : start;
            state = state.edit(now).asOf(now).done().state();
            show(new Point(state, List.of()));
        }
    }

    /** Waits for a time in the recording; whether there is anything to wait for: not for what is skipped. */
    private boolean await(Instant time) {
        if (time.isBefore(start)) {
            return false;
        }
        begin();
        for (Duration left = clock.until(time); !left.isZero(); left = clock.until(time)) {
            Deadline.in(left.compareTo(CURRENT) < 0 ? left : CURRENT).await();
            if (!trouble) {
                Instant now = clock.instant();
                state = state.edit(now).asOf(now).done().state();
                show(new Point(state, List.of()));
            }
        }
        return true;
    }

    @Override
    public void point(Point point) {
        boolean shown = await(point.at());
        state = point.state();
        if (shown) {
            show(point);
        }
    }

    @Override
    public void trouble(Instant at, String why) {
        boolean shown = await(at);
        trouble = true;
        if (shown) {
            failures.accept(Failure.unreachable(why));
        }
    }

    @Override
    public void resumed(Instant at) {
        boolean unused = await(at);
        trouble = false;
    }

    @Override
    public void end(Instant at) {
        boolean unused = await(at);
        clock.stop(at);
    }

    /** A recording has nothing newer. */
    @Override
    public void refresh() {}

    @Override
    public void close() {
        Async.stop(List.of(playing), CURRENT);
        recording.close();
    }
}
