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
import zooka.shell.screen.Commands;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.ListFilter;
import zooka.shell.screen.Listing;
import zooka.shell.screen.LiveScreen;
import zooka.shell.screen.Size;

/** Runs the view of {@code status} on a terminal. */
final class StatusScreen extends LiveScreen {

    private StatusModel model; // belongs to the thread that runs the loop

    StatusScreen(Terminal terminal, Action.Live live, Context context, Glyphs look, Commands commands)
            throws IOException {
        super(terminal, live, context, look, commands, "status");
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
    public Optional<Picture> shown() {
        return model.shown().map(Picture.class::cast);
    }

    @Override
    public void press(Key key) {
        Optional<StatusModel> typed = typed(model, key);
        if (typed.isPresent()) {
            model = typed.get();
            return;
        }
        Optional<StatusKey> pressed = StatusKey.TABLE.of(key, model, size());
        if (pressed.isEmpty()) {
            return;
        }
        switch (pressed.get()) {
            case LEAVE -> close();
            case QUIT -> {
                if (model.help()) {
                    model = model.helped(false);
                } else {
                    close();
                }
            }
            case REFRESH -> refresh();
            case COMMAND -> askCommand();
            case REMEDY -> model.remedy().ifPresent(this::askCommand);
            case COPY -> model.selected().ifPresent(row -> copy(row.text()));
            case SAVE -> askSave();
            default -> model = pressed(model, pressed.get(), size(), now());
        }
    }

    /** The model after a key that the filter takes; empty if it takes none. */
    static Optional<StatusModel> typed(StatusModel model, Key key) {
        return model.filtering().typing() ? model.filtering().press(key).map(model::filtered) : Optional.empty();
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
            case FILTER -> model.filtered(model.filtering().begun());
            case BACK -> model.help() ? model.helped(false) : model.filtered(ListFilter.NONE);
            case UNHEALTHY -> model.unhealthyOnly(!model.unhealthyOnly());
            case PAUSE -> model.paused().isPresent() ? model.resume() : model.pause(now);
            case HELP -> model.helped(true);
            case QUIT -> model.helped(false);
            case REFRESH, COMMAND, REMEDY, COPY, SAVE, LEAVE -> model;
        };
    }
}
