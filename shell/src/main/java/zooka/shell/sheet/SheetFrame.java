package zooka.shell.sheet;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Picture;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.FrameParts;
import zooka.shell.screen.Listing;
import zooka.shell.screen.Pen;
import zooka.shell.screen.Size;
import zooka.shell.sheet.Place.OpenPage;
import zooka.shell.sheet.Sheet.Row;

/** Draws the frame of a model: header, facts of a page, rows, changes, keys. */
final class SheetFrame {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int GAP = 3;

    private final SheetModel<?> model;
    private final Glyphs look;
    private final FrameParts parts;
    private final Geometry geometry;
    private final int columns;
    private final int rows;
    private final Instant now;

    SheetFrame(SheetModel<?> model, Size size, Instant now) {
        this.model = model;
        this.look = model.look();
        this.parts = new FrameParts(model.look(), size.columns());
        this.geometry = Geometry.of(model, size);
        this.columns = size.columns();
        this.rows = size.rows();
        this.now = model.known().moment(now);
    }

    Frame draw() {
        List<Line> lines = new ArrayList<>();
        if (geometry.header() > 0) {
            lines.add(header(model));
        }
        if (geometry.header() > 1) {
            lines.add(troubles());
        }
        if (model.helped()) {
            List<Line> help = HelpText.lines(model, columns);
            int top = model.place().help().get();
            lines.addAll(help.subList(Math.min(top, help.size()), Math.min(help.size(), top + geometry.list())));
        } else {
            body(lines);
        }
        while (lines.size() < rows - geometry.footer()) {
            lines.add(Line.EMPTY);
        }
        List<Line> cut =
                new ArrayList<>(lines.subList(0, Math.max(0, Math.min(lines.size(), rows - geometry.footer()))));
        if (geometry.footer() > 0) {
            cut.add(footer());
        }
        return new Frame(cut);
    }

    private void body(List<Line> lines) {
        if (geometry.facts() > 0) {
            model.page().stream()
                    .flatMap(page -> page.facts().stream())
                    .limit(geometry.facts() - 1)
                    .forEach(facts -> lines.add(PageLines.facts(facts, look, columns)));
            model.place()
                    .opened()
                    .ifPresent(open ->
                            lines.add(PageLines.names(model.page().orElseThrow(), open.sheet(), look, columns)));
        }
        int end = lines.size() + geometry.titles() + geometry.list();
        if (model.sheet().isPresent()) {
            rows(lines, model.sheet().get());
        } else {
            lines.addAll(parts.waiting(model.name(), model.known().trouble()));
        }
        while (lines.size() < end) {
            lines.add(Line.EMPTY);
        }
        if (geometry.log() > 0) {
            lines.add(parts.rule());
            lines.addAll(log());
        }
    }

    private void rows(List<Line> lines, Sheet sheet) {
        List<Row> listed = model.rows();
        Columns table = new Columns(sheet, listed, model.place().ordering(), look, columns);
        if (geometry.titles() > 0) {
            lines.add(table.titles());
        }
        Listing list = model.place().listing().settled(geometry.list());
        for (int i = list.top(); i < Math.min(list.end(geometry.list()), listed.size()); i++) {
            Row row = listed.get(i);
            boolean marked = model.page().isEmpty() && model.known().marked(row.key(), now);
            lines.add(
                    table.row(row, i == list.cursor(), marked ? model.subject().marked() : -1));
        }
        if (listed.isEmpty()) {
            String reason = model.total() == 0
                    ? sheet.empty()
                    : !model.place().filter().isEmpty()
                            ? "no name matches " + look.safe(model.place().filter())
                            : "nothing unhealthy";
            lines.add(parts.message(reason));
        }
    }

    /** The name of the cluster, the counts, the age of the picture. */
    private <P extends Picture> Line header(SheetModel<P> of) {
        Pen state = state(of);
        int room = Math.max(4, columns - state.column() - 4);
        Pen pen = new Pen(columns).skip(1).put(look.cutName(look.safe(of.cluster()), Math.min(room, 30)), Style.BOLD);
        of.known().shown().ifPresent(picture -> {
            for (List<Span> part : of.subject().summary(picture, now)) {
                int width =
                        part.stream().mapToInt(span -> Width.of(span.text())).sum();
                if (pen.column() + GAP + width + 2 + state.column() < columns) {
                    pen.skip(GAP);
                    part.forEach(span -> pen.put(span.text(), span.style()));
                }
            }
        });
        return parts.header(pen, state);
    }

    private <P extends Picture> Pen state(SheetModel<P> of) {
        SheetState<P> known = of.known();
        Optional<String> age =
                known.shown().map(picture -> Width.right(Ages.since(of.subject().asOf(picture), now), 4));
        return parts.stale(known.trouble(), age, columns / 2, known.paused().map(any -> "paused"), known.pending())
                .orElseGet(() -> new Pen(columns).put("live" + look.dot() + age.get(), Style.DIM));
    }

    /** What could not be read, else a rule. */
    private Line troubles() {
        List<String> troubles = model.troubles();
        if (troubles.isEmpty()) {
            return parts.rule(chosen(), "");
        }
        String more = troubles.size() == 1 ? "" : " (and " + (troubles.size() - 1) + " more)";
        int room = Math.max(1, columns - 2 - Width.of(more));
        String text = look.cut("incomplete: " + look.safe(troubles.get(0)), room) + more;
        return new Pen(columns).skip(1).put(text, Style.of(Level.WARN)).line();
    }

    /** The last changes; on a page those of its row. */
    private List<Line> log() {
        int count = geometry.log() - 1;
        Optional<String> key = model.place().opened().map(OpenPage::key);
        List<Change> log = model.known().told().stream()
                .filter(change -> key.isEmpty() || change.key().equals(key.get()))
                .toList();
        if (log.isEmpty()) {
            return model.known().shown().isPresent()
                    ? List.of(parts.unchanged(model.known().opened()))
                    : List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (Change change : log.subList(Math.max(0, log.size() - count), log.size())) {
            Pen pen = new Pen(columns).skip(1).put(time(change.at()) + "  ", Style.DIM);
            String text = Marks.text(look, change.text());
            lines.add(pen.put(look.cut(text, Math.max(1, pen.room() - 1)), Style.of(change.level()))
                    .line());
        }
        return lines;
    }

    private String time(Instant at) {
        return TIME.withZone(look.zone()).format(at);
    }

    /** The filter of the rows. */
    private String chosen() {
        if (model.helped() || model.page().isPresent()) {
            return "";
        }
        String[] others = model.place().unhealthyOnly() ? new String[] {"unhealthy only"} : new String[0];
        return model.place().filtering().summary(look, model.rows().size(), model.total(), others);
    }

    private Line footer() {
        return model.place().typing()
                ? model.place().filtering().footer(look, columns, model.rows().size(), model.total())
                : SheetKey.TABLE.footer(model, new Size(columns, rows), look);
    }
}
