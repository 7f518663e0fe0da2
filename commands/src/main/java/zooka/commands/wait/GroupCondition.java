package zooka.commands.wait;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.text.Counts;
import zooka.commands.action.Context;

/** A condition of a consumer group, which is asked for again and again. */
record GroupCondition(String group, String condition) implements Condition {

    static Optional<Condition> of(List<String> words) {
        if (words.size() != 3) {
            return Optional.empty();
        }
        String condition = words.get(2);
        boolean known = List.of("stable", "empty", "gone").contains(condition)
                || Comparison.of("lag", condition).isPresent();
        return known ? Optional.of(new GroupCondition(words.get(1), condition)) : Optional.empty();
    }

    @Override
    public String subject(Context context) {
        return "group " + group;
    }

    @Override
    public Follower follow(Context context, Runnable news) {
        return () -> look(context.clusters().groups());
    }

    private Observation look(Groups groups) {
        Optional<Comparison> lag = Comparison.of("lag", condition);
        Groups.Answer answer;
        try {
            answer = groups.named(List.of(group), lag.isPresent() ? Depth.MEASURED : Depth.DESCRIBED);
        } catch (Failure failure) {
            return Observation.unreadable(failure);
        }
        Failure failure = answer.failures().get(group);
        if (failure != null) {
            return failure.kind() == Failure.Kind.NOT_FOUND
                    ? Observation.of(condition.equals("gone"), "does not exist")
                    : Observation.unreadable(failure);
        }
        String state = answer.groups().get(0).state();
        return lag.map(wanted -> lag(answer, wanted))
                .orElseGet(() ->
                        Observation.of(state.equalsIgnoreCase(condition), "is " + state.toLowerCase(Locale.ROOT)));
    }

    /** The lag on all partitions together; part of it says nothing. */
    private static Observation lag(Groups.Answer answer, Comparison wanted) {
        long unknown = answer.lags().stream().filter(one -> one.lag().isEmpty()).count();
        if (unknown > 0 || !answer.troubles().isEmpty()) {
            return new Observation(
                    false,
                    answer.troubles().isEmpty()
                            ? "has an unknown lag on " + Counts.of(unknown, "partition")
                            : "has an unknown lag: " + answer.troubles().get(0),
                    false);
        }
        long lag = answer.lags().stream()
                .mapToLong(one -> Math.max(0, one.lag().getAsLong()))
                .sum();
        return Observation.of(wanted.holds(lag), String.format(Locale.ROOT, "has a lag of %,d", lag));
    }
}
