package zooka.shell.browse;

import java.util.Optional;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.commands.zk.browse.BrowseFeed;

/** A live action that lets the view talk to its feed: the feed reads what the view shows. */
final class FollowedFeed implements Action.Live {

    private final Action.Live live;
    private volatile Optional<BrowseFeed> feed = Optional.empty();

    FollowedFeed(Action.Live live) {
        this.live = live;
    }

    /** Tells the feed something; nothing happens before it is open. */
    void tell(Consumer<BrowseFeed> what) {
        feed.ifPresent(what);
    }

    @Override
    public boolean once() {
        return live.once();
    }

    @Override
    public String view() {
        return live.view();
    }

    @Override
    public Result snapshot(Context context) {
        return live.snapshot(context);
    }

    @Override
    public Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        BrowseFeed opened = (BrowseFeed) live.open(context, states, failures);
        feed = Optional.of(opened);
        return opened;
    }
}
