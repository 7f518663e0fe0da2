package zooka.commands.brokers;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import zooka.clients.Failure;
import zooka.clients.kafka.Brokers.Versions;
import zooka.clients.kafka.ClusterState;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;

/** The brokers with what each of them tells about itself. */
public final class BrokersLive implements Action.Live {

    private final Function<Context, ClusterState> question;
    private final Function<Versions, Optional<String>> release;
    private final Duration interval;

    /**
     * @param question asks for the brokers and partitions; remarks what is missing
     * @param release the release that API versions belong to
     * @param interval from one answer to the next question
     */
    public BrokersLive(
            Function<Context, ClusterState> question, Function<Versions, Optional<String>> release, Duration interval) {
        this.question = question;
        this.release = release;
        this.interval = interval;
    }

    @Override
    public boolean once() {
        return false;
    }

    @Override
    public String view() {
        return BrokersPicture.VIEW;
    }

    @Override
    public Result snapshot(Context context) {
        BrokerAnswers answers = new BrokerAnswers(context, release);
        ClusterState state = answers.reachable(question.apply(context));
        answers.askAll(state);
        answers.troubles().forEach(what -> context.remarks().incomplete("broker-silent", what));
        return BrokersTable.of(answers.picture(state));
    }

    @Override
    public Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        return new BrokersFeed(context, interval, question, release, states, failures);
    }
}
