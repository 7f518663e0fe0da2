package zooka.shell.status;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Health;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.FrameParts;
import zooka.shell.screen.Listing;
import zooka.shell.screen.Pen;
import zooka.shell.screen.Size;

/** Draws the frame of a model: header, rows, details of the selected row, changes, keys. */
final class StatusFrame {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int NAME = 10;
    private static final int WORD = 11;
    private static final int SINCE = 7;
    private static final int LABELS = 26;

    private final StatusModel model;
    private final Glyphs look;
    private final FrameParts parts;
    private final int columns;
    private final int rows;
    private final Instant now;

    StatusFrame(StatusModel model, Size size, Instant now) {
        this.model = model;
        this.look = model.look();
        this.parts = new FrameParts(model.look(), size.columns());
        this.columns = size.columns();
        this.rows = size.rows();
        this.now = model.moment(now);
    }

    /** The number of visible rows of the list on a screen. */
    static int height(Size size) {
        return Math.max(1, size.rows() - header(size.rows()) - selected(size.rows()) - log(size.rows()) - 1);
    }

    /** The height of header, rule and headings. */
    private static int header(int rows) {
        return rows >= 8 ? 3 : rows >= 4 ? 1 : 0;
    }

    /** The height of the rule and the details of the selected row. */
    private static int selected(int rows) {
        return rows >= 14 ? 4 : 0;
    }

    /** The height of the rule and the changes. */
    private static int log(int rows) {
        return rows >= 18 ? 1 + Math.min(10, Math.max(3, rows / 6)) : 0;
    }

    Frame draw() {
        List<Line> lines = new ArrayList<>();
        int header = header(rows);
        if (header > 0) {
            lines.add(header());
        }
        if (header > 1) {
            lines.add(parts.rule(chosen(), ""));
        }
        if (model.help()) {
            lines.addAll(help());
        } else {
            body(lines, header > 1);
        }
        while (lines.size() < rows - 1) {
            lines.add(Line.EMPTY);
        }
        List<Line> cut = new ArrayList<>(lines.subList(0, Math.min(lines.size(), Math.max(0, rows - 1))));
        cut.add(footer());
        return new Frame(cut);
    }

    private void body(List<Line> lines, boolean headings) {
        if (headings) {
            lines.add(row(new Pen(columns).skip(1), "PART", "HEALTH", Style.DIM, "", "SINCE"));
        }
        List<StatusRow> shown = model.rows();
        int height = height(new Size(columns, rows));
        int end = lines.size() + height;
        Listing list = model.list().settled(height);
        for (int i = list.top(); i < Math.min(list.end(height), shown.size()); i++) {
            lines.add(row(shown.get(i), i == list.cursor()));
        }
        if (shown.isEmpty()) {
            lines.addAll(placeholder());
        }
        while (lines.size() < end) {
            lines.add(Line.EMPTY);
        }
        if (selected(rows) > 0) {
            lines.add(parts.rule());
            lines.addAll(selected(shown, list, selected(rows) - 1));
        }
        if (log(rows) > 0) {
            lines.add(parts.rule());
            lines.addAll(log());
        }
    }

    /** The name of the clusters, their health and the age of the report. */
    private Line header() {
        String name = model.shown().map(report -> report.cluster()).orElse(model.name());
        Pen state = state();
        int room = Math.max(4, columns - state.column() - 4);
        Pen pen = new Pen(columns).skip(1).put(look.cutName(look.safe(name), room), Style.BOLD);
        return parts.header(pen, state);
    }

    private Pen state() {
        Optional<String> age = model.shown().map(report -> Width.right(Ages.since(report.asOf(), now), 4));
        Optional<String> halt = model.paused().map(any -> "paused");
        return parts.stale(
                        model.trouble(), age, columns / 2, halt, model.waiting().size())
                .orElseGet(() -> {
                    Health health = model.shown().get().health();
                    return new Pen(columns)
                            .put(health.word(), Style.of(health.level()))
                            .put(look.dot() + "live" + look.dot() + age.get(), Style.DIM);
                });
    }

    private Line row(StatusRow row, boolean selected) {
        boolean marked = model.marked(row.key(), now);
        boolean brackets = marked && look.brackets();
        Pen pen = new Pen(columns);
        if (selected) {
            pen.put(look.bar(), Style.BOLD);
        } else {
            pen.skip(1);
        }
        String name = Width.left(look.safe(row.name()), NAME);
        pen.put(name, selected && row.isPart() ? Style.PLAIN.reversed() : Style.PLAIN);
        pen.skip(1).put(brackets ? "[" : " ");
        Style style = Style.of(row.level());
        pen.put(row.word(), marked && !brackets ? style.reversed() : style).put(brackets ? "]" : "");
        return text(pen, row, selected);
    }

    private Line text(Pen pen, StatusRow row, boolean selected) {
        int start = 1 + NAME + 2 + WORD + 1;
        pen.skip(start - pen.column());
        int room = columns - start - 1 - (row.since().isPresent() ? SINCE + 2 : 0);
        Style style = !row.unhealthy() ? Style.DIM : Style.PLAIN;
        String text = look.cut(look.safe(row.text()), Math.max(1, room));
        pen.put(text, selected && !row.isPart() ? Style.PLAIN.reversed() : style);
        String remedy = "   " + look.arrow() + " " + look.safe(row.remedy());
        if (!row.remedy().isEmpty() && Width.of(text) + Width.of(remedy) <= room) {
            pen.put(remedy, Style.DIM);
        }
        return since(pen, row.since().map(at -> Ages.since(at, now)).orElse(""));
    }

    private Line row(Pen pen, String name, String word, Style style, String text, String since) {
        pen.put(Width.left(name, NAME), style).skip(2).put(Width.left(word, WORD), style);
        return since(pen.skip(1).put(text, style), since);
    }

    private Line since(Pen pen, String since) {
        return columns < 60
                ? pen.line()
                : pen.skip(columns - pen.column() - SINCE - 1)
                        .put(Width.right(since, SINCE), Style.DIM)
                        .line();
    }

    private List<Line> placeholder() {
        if (model.shown().isPresent()) {
            boolean filtered = !model.filtering().text().isEmpty();
            String what = model.unhealthyOnly() ? "nothing unhealthy" : "no row";
            return List.of(parts.message(
                    what + (filtered ? " matches " + look.safe(model.filtering().text()) : "")));
        }
        return parts.waiting(model.name(), model.trouble());
    }

    /** The details of the selected row, wrapped between words, and its remedy. */
    private List<Line> selected(List<StatusRow> shown, Listing list, int count) {
        List<Line> lines = new ArrayList<>();
        if (!shown.isEmpty()) {
            StatusRow row = shown.get(Math.min(list.cursor(), shown.size() - 1));
            int texts = count - (row.remedy().isEmpty() ? 0 : 1);
            // Facts of a part are not wrapped inside.
            String between = row.isPart() ? StatusRow.GAP : " ";
            for (String line : Width.broken(look.safe(row.text()), between, Math.max(1, columns - 2))) {
                if (lines.size() < texts) {
                    lines.add(new Pen(columns).skip(1).put(line).line());
                }
            }
            if (!row.remedy().isEmpty()) {
                lines.add(parts.message(look.arrow() + " " + look.safe(row.remedy())));
            }
        }
        while (lines.size() < count) {
            lines.add(Line.EMPTY);
        }
        return lines;
    }

    private List<Line> log() {
        int count = log(rows) - 1;
        List<Line> lines = new ArrayList<>();
        List<StatusChange> log = model.log();
        if (log.isEmpty() && model.shown().isPresent()) {
            lines.add(parts.unchanged(model.opened()));
        }
        for (StatusChange change : log.subList(Math.max(0, log.size() - count), log.size())) {
            Pen pen = new Pen(columns).skip(1).put(time(change.at()) + "  ", Style.DIM);
            pen.put(Width.left(change.word(), WORD + 1), Style.of(change.level()));
            lines.add(pen.put(look.cut(look.safe(change.text()), Math.max(1, pen.room() - 1)))
                    .line());
        }
        return lines;
    }

    private String time(Instant at) {
        return TIME.withZone(look.zone()).format(at);
    }

    private List<Line> help() {
        List<Line> lines = new ArrayList<>(StatusKey.TABLE.help(look, columns));
        lines.add(Line.EMPTY);
        lines.add(meaning(Health.HEALTHY, "no problem found"));
        lines.add(meaning(Health.DEGRADED, "serving, with problems"));
        lines.add(meaning(Health.UNHEALTHY, "not fully serving, or data at risk"));
        lines.add(meaning(Health.UNREACHABLE, "no answer"));
        return lines;
    }

    private Line meaning(Health health, String meaning) {
        return new Pen(columns)
                .skip(1)
                .put(Width.left(health.word(), LABELS), Style.of(health.level()))
                .put(meaning)
                .line();
    }

    /** The filter of the rows. */
    private String chosen() {
        if (model.help()) {
            return "";
        }
        String[] others = model.unhealthyOnly() ? new String[] {"unhealthy only"} : new String[0];
        return model.filtering().summary(look, model.rows().size(), model.total(), others);
    }

    private Line footer() {
        if (model.filtering().typing()) {
            return model.filtering().footer(look, columns, model.rows().size(), model.total());
        }
        return StatusKey.TABLE.footer(model, new Size(columns, rows), look);
    }
}
