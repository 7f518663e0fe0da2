package zooka.commands.wait;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.zookeeper.servers.Ensemble;
import zooka.clients.zookeeper.servers.Quorum;
import zooka.commands.action.Context;

/** So many of so many voters of the ZooKeeper ensemble are in sync; they are asked again and again. */
record EnsembleCondition(int inSync, int voters) implements Condition {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    static Optional<Condition> of(List<String> words) {
        Matcher form = FORM.matcher(words.size() == 2 ? words.get(1) : "");
        return form.matches()
                ? Optional.of(new EnsembleCondition(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    @Override
    public String subject(Context context) {
        return "the ensemble";
    }

    @Override
    public Follower follow(Context context, Runnable news) {
        return () -> look(context.clusters().ensemble());
    }

    private Observation look(Ensemble ensemble) {
        Quorum quorum = Quorum.of(ensemble.servers(), ensemble::votes);
        return switch (quorum.state()) {
            case STANDALONE -> Observation.of(inSync == 1 && voters == 1, "is one server of its own");
            case LOST -> Observation.of(false, "has no quorum");
            case UNKNOWN -> new Observation(false, "does not answer", false);
            case HELD ->
                Observation.of(
                        quorum.inSync().orElse(0) >= inSync && quorum.voters().orElse(voters) == voters,
                        "has " + inSync(quorum) + voters(quorum) + " voters in sync");
        };
    }

    private static String voters(Quorum quorum) {
        return quorum.voters().isPresent() ? " of " + quorum.voters().getAsInt() : "";
    }

    private static String inSync(Quorum quorum) {
        return quorum.inSync().isPresent() ? String.valueOf(quorum.inSync().getAsInt()) : "an unknown number of";
    }
}
