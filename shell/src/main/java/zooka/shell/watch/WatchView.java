package zooka.shell.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Theme;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Key;
import zooka.shell.screen.ListFilter;
import zooka.shell.screen.Pen;
import zooka.shell.screen.Size;

/**
 * The view of a repeated query, as pure functions: they compute the next model from an answer, a failure or a key, and
 * the frame of a model.
 */
final class WatchView {

    /** How long changes are marked. */
    static final Duration MARK = Duration.ofMillis(1200);

    /** The lines of header, rule and footer. */
    private static final int AROUND = 3;

    private WatchView() {}

    /** The model before the first answer. */
    static WatchModel start(String command, Duration interval, Glyphs look) {
        String every = interval.toMillis() % 1000 == 0 ? interval.toSeconds() + " s" : interval.toMillis() + " ms";
        return new WatchModel(
                look,
                command,
                every,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ListFilter.NONE,
                0,
                false);
    }

    /** The model after an answer, given as lines that the renderer has painted. */
    static WatchModel answered(WatchModel model, List<String> painted, Size size, Instant now) {
        List<Line> lines = painted.stream().map(WatchView::line).toList();
        List<Line> marked = model.answered().isEmpty() ? lines : LineChanges.marked(model.lines(), lines);
        return model.answered(lines, marked, now).scrolled(model.top(), height(size));
    }

    /** The model after a failure; the last answer is kept. */
    static WatchModel failed(WatchModel model, String message) {
        return model.failed(message);
    }

    /** The action of a key in a state; empty if it has none, and while the filter is typed, unless it leaves. */
    static Optional<WatchKey> action(WatchModel model, Key key, Size size) {
        return WatchKey.TABLE
                .of(key, model, size)
                .filter(found -> !model.filtering().typing() || found == WatchKey.LEAVE);
    }

    /** The model after a key that filters, scrolls, pauses or asks for help; unchanged after other keys. */
    static WatchModel key(WatchModel model, Key key, Size size, Instant now) {
        if (model.filtering().typing()) {
            return model.filtering().press(key).map(model::filtered).orElse(model);
        }
        int height = height(size);
        int top = model.top();
        return action(model, key, size)
                .map(found -> switch (found) {
                    case UP -> model.scrolled(top - 1, height);
                    case DOWN -> model.scrolled(top + 1, height);
                    case PAGE_UP -> model.scrolled(top - height, height);
                    case PAGE_DOWN -> model.scrolled(top + height, height);
                    case FIRST -> model.scrolled(0, height);
                    case LAST -> model.scrolled(Integer.MAX_VALUE, height);
                    case FILTER -> model.filtered(model.filtering().begun());
                    case PAUSE -> model.paused(model.paused().isPresent() ? Optional.empty() : Optional.of(now));
                    case HELP -> model.helped(true);
                    case BACK -> model.help() ? model.helped(false) : model.filtered(ListFilter.NONE);
                    case QUIT -> model.helped(false);
                    case COMMAND, COPY, SAVE, REFRESH, LEAVE -> model;
                })
                .orElse(model);
    }

    /** The time at which the marks end; empty without marks. */
    static Optional<Instant> nextMarkEnd(WatchModel model, Instant now) {
        return model.answered().map(at -> at.plus(MARK)).filter(end -> end.isAfter(now));
    }

    /** The frame of a model. */
    static Frame draw(WatchModel model, Size size, Instant now) {
        List<Line> lines = new ArrayList<>();
        lines.add(header(model, size.columns(), now));
        lines.add(below(model, size.columns()));
        List<Line> shown = model.help()
                ? WatchKey.TABLE.help(model.look(), size.columns())
                : model.visible(nextMarkEnd(model, now).isPresent() ? model.marked() : model.lines());
        int height = height(size);
        int top = model.help() ? 0 : Math.min(model.top(), Math.max(0, shown.size() - height));
        for (int i = top; i < Math.min(shown.size(), top + height); i++) {
            lines.add(model.failure().isPresent() && !model.help() ? dim(shown.get(i)) : shown.get(i));
        }
        while (lines.size() < size.rows() - 1) {
            lines.add(Line.EMPTY);
        }
        lines.add(footer(model, size, top, shown.size()));
        return new Frame(lines.subList(0, Math.min(lines.size(), size.rows())));
    }

    /** The visible lines of an answer. */
    static int height(Size size) {
        return Math.max(1, size.rows() - AROUND);
    }

    private static Line header(WatchModel model, int columns, Instant now) {
        Glyphs look = model.look();
        String age = model.answered().isEmpty()
                ? "asking"
                : (model.failure().isPresent() ? "last response " : "")
                        + Ages.since(model.answered().get(), model.paused().orElse(now))
                        + (model.failure().isPresent() ? " ago" : "");
        String state = (model.paused().isPresent() ? "paused" + look.dot() : "") + age + " ";
        int room = Math.max(0, columns - Width.of(state) - 2);
        Pen pen = new Pen(columns).skip(1).put(look.cut(look.safe(model.command()), room), Style.BOLD);
        String every = "  every " + model.every();
        if (pen.room() > Width.of(every) + Width.of(state)) {
            pen.put(every, Style.DIM);
        }
        Style style = model.failure().isPresent()
                ? Style.of(Level.BAD)
                : model.paused().isPresent() ? Style.of(Level.WARN) : Style.DIM;
        return pen.skip(pen.room() - Width.of(state)).put(state, style).line();
    }

    /** The failure of the last query, or a rule. */
    private static Line below(WatchModel model, int columns) {
        Glyphs look = model.look();
        Pen pen = new Pen(columns);
        if (model.failure().isPresent()) {
            String message = look.safe("error: " + model.failure().get());
            return pen.skip(1)
                    .put(look.cut(message, columns - 1), Style.of(Level.BAD))
                    .line();
        }
        int visible = model.visible(model.lines()).size();
        String filter = model.help()
                ? ""
                : model.filtering().summary(look, visible, model.lines().size());
        if (!filter.isEmpty() && Width.of(filter) + 6 <= columns) {
            pen.put(look.rule().repeat(2), Style.DIM).put(" " + filter + " ", Style.BOLD);
        }
        return pen.put(look.rule().repeat(pen.room()), Style.DIM).line();
    }

    private static Line footer(WatchModel model, Size size, int top, int all) {
        Glyphs look = model.look();
        if (model.filtering().typing()) {
            return model.filtering()
                    .footer(look, size.columns(), all, model.lines().size());
        }
        int end = Math.min(all, top + height(size));
        String position = all > height(size) && !model.help() ? (top + 1) + "-" + end + " of " + all + " " : "";
        int room = size.columns() - (position.isEmpty() ? 0 : Width.of(position) + 1);
        Pen pen = new Pen(size.columns());
        WatchKey.TABLE.footer(model, size, look, room).spans().forEach(span -> pen.put(span.text(), span.style()));
        return pen.room() > Width.of(position)
                ? pen.skip(pen.room() - Width.of(position))
                        .put(position, Style.DIM)
                        .line()
                : pen.line();
    }

    /** A line of text that {@link Theme} has painted. */
    private static Line line(String painted) {
        List<Span> spans = new ArrayList<>();
        Theme.parts(painted.replace("\t", "    "), (text, level) -> spans.add(new Span(text, Style.of(level))));
        return new Line(spans);
    }

    private static Line dim(Line line) {
        return new Line(line.spans().stream()
                .map(span -> new Span(span.text(), Style.DIM))
                .toList());
    }
}
