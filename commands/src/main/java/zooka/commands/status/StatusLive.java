package zooka.commands.status;

import java.time.Duration;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;

/** {@code status} as it changes. */
final class StatusLive implements Action.Live {

    private final Status status;
    private final Duration interval;

    /** @param interval from an answer about the groups to the next question, and how often brokers are polled, if they are */
    StatusLive(Status status, Duration interval) {
        this.status = status;
        this.interval = interval;
    }

    @Override
    public boolean once() {
        return false;
    }

    @Override
    public String view() {
        return StatusReport.VIEW;
    }

    @Override
    public Result snapshot(Context context) {
        return status.run(context);
    }

    @Override
    public Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        StatusFeed feed = new StatusFeed(context, status, interval, states, failures);
        feed.start();
        return feed;
    }
}
