package zooka.shell.groups;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import zooka.commands.groups.CatchUp;
import zooka.commands.groups.Pace;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Ages;
import zooka.shell.sheet.Sheet.Value;

/** The values that groups and partitions have in common. */
final class Readings {

    private Readings() {}

    /**
     * A lag.
     *
     * @param unknown how many partitions are not in the sum
     * @param none whether there is nothing that could lag
     */
    static Value lag(Pace pace, long unknown, boolean none, Level level) {
        long lag = pace.lag().orElse(0);
        if (pace.lag().isEmpty() || (unknown > 0 && lag == 0)) {
            return none ? Value.NONE : Value.UNKNOWN;
        }
        String atLeast = unknown > 0 ? "≥ " : "";
        Level shown = unknown > 0 && level == Level.PLAIN ? Level.WARN : lag == 0 ? Level.DIM : level;
        return Value.number(atLeast + Value.counted(lag), lag, lag < 0 ? Level.BAD : shown);
    }

    static Value catchUp(CatchUp catchUp, Instant now, Level level) {
        return switch (catchUp.state()) {
            case UNKNOWN, IDLE, DONE -> Value.NONE;
            case STEADY -> Value.number("steady", 0, Level.DIM);
            case LATER -> {
                long seconds = catchUp.seconds().getAsLong();
                yield Value.number(Ages.since(now.minusSeconds(seconds), now), seconds, level);
            }
            case NEVER -> Value.number("never", Double.MAX_VALUE, level == Level.PLAIN ? Level.WARN : level);
        };
    }

    static Value age(Optional<Instant> since, Instant now, Level level) {
        return since.map(at -> Value.number(
                        Ages.since(at, now), Duration.between(at, now).toMillis(), level))
                .orElse(Value.NONE);
    }
}
