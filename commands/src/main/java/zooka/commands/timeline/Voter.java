package zooka.commands.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zooka.commands.result.Cell.Level;

/**
 * A voter of the KRaft quorum, as the quorum's leader sees it.
 *
 * @param since when its state began, by the leader's clock: for one that is offline its last fetch, for one that lags when it
 *     was last caught up; empty if no server told
 */
public record Voter(int id, State state, Optional<Instant> since) {

    /** The state of a voter. */
    public enum State {
        /** It fetches, and is caught up. */
        ONLINE,
        /** It fetches, and is not caught up. */
        LAGGING,
        /** It does not fetch. */
        OFFLINE;

        /** How it is shown. */
        public Level level() {
            return switch (this) {
                case ONLINE -> Level.GOOD;
                case LAGGING -> Level.WARN;
                case OFFLINE -> Level.BAD;
            };
        }

        /** The word for it, also in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is caught up. */
    public boolean current() {
        return state == State.ONLINE;
    }

    /** Whether the voters and their states are the same. */
    static boolean same(List<Voter> some, List<Voter> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i).id() != others.get(i).id()
                    || some.get(i).state() != others.get(i).state()) {
                return false;
            }
        }
        return true;
    }

    /** The number of voters that are caught up. */
    public static int current(List<Voter> voters) {
        return (int) voters.stream().filter(Voter::current).count();
    }

    /** Whether voters are missing and no further one may fail, or a majority is missing already. */
    public static boolean atTheEdge(List<Voter> voters) {
        int current = current(voters);
        return current < voters.size() && current <= voters.size() / 2 + 1;
    }
}
