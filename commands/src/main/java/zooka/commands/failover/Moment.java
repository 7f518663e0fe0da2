package zooka.commands.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import zooka.commands.timeline.Event;

/**
 * The time of an event.
 *
 * @param happened by the clock of the server; empty if no server told
 * @param seen when it was noticed, by the clock of the recorder
 */
public record Moment(Optional<Instant> happened, Instant seen) {

    static Moment of(Event event) {
        return new Moment(event.happened(), event.seen());
    }

    /** When it happened, or else when it was noticed. */
    public Instant at() {
        return happened.orElse(seen);
    }

    /** The time until it was noticed, by both clocks; empty if no server told when it happened. */
    public Optional<Duration> notice() {
        return happened.map(time -> Duration.between(time, seen));
    }

    /** Whether a duration from another moment is by the servers' clocks: both of them are. */
    boolean onServers(Moment start) {
        return happened.isPresent() && start.happened.isPresent();
    }

    /** The time since another moment, by the servers' clocks if both have theirs, else as noticed; never negative. */
    public Duration since(Moment start) {
        Duration duration = onServers(start)
                ? Duration.between(start.happened.orElseThrow(), happened.orElseThrow())
                : Duration.between(start.seen, seen);
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
