package zooka.commands.wait;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.action.Context;

/** What {@code wait} waits for. */
interface Condition {

    /** The forms of conditions, for messages. */
    String FORMS = "healthy; broker ID online|offline; topic NAME exists|gone|'partitions>=N';"
            + " partition NAME-N online|offline|leader=ID|'isr>=N'; group NAME stable|empty|gone|'lag<N'; ensemble N/M;"
            + " moves done; PATH exists|gone|=VALUE|'children>=N'";

    /**
     * The condition in these words.
     *
     * @throws Failure {@code USAGE} for words that are none
     */
    static Condition of(List<String> words) {
        Optional<Condition> condition =
                switch (words.get(0)) {
                    case "healthy" -> ClusterCondition.healthy(words);
                    case "broker" -> ClusterCondition.broker(words);
                    case "topic" -> ClusterCondition.topic(words);
                    case "partition" -> ClusterCondition.partition(words);
                    case "group" -> GroupCondition.of(words);
                    case "ensemble" -> EnsembleCondition.of(words);
                    case "moves" -> MovesCondition.of(words);
                    default -> Optional.empty();
                };
        return condition.or(() -> ZnodeCondition.of(words)).orElseThrow(() -> Failure.usage(
                        "wait: unknown condition '" + String.join(" ", words) + "'")
                .hint("conditions: " + FORMS));
    }

    /** What it is a condition of: {@code /demo/flag}, {@code broker 2}. */
    String subject(Context context);

    /** Whether the subject is a znode, by its path. */
    default boolean isOfZnode() {
        return false;
    }

    /**
     * Begins to follow the subject. It may take as long as one request.
     *
     * @param news called when another look may see something else, by any thread
     */
    Follower follow(Context context, Runnable news);

    /** A subject that is followed. */
    interface Follower extends AutoCloseable {

        /** How the subject is now. */
        Observation look();

        /** How long after a look the next one is due without news; empty if news always come. */
        default Optional<Duration> interval() {
            return Optional.of(Duration.ofSeconds(1));
        }

        @Override
        default void close() {}
    }

    /**
     * How a subject is.
     *
     * @param holds whether the condition holds
     * @param what its state, as in {@code broker 2 is online}
     * @param readable whether it could be read
     */
    record Observation(boolean holds, String what, boolean readable) {

        static Observation of(boolean holds, String what) {
            return new Observation(holds, what, true);
        }

        /** Nothing can be seen now; there may be another server. */
        static Observation unreadable(Failure failure) {
            if (failure.kind() != Failure.Kind.UNREACHABLE) {
                throw failure;
            }
            return new Observation(false, "cannot be read: " + failure.getMessage(), false);
        }
    }
}
