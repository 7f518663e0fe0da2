package zooka.shell.leaders;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import zooka.shell.leaders.EventLog.Event;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.FrameParts;
import zooka.shell.screen.Pen;

/** The newest changes, with the time since the incident began. */
final class LogPane {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Glyphs look;
    private final MapState known;
    private final int columns;

    LogPane(Glyphs look, MapState known, int columns) {
        this.look = look;
        this.known = known;
        this.columns = columns;
    }

    List<Line> lines(int count) {
        List<Line> lines = new ArrayList<>();
        if (known.log().events().isEmpty()) {
            lines.add(new FrameParts(look, columns).unchanged(known.opened()));
        }
        for (Event event : known.log().last(count)) {
            lines.add(line(event));
        }
        while (lines.size() < count) {
            lines.add(Line.EMPTY);
        }
        return lines;
    }

    private Line line(Event event) {
        String after = event.opens() ? "t0" : Ages.after(Duration.between(event.first(), event.at()));
        Pen pen = new Pen(columns).skip(1).put(time(event.at()) + "  ", Style.DIM);
        int room = Math.max(0, pen.room() - 2 - Width.of(after) - 1);
        pen.put(
                look.cut(look.safe(event.change().text(look.arrow())), room),
                Style.of(event.change().level()));
        return pen.skip(pen.room() - Width.of(after) - 1).put(after, Style.DIM).line();
    }

    private String time(Instant at) {
        return (columns >= 60 ? EXACT : SHORT).withZone(look.zone()).format(at);
    }
}
