package zooka.shell.sheet;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.action.Action.Live.Focus;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Picture;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Driven;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.Size;

/** Drives a screen of rows without a terminal. */
public final class SheetDriver<P extends Picture> implements Driven {

    private final Clock clock;
    private Size size = new Size(80, 24);
    private SheetModel<P> model;
    private Step.Effect effect = Step.Effect.NONE;

    public SheetDriver(Subject<P> subject, Glyphs look, Clock clock) {
        this.clock = clock;
        this.model = SheetModel.start(look, subject, "sandbox", clock.instant());
    }

    public void picture(P picture) {
        model = model.with(model.known().picture(model.subject(), picture), clock.instant());
    }

    public void failed(Failure failure) {
        model = model.with(model.known().failed(failure), clock.instant());
    }

    /** A second, or more, has passed. */
    public void tick() {
        model = model.with(model.known(), clock.instant());
    }

    @Override
    public SheetDriver<P> press(Key... keys) {
        for (Key key : keys) {
            Step<P> step = SheetView.key(model, key, size, clock.instant());
            model = step.model();
            effect = step.effect();
        }
        return this;
    }

    public void type(String text) {
        text.codePoints().forEach(c -> press(Key.of(c)));
    }

    @Override
    public SheetDriver<P> sized(int columns, int rows) {
        size = new Size(columns, rows);
        return this;
    }

    /** What the last of these keys asks of the screen. */
    public String effect(String keys) {
        effect = Step.Effect.NONE;
        type(keys);
        return effect.name();
    }

    /** Whether the last key has closed the screen. */
    public boolean closed() {
        return effect == Step.Effect.CLOSE;
    }

    /** Whether the last key has asked for a new picture. */
    public boolean refreshed() {
        return effect == Step.Effect.REFRESH;
    }

    @Override
    public boolean asks() {
        return effect != Step.Effect.NONE;
    }

    @Override
    public Frame frame() {
        return new SheetFrame(model, size, clock.instant()).draw();
    }

    public String line(int row) {
        return frame().lines().get(row).text();
    }

    public String footer() {
        return line(size.rows() - 1);
    }

    /** The line of a row. */
    public String row(String name) {
        return frame().lines().stream()
                .map(Frame.Line::text)
                .filter(line -> line.startsWith(" " + name) || line.startsWith("▌" + name))
                .findFirst()
                .orElseThrow();
    }

    public Optional<String> selected() {
        return model.place().listing().selected();
    }

    public Optional<String> opened() {
        return model.place().opened().map(Place.OpenPage::key);
    }

    /** The names of the rows in their order. */
    public List<String> rows() {
        return model.rows().stream().map(Sheet.Row::key).toList();
    }

    public Focus focus() {
        return SheetView.focus(model, size);
    }

    /** The level of the first text that is this. */
    public Level style(String text) {
        return frame().lines().stream()
                .flatMap(line -> line.spans().stream())
                .filter(span -> span.text().strip().equals(text))
                .map(span -> span.style().level())
                .findFirst()
                .orElseThrow();
    }

    /** The texts in reverse. */
    public List<String> reversed() {
        return frame().lines().stream()
                .flatMap(line -> line.spans().stream())
                .filter(span -> span.style().reverse())
                .map(span -> span.text().strip())
                .toList();
    }
}
