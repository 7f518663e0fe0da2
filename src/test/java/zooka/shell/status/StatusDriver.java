package zooka.shell.status;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import zooka.clients.Failure;
import zooka.commands.status.StatusReport;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Driven;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.Size;

/** Drives the view of {@code status} as its screen does, with a clock of its own and no terminal. */
final class StatusDriver implements Driven {

    private static final Set<StatusKey> ASKING = EnumSet.of(
            StatusKey.REMEDY, StatusKey.COMMAND, StatusKey.COPY, StatusKey.SAVE, StatusKey.REFRESH, StatusKey.LEAVE);

    private Size size = new Size(80, 24);
    private Instant now = Reports.NOON;
    private StatusModel model;
    private boolean asks;

    StatusDriver(Glyphs look) {
        model = StatusModel.start("sandbox", look, now);
    }

    StatusDriver report(StatusReport report) {
        model = model.report(report);
        return this;
    }

    StatusDriver failed(Failure failure) {
        model = model.failed(failure);
        return this;
    }

    StatusDriver after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    @Override
    public StatusDriver sized(int columns, int rows) {
        size = new Size(columns, rows);
        return this;
    }

    @Override
    public StatusDriver press(Key... keys) {
        for (Key key : keys) {
            asks = false;
            Optional<StatusModel> typed = StatusScreen.typed(model, key);
            Optional<StatusKey> pressed = typed.isPresent() ? Optional.empty() : StatusKey.TABLE.of(key, model, size);
            asks = pressed.filter(ASKING::contains).isPresent()
                    || (pressed.equals(Optional.of(StatusKey.QUIT)) && !model.help());
            model = typed.or(() -> pressed.map(found -> StatusScreen.pressed(model, found, size, now)))
                    .orElse(model);
        }
        return this;
    }

    /** Types the characters one by one; a line's end is Enter. */
    StatusDriver type(String text) {
        text.codePoints().forEach(c -> press(c == '\n' ? Key.ENTER : Key.of(c)));
        return this;
    }

    @Override
    public Frame frame() {
        return new StatusFrame(model, size, now).draw();
    }

    @Override
    public boolean asks() {
        return asks;
    }

    Instant now() {
        return now;
    }

    StatusModel model() {
        return model;
    }
}
