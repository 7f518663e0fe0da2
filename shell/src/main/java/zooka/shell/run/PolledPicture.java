package zooka.shell.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;

/** A live state of a query that returns pictures: the query is repeated. */
final class PolledPicture implements Action.Live {

    /** The most time to wait for the end of a query; one that waits for a server ends by itself. */
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Action.Repeat repeat;
    private final String view;

    PolledPicture(Action.Repeat repeat, String view) {
        this.repeat = repeat;
        this.view = view;
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
        return repeat.query().run(context);
    }

    @Override
    public Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        Poll poll = new Poll(context.with(new NoRemarks()), states, failures);
        poll.start();
        return poll;
    }

    private final class Poll implements Feed {
        private final Context context;
        private final Consumer<Picture> states;
        private final Consumer<Failure> failures;
        private final BlockingQueue<Boolean> refreshes = new LinkedBlockingQueue<>();
        private volatile boolean closed;
        private volatile List<Async<Boolean>> polling = List.of();

        Poll(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
            this.context = context;
            this.states = states;
            this.failures = failures;
        }

        void start() {
            polling = List.of(Async.run(view + "-poll", this::run));
        }

        private void run() {
            try {
                while (!closed) {
                    ask();
                    refreshes.poll(repeat.interval().toMillis(), TimeUnit.MILLISECONDS);
                    refreshes.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void ask() {
            try {
                Result result = repeat.query().run(context);
                // A failure beside a picture is part of the picture.
                Result shown = result instanceof Result.WithFailure failing ? failing.result() : result;
                states.accept(((Result.Drawing) shown).picture());
            } catch (Failure failure) {
                if (failure.kind() != Failure.Kind.INTERRUPTED) {
                    failures.accept(failure);
                }
            } catch (RuntimeException e) {
                failures.accept(new Failure(Failure.Kind.FAILED, "unexpected: " + e).cause(e));
            }
        }

        @Override
        public void refresh() {
            refreshes.add(true);
        }

        @Override
        public void close() {
            closed = true;
            Async.stop(polling, CLOSE);
        }
    }

    /** Discards remarks: the picture contains them. */
    private static final class NoRemarks implements Remarks {
        @Override
        public void incomplete(String what) {}

        @Override
        public void fault(String what) {}

        @Override
        public void no() {}

        @Override
        public void note(String text) {}

        @Override
        public boolean noted() {
            return false;
        }

        @Override
        public void warn(String text) {}
    }
}
