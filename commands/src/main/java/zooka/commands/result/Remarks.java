package zooka.commands.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;
import zooka.clients.Outcome;

/**
 * What goes with a result without being part of it; the runner puts it on stderr. Each remark has an id by which programs
 * know it: lower case, with hyphens, and the same in each version.
 */
public interface Remarks {
    /** Part of the answer is missing, and why: {@code broker 2: timed out}. The exit code becomes 7. */
    void incomplete(String id, String what);

    /** The same because of a failure, whose id is that of the remark. */
    default void incomplete(Failure failure) {
        incomplete(failure.id(), failure.getMessage());
    }

    /** Something that was asked for was found to be wrong: a check's result. The exit code becomes 1. */
    void fault(String id, String what);

    /** The answer to what was asked is no: two trees differ, nothing was found. The exit code becomes 1. */
    void no();

    /** A line that helps a person to read the result; shown on a terminal only. */
    void note(String id, String text);

    /** Whether a note would be shown; one that costs a request or a class is made only then. */
    default boolean noted() {
        return true;
    }

    /** Something to know about what was done or seen, such as that it cannot be undone; the exit code does not change. */
    void warn(String id, String text);

    /** The same about a failure, whose id is that of the remark. */
    default void warn(Failure failure) {
        warn(failure.id(), failure.getMessage());
    }

    /** How far a long command has come; shown on a terminal only, and only while it lasts. */
    default void progress(String text) {}

    /**
     * Those of many things with which it went well. What became of the others is remarked; where it went well with none, the
     * first failure is thrown.
     */
    default <K, T> List<K> successes(Map<K, Outcome<T>> outcomes) {
        List<K> successes = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        outcomes.forEach((key, outcome) -> outcome.failure().ifPresentOrElse(failures::add, () -> successes.add(key)));
        if (successes.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        failures.forEach(this::incomplete);
        return successes;
    }

    /** Discards all remarks: for a result that tells them itself. */
    Remarks NONE = new Remarks() {
        @Override
        public void incomplete(String id, String what) {}

        @Override
        public void fault(String id, String what) {}

        @Override
        public void no() {}

        @Override
        public void note(String id, String text) {}

        @Override
        public boolean noted() {
            return false;
        }

        @Override
        public void warn(String id, String text) {}
    };
}
