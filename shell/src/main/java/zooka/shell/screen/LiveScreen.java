package zooka.shell.screen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.shell.render.Format;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Output;
import zooka.shell.render.Renderer;
import zooka.shell.render.Screen;

/** Runs a view of pictures on a terminal, with the feed of the pictures. */
public abstract class LiveScreen extends FullScreen {

    private final Action.Live live;
    private final Context context;
    private final Clock clock;
    private final BlockingQueue<Consumer<Action.Live.Feed>> requests = new LinkedBlockingQueue<>();

    /** @param name what its threads are called by */
    protected LiveScreen(
            Terminal terminal, Action.Live live, Context context, Glyphs look, Commands commands, String name)
            throws IOException {
        super(terminal, look, commands, name);
        this.live = live;
        this.context = context;
        this.clock = live.clock(context);
    }

    /** Shows a new picture. Called by the thread that owns the model. */
    public abstract void state(Picture picture);

    /** Shows that the state could not be queried. Called by the thread that owns the model. */
    public abstract void failed(Failure failure);

    /** The picture on the screen; empty before the first. */
    public abstract Optional<Picture> shown();

    /** Asks for a file name and saves what is shown, as text or as JSON. */
    protected final void askSave() {
        askSave(
                live.view() + ".txt",
                shown().filter(picture -> !picture.fields().isEmpty()).map(picture -> () -> json(picture)));
    }

    private byte[] json(Picture picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Output out = Output.to(bytes, "JSON")) {
            Renderer.of(Format.JSON, out, out, Screen.pipe(now()))
                    .render(new Result.Drawing(picture, picture.fields()));
        }
        return bytes.toByteArray();
    }

    @Override
    public final void returned() {
        refresh();
    }

    /** Queries the state now. */
    protected final void refresh() {
        requests.add(Action.Live.Feed::refresh);
    }

    /** Tells the feed what the user looks at. */
    protected final void focus(Action.Live.Focus focus) {
        requests.add(feed -> feed.focus(focus));
    }

    protected final Instant now() {
        return clock.instant();
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
