package zooka.commands.wait;

import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.Counts;
import zooka.commands.action.Context;

/** No reassignment is in progress; the brokers are asked again and again. */
record MovesCondition() implements Condition {

    static Optional<Condition> of(List<String> words) {
        return words.size() == 2 && words.get(1).equals("done") ? Optional.of(new MovesCondition()) : Optional.empty();
    }

    @Override
    public String subject(Context context) {
        return "the cluster";
    }

    @Override
    public Follower follow(Context context, Runnable news) {
        return () -> look(context);
    }

    private static Observation look(Context context) {
        try {
            int moves = context.clusters().administration().replicas().moves().size();
            return Observation.of(
                    moves == 0,
                    moves == 0
                            ? "has no reassignments in progress"
                            : "has " + Counts.of(moves, "reassignment") + " in progress");
        } catch (Failure failure) {
            return Observation.unreadable(failure);
        }
    }
}
