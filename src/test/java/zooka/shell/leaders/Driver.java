package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.leaders.Detail;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Via;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Driven;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.Size;

/** Drives the view as its loop does, with a clock of its own and no terminal. */
public final class Driver implements Driven {
    private Size size = Maps.SMALL;
    private Instant now = Maps.NOON;
    private final DrawnRows drawn = new DrawnRows();
    private LeadersModel model;
    private Optional<Point> point = Optional.empty();
    private boolean recorded;
    private Step.Effect effect = Step.Effect.NONE;

    Driver(Glyphs look) {
        model = LeadersView.start("sandbox", look, now);
    }

    public static Driver on(Reading map) {
        return new Driver(Maps.UNICODE).state(map);
    }

    @Override
    public Driver sized(int columns, int rows) {
        size = new Size(columns, rows);
        return this;
    }

    private static Point recorded(Point point) {
        Snapshot state = point.state();
        return new Point(state.edit(point.at()).via(Via.RECORDING).done().state(), point.events());
    }

    /** From now on states come from a recording. */
    Driver recorded() {
        recorded = true;
        return this;
    }

    Driver after(Duration duration) {
        now = now.plus(duration);
        model = LeadersView.tick(model, now);
        return this;
    }

    public Driver state(Reading map) {
        Point next =
                point.isEmpty() ? map.first().point() : map.after(point.get().state());
        point = Optional.of(recorded ? recorded(next) : next);
        model = LeadersView.state(model, new LeaderMap(map.name(), point.get()), now);
        return this;
    }

    /** The same state again, with the detail of a page. */
    Driver detail(Detail detail) {
        Point same = new Point(point.get().state(), List.of());
        model = LeadersView.state(model, new LeaderMap(model.name(), same, Optional.of(detail)), now);
        return this;
    }

    Driver failed(Failure failure) {
        model = LeadersView.failed(model, failure);
        return this;
    }

    @Override
    public Driver press(Key... keys) {
        for (Key key : keys) {
            Step step = LeadersView.key(model, key, size, now);
            model = step.model();
            effect = step.effect();
        }
        return this;
    }

    /** Types the characters one by one; a line's end is Enter. */
    public Driver type(String text) {
        text.codePoints().forEach(c -> press(c == '\n' ? Key.ENTER : Key.of(c)));
        return this;
    }

    @Override
    public Frame frame() {
        Frame frame = LeadersView.draw(model, size, now, drawn);
        assertThat(frame).isEqualTo(LeadersView.draw(model, size, now, new DrawnRows()));
        return frame;
    }

    /** One line of the frame, from the top and 0. */
    String line(int row) {
        return frame().lines().get(row).text();
    }

    String selected() {
        return frame().lines().stream()
                .map(Frame.Line::text)
                .filter(line -> line.startsWith("▌"))
                .map(line -> line.substring(1).strip().split(" +", 2)[0])
                .findFirst()
                .orElse("nothing");
    }

    @Override
    public boolean asks() {
        return effect != Step.Effect.NONE;
    }

    Step.Effect effect() {
        return effect;
    }

    public Instant now() {
        return now;
    }
}
