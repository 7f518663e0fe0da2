package zooka.commands.action;

import java.time.Duration;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.commands.result.Picture;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;

/** A live state of a query that returns pictures: the query is repeated. */
public final class PolledPicture implements Action.Live {

    private final Action.Query query;
    private final String view;
    private final Duration interval;

    /**
     * @param view as {@link Picture#view}
     * @param interval from an answer to the next question
     */
    public PolledPicture(Action.Query query, String view, Duration interval) {
        this.query = query;
        this.view = view;
        this.interval = interval;
    }

    @Override
    public boolean once() {
        return false;
    }

    @Override
    public String view() {
        return view;
    }

    @Override
    public Result snapshot(Context context) {
        return query.run(context);
    }

    @Override
    public Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        Context silent = context.with(Remarks.NONE);
        Poll poll = Poll.start(view + "-poll", interval, () -> ask(silent, states, failures));
        return new Feed() {
            @Override
            public void refresh() {
                poll.now();
            }

            @Override
            public void close() {
                poll.close();
            }
        };
    }

    private void ask(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        try {
            Result result = query.run(context);
            // A failure beside a picture is part of the picture.
            Result shown = result instanceof Result.WithFailure both ? both.result() : result;
            states.accept(((Result.Drawing) shown).picture());
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.INTERRUPTED) {
                failures.accept(failure);
            }
        } catch (RuntimeException e) {
            failures.accept(new Failure(Failure.Kind.FAILED, "unexpected: " + e).cause(e));
        }
    }
}
