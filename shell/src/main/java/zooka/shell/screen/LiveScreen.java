package zooka.shell.screen;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.shell.render.Glyphs;

/** Runs a view of pictures on a terminal, with the feed of the pictures. */
public abstract class LiveScreen extends FullScreen {

    private final Action.Live live;
    private final Context context;
    private final BlockingQueue<Consumer<Action.Live.Feed>> requests = new LinkedBlockingQueue<>();

    /** @param name what its threads are called by */
    protected LiveScreen(Terminal terminal, Action.Live live, Context context, Glyphs look, String name)
            throws IOException {
        super(terminal, look, name);
        this.live = live;
        this.context = context;
    }

    /** Shows a new picture. Called by the thread that owns the model. */
    public abstract void state(Picture picture);

    /** Shows that the state could not be queried. Called by the thread that owns the model. */
    public abstract void failed(Failure failure);

    /** Queries the state now. */
    protected final void refresh() {
        requests.add(Action.Live.Feed::refresh);
    }

    /** Tells the feed what the user looks at. */
    protected final void focus(Action.Live.Focus focus) {
        requests.add(feed -> feed.focus(focus));
    }

    protected final Instant now() {
        return context.clock().instant();
    }

    /** Opening, refreshing and closing the feed may wait for a server. */
    @Override
    public final void work() throws InterruptedException {
        try (Action.Live.Feed feed =
                live.open(context, picture -> post(() -> state(picture)), failure -> post(() -> failed(failure)))) {
            while (!closed()) {
                ask(requests.take(), feed);
            }
        }
    }

    private void ask(Consumer<Action.Live.Feed> request, Action.Live.Feed feed) {
        try {
            request.accept(feed);
        } catch (Failure failure) {
            post(() -> failed(failure));
        }
    }
}
