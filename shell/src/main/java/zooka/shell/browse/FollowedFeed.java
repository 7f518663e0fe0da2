package zooka.shell.browse;

import java.util.ArrayList;
import java.util.List;
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
    private Optional<BrowseFeed> feed = Optional.empty();

    /** What the feed is to be told as soon as it is open: its first state may come before that. */
    private final List<Consumer<BrowseFeed>> waiting = new ArrayList<>();

    FollowedFeed(Action.Live live) {
        this.live = live;
    }

    /** Tells the feed something, now or when it is open. */
    synchronized void tell(Consumer<BrowseFeed> what) {
        if (feed.isPresent()) {
            what.accept(feed.get());
        } else {
            waiting.add(what);
        }
    }

    private synchronized void opened(BrowseFeed opened) {
        feed = Optional.of(opened);
        waiting.forEach(what -> what.accept(opened));
        waiting.clear();
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
        opened(opened);
        return opened;
    }
}
