package zooka.shell.status;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jline.terminal.Terminal;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.status.StatusReport;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.Listing;
import zooka.shell.screen.LiveScreen;
import zooka.shell.screen.Size;

/** Runs the view of {@code status} on a terminal. */
final class StatusScreen extends LiveScreen {

    private StatusModel model; // belongs to the thread that runs the loop

    StatusScreen(Terminal terminal, Action.Live live, Context context, Glyphs look) throws IOException {
        super(terminal, live, context, look, "status");
        this.model = StatusModel.start(context.clusters().profile().name(), on(terminal, look), now());
    }

    @Override
    public Frame draw(Size size) {
        return new StatusFrame(model, size, now()).draw();
    }

    @Override
    public void state(Picture picture) {
        model = model.report((StatusReport) picture);
    }

    @Override
    public void failed(Failure failure) {
        model = model.failed(failure);
    }

    @Override
    public void tick() {
        // Only ages have changed, and they are computed from the clock.
    }

    /** The time until the next second, or until a mark ends before it. */
    @Override
    public long untilNext(long left) {
        Instant now = now();
        return model.nextMarkEnd(now)
                .map(end -> Math.min(left, Duration.between(now, end).toNanos()))
                .orElse(left);
    }

    @Override
    public void press(Key key) {
        Optional<StatusKey> pressed = StatusKey.of(key, model);
        if (pressed.isEmpty()) {
            return;
        }
        if (pressed.get() == StatusKey.LEAVE || (pressed.get() == StatusKey.QUIT && !model.help())) {
            close();
        } else if (pressed.get() == StatusKey.REFRESH) {
            refresh();
        } else {
            model = pressed(model, pressed.get(), size(), now());
        }
    }

    /** The model after a key. */
    static StatusModel pressed(StatusModel model, StatusKey key, Size size, Instant now) {
        Listing list = model.list();
        int height = StatusFrame.height(size);
        int all = list.names().size();
        return switch (key) {
            case UP -> model.at(list.move(-1, height));
            case DOWN -> model.at(list.move(1, height));
            case PAGE_UP -> model.at(list.page(-1, height));
            case PAGE_DOWN -> model.at(list.page(1, height));
            case FIRST -> model.at(list.move(-all, height));
            case LAST -> model.at(list.move(all, height));
            case UNHEALTHY -> model.unhealthyOnly(!model.unhealthyOnly());
            case PAUSE -> model.paused().isPresent() ? model.resume() : model.pause(now);
            case HELP -> model.helped(true);
            case QUIT -> model.helped(false);
            case REFRESH, LEAVE -> model;
        };
    }
}
