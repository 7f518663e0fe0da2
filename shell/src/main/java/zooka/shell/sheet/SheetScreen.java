package zooka.shell.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jline.terminal.Terminal;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Action.Live.Focus;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Commands;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.LiveScreen;
import zooka.shell.screen.Size;

/** Runs a screen of rows on a terminal. */
public final class SheetScreen<P extends Picture> extends LiveScreen {

    private final Class<P> kind;

    // These belong to the thread that runs the loop.
    private SheetModel<P> model;
    private Focus focus = Focus.NONE;

    private SheetScreen(
            Terminal terminal,
            Subject<P> subject,
            Class<P> kind,
            Action.Live live,
            Context context,
            Glyphs look,
            Commands commands)
            throws IOException {
        super(terminal, live, context, look, commands, subject.name());
        this.kind = kind;
        this.model = SheetModel.start(
                on(terminal, look), subject, context.clusters().profile().name(), now());
    }

    /**
     * Shows pictures of a kind until the user leaves; false if the terminal is not suitable and nothing was shown.
     *
     * @param kind the class of the pictures
     * @param commands runs what the user types after {@code :}
     */
    public static <P extends Picture> boolean show(
            Terminal terminal,
            Subject<P> subject,
            Class<P> kind,
            Action.Live live,
            Context context,
            Glyphs look,
            Commands commands) {
        if (!suits(terminal)) {
            return false;
        }
        try {
            new SheetScreen<>(terminal, subject, kind, live, context, look, commands).run();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Frame draw(Size size) {
        Focus next = SheetView.focus(model, size);
        if (!next.equals(focus)) {
            focus = next;
            focus(next);
        }
        return new SheetFrame(model, size, now()).draw();
    }

    @Override
    public void state(Picture picture) {
        model = model.with(model.known().picture(model.subject(), kind.cast(picture)), now());
    }

    @Override
    public Optional<Picture> shown() {
        return model.known().shown().map(Picture.class::cast);
    }

    @Override
    public void failed(Failure failure) {
        model = model.with(model.known().failed(failure), now());
    }

    /** Ages have changed. */
    @Override
    public void tick() {
        model = model.with(model.known(), now());
    }

    /** The time until the next second, or until a mark ends before it. */
    @Override
    public long untilNext(long left) {
        Instant now = now();
        return model.known()
                .nextMarkEnd(now)
                .map(end -> Math.min(left, Duration.between(now, end).toNanos()))
                .orElse(left);
    }

    @Override
    public void press(Key key) {
        Step<P> step = SheetView.key(model, key, size(), now());
        model = step.model();
        switch (step.effect()) {
            case CLOSE -> close();
            case REFRESH -> refresh();
            case COMMAND -> askCommand();
            case COPY -> model.place().listing().selected().ifPresent(this::copy);
            case SAVE -> askSave();
            case NONE -> {}
        }
    }
}
