package zooka.commands.groups;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The lag of a reader and its rates.
 *
 * @param lag the records still to read, as far as known; empty if no number is known
 * @param in the records appended per second to what it reads; empty before two answers
 * @param out the records committed per second; empty before two answers
 * @param settled whether the rates cover enough time to tell when the lag is gone
 */
public record Pace(OptionalLong lag, OptionalDouble in, OptionalDouble out, boolean settled) {

    /** How many seconds of records are a lag that every reader has, since offsets are committed every few seconds. */
    private static final double USUAL_SECONDS = 5;

    /** The part of the rate by which a lag must shrink to say when it is gone; less is noise. */
    private static final double NOISE = 0.01;

    /** The same for a usual lag, which grows and shrinks from commit to commit. */
    private static final double USUAL_NOISE = 0.25;

    /** A lag without rates. */
    public static Pace of(OptionalLong lag) {
        return new Pace(lag, OptionalDouble.empty(), OptionalDouble.empty(), false);
    }

    /** The sum of the known numbers. */
    static Pace sum(Collection<Pace> parts) {
        boolean measured = parts.stream().anyMatch(part -> part.lag.isPresent());
        long total = parts.stream()
                .mapToLong(part -> Math.max(0, part.lag.orElse(0)))
                .sum();
        // Without a lag, committed offsets past the end of a log count as a negative lag.
        long beyond = parts.stream()
                .mapToLong(part -> Math.min(0, part.lag.orElse(0)))
                .sum();
        return new Pace(
                measured ? OptionalLong.of(total > 0 ? total : beyond) : OptionalLong.empty(),
                total(parts.stream().map(Pace::in).toList()),
                total(parts.stream().map(Pace::out).toList()),
                parts.stream().anyMatch(Pace::settled));
    }

    private static OptionalDouble total(Collection<OptionalDouble> rates) {
        return rates.stream().allMatch(OptionalDouble::isEmpty)
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        rates.stream().mapToDouble(rate -> rate.orElse(0)).sum());
    }

    /**
     * When the lag is gone at these rates.
     *
     * @param attended whether there are members, or it is not known
     */
    public CatchUp catchUp(boolean attended) {
        if (lag.isEmpty()) {
            return CatchUp.of(CatchUp.State.UNKNOWN);
        }
        if (lag.getAsLong() <= 0) {
            return CatchUp.of(CatchUp.State.DONE);
        }
        if (in.isEmpty() || out.isEmpty() || !settled) {
            return CatchUp.of(CatchUp.State.UNKNOWN);
        }
        double read = out.getAsDouble();
        if (read <= 0 && !attended) {
            return CatchUp.of(CatchUp.State.IDLE);
        }
        double shrinks = read - in.getAsDouble();
        boolean usual = read > 0 && lag.getAsLong() / read <= USUAL_SECONDS;
        if (shrinks > (usual ? USUAL_NOISE : NOISE) * in.getAsDouble() && shrinks > 0) {
            return CatchUp.later(lag.getAsLong() / shrinks);
        }
        return CatchUp.of(usual ? CatchUp.State.STEADY : CatchUp.State.NEVER);
    }

    /** How much time of writing the lag is, from the rate; empty if nothing is written or the rate is unknown. */
    Optional<Duration> behind() {
        if (lag.isPresent() && lag.getAsLong() <= 0) {
            return Optional.of(Duration.ZERO);
        }
        return lag.isPresent() && in.orElse(0) > 0
                ? Optional.of(Duration.ofMillis(Math.round(lag.getAsLong() / in.getAsDouble() * 1_000)))
                : Optional.empty();
    }
}
