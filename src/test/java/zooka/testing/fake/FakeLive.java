package zooka.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;

/** A live state whose feed is the test. */
public final class FakeLive implements Action.Live {

    private final String view;
    private final BlockingQueue<OpenFeed> feeds = new LinkedBlockingQueue<>();
    private volatile boolean stuck;
    private volatile Optional<Failure> refusal = Optional.empty();

    /** @param view the name of what draws it */
    public FakeLive(String view) {
        this.view = view;
    }

    /** Has its feed never open. */
    public void stick() {
        stuck = true;
    }

    /** Has its feed not open. */
    public void refuse(Failure failure) {
        refusal = Optional.of(failure);
    }

    /** The feed, when it has been opened. */
    public OpenFeed feed() throws InterruptedException {
        OpenFeed feed = feeds.poll(10, TimeUnit.SECONDS);
        assertThat(feed).isNotNull();
        feeds.add(feed);
        return feed;
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
        throw new AssertionError("a snapshot was not asked for");
    }

    @Override
    public Action.Live.Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (stuck) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw Failure.interrupted().cause(e);
            }
        }
        OpenFeed feed = new OpenFeed(states, failures, new CountDownLatch(1), new CountDownLatch(1));
        feeds.add(feed);
        return feed;
    }

    /** A feed that was opened. */
    public record OpenFeed(
            Consumer<Picture> states, Consumer<Failure> failures, CountDownLatch refreshed, CountDownLatch closed)
            implements Action.Live.Feed {
        @Override
        public void refresh() {
            refreshed.countDown();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
