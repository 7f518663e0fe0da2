package zooka.commands.groups;

import java.util.OptionalLong;

/**
 * When a reader has read all that is written.
 *
 * @param seconds the time until then; only if it is {@link State#LATER}
 */
public record CatchUp(State state, OptionalLong seconds) {

    /** What the rates say about it. */
    public enum State {
        /** The lag or the rates are not known, or not for long enough. */
        UNKNOWN,
        /** There is nothing to read. */
        DONE,
        /** Nothing was committed and there are no members that could; jobs that run from time to time look so. */
        IDLE,
        /** The lag is only a few seconds of records, and does not shrink. */
        STEADY,
        /** The lag shrinks. */
        LATER,
        /** The lag grows, or stays. */
        NEVER
    }

    static CatchUp of(State state) {
        return new CatchUp(state, OptionalLong.empty());
    }

    /** The lag shrinks, and is gone after so many seconds. */
    static CatchUp later(double seconds) {
        return new CatchUp(State.LATER, OptionalLong.of(Math.max(1, Math.round(Math.ceil(seconds)))));
    }
}
