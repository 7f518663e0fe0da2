package zooka.commands.brokers;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Brokers.Versions;
import zooka.clients.kafka.ClusterState;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action.Live.Feed;
import zooka.commands.action.Action.Live.Focus;
import zooka.commands.action.Context;
import zooka.commands.action.Poll;
import zooka.commands.result.Picture;
import zooka.commands.result.Remarks;
import zooka.commands.timeline.ChangeSignal;

/**
 * Polls the brokers, at once if the cluster changes. What is costly is asked for less often: log directories name every replica, and
 * {@code min.insync.replicas} is needed for an opened broker only.
 */
final class BrokersFeed implements Feed {

    private static final Duration DIRS = Duration.ofSeconds(10);
    private static final Duration SETTINGS = Duration.ofMinutes(1);

    private final Context context;
    private final Function<Context, ClusterState> question;
    private final BrokerAnswers answers;
    private final Consumer<Picture> states;
    private final Consumer<Failure> failures;
    private final Poll poll;
    private final ChangeSignal changes;

    private volatile Focus focus = Focus.NONE;
    private volatile boolean everything;

    /** Used by the polling thread only. */
    private Deadline dirsDue = Deadline.in(Duration.ZERO);

    private Deadline settingsDue = Deadline.in(SETTINGS);

    BrokersFeed(
            Context context,
            Duration interval,
            Function<Context, ClusterState> question,
            Function<Versions, Optional<String>> release,
            Consumer<Picture> states,
            Consumer<Failure> failures) {
        this.context = context.with(Remarks.NONE);
        this.question = question;
        this.answers = new BrokerAnswers(this.context, release);
        this.states = states;
        this.failures = failures;
        this.poll = Poll.start("brokers-poll", interval, this::ask);
        this.changes = ChangeSignal.start(this.context, poll::now);
    }

    private void ask() {
        try {
            ClusterState state = answers.reachable(question.apply(context));
            states.accept(answers.picture(state));
            boolean all = everything;
            everything = false;
            if (all || settingsDue.passed()) {
                answers.forget();
                settingsDue = Deadline.in(SETTINGS);
            }
            if (all || dirsDue.passed()) {
                answers.askAll(state);
                dirsDue = Deadline.in(DIRS);
                states.accept(answers.picture(state));
            }
            Optional<Integer> opened = focus.opened().flatMap(Broker::id);
            if (opened.isPresent()) {
                answers.askMinimums(state, opened.get());
                states.accept(answers.picture(state));
            }
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.INTERRUPTED) {
                failures.accept(failure);
            }
        } catch (RuntimeException e) {
            failures.accept(new Failure(Failure.Kind.FAILED, "cannot follow the brokers: " + e).cause(e));
        }
    }

    @Override
    public void focus(Focus next) {
        boolean other = !next.opened().equals(focus.opened());
        focus = next;
        if (other && next.opened().isPresent()) {
            poll.now();
        }
    }

    @Override
    public void refresh() {
        everything = true;
        poll.now();
    }

    @Override
    public void close() {
        changes.close();
        poll.close();
    }
}
