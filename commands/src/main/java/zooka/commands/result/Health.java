package zooka.commands.result;

import java.util.Collection;
import zooka.commands.result.Cell.Level;

/** How a part is: an ensemble, a cluster, the groups, a topic, a partition. The worst comes last. */
public enum Health implements Grade {
    /** Nothing is wrong with it. */
    HEALTHY(Level.GOOD),
    /** It serves, and something is wrong. */
    DEGRADED(Level.WARN),
    /** It does not serve all that it should. */
    UNHEALTHY(Level.BAD),
    /** It gives no answer. */
    UNREACHABLE(Level.BAD);

    private final Level level;

    Health(Level level) {
        this.level = level;
    }

    @Override
    public Level level() {
        return level;
    }

    /** What findings make of a part: the worst of them decides. */
    public static Health of(Collection<Severity> findings) {
        if (findings.contains(Severity.CRITICAL)) {
            return UNHEALTHY;
        }
        return findings.contains(Severity.WARNING) ? DEGRADED : HEALTHY;
    }
}
