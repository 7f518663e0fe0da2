package zooka.commands.failover;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The time in a recording while it is played: it begins with the recording, may run faster or slower, and stops at the end. */
final class PlaybackClock extends Clock {

    private final Clock real;
    private final Instant begun;
    private final Instant start;
    private final double speed;
    private volatile Instant end = Instant.MAX;

    /**
     * Runs from now on.
     *
     * @param start the time in the recording at which it begins
     * @param speed seconds of the recording in one second
     */
    PlaybackClock(Clock real, Instant start, double speed) {
        this.real = real;
        this.begun = real.instant();
        this.start = start;
        this.speed = speed;
    }

    /** Stops at this time in the recording. */
    void stop(Instant time) {
        end = time;
    }

    /** How long it takes until this time in the recording; zero if it is past. */
    Duration until(Instant time) {
        double nanos = Duration.between(instant(), time).toNanos() / speed;
        return Duration.ofNanos(Math.max(0, (long) nanos));
    }

    @Override
    public Instant instant() {
        double nanos = Duration.between(begun, real.instant()).toNanos() * speed;
        Instant time = start.plusNanos((long) nanos);
        return time.isBefore(end) ? time : end;
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new PlaybackClock(real.withZone(zone), start, speed);
    }
}
