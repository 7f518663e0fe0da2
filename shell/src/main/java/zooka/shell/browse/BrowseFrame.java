package zooka.shell.browse;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zooka.clients.text.Counts;
import zooka.commands.result.Cell.Level;
import zooka.commands.zk.browse.SearchResult;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.FrameParts;
import zooka.shell.screen.Key;
import zooka.shell.screen.ListFilter;
import zooka.shell.screen.Listing;
import zooka.shell.screen.Pen;
import zooka.shell.screen.Size;

/** Draws the frame of a model: header, tree, value, changes, keys. */
final class BrowseFrame {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int WORD = 9;
    private static final String GAP = "  ";

    private final BrowseModel model;
    private final Glyphs look;
    private final FrameParts parts;
    private final Layout layout;
    private final Size size;
    private final int columns;
    private final int rows;
    private final Instant now;

    BrowseFrame(BrowseModel model, Size size, Instant now) {
        this.model = model;
        this.look = model.look();
        this.parts = new FrameParts(model.look(), size.columns());
        this.layout = Layout.of(model, size);
        this.size = size;
        this.columns = size.columns();
        this.rows = size.rows();
        this.now = now;
    }

    Frame draw() {
        List<Line> lines = new ArrayList<>();
        if (layout.header() > 0) {
            lines.add(header());
        }
        if (model.place().help().isPresent()) {
            help(lines);
        } else {
            Listing list = model.list().settled(layout.moving());
            if (layout.rule() > 0) {
                lines.add(parts.rule(chosen(), position(list)));
            }
            body(lines, list);
            log(lines);
        }
        while (lines.size() < rows - 1) {
            lines.add(Line.EMPTY);
        }
        List<Line> cut = new ArrayList<>(lines.subList(0, Math.max(0, rows - 1)));
        cut.add(model.place().filter().typing() ? typing() : BrowseKey.TABLE.footer(model, size, look));
        return new Frame(cut);
    }

    private void help(List<Line> lines) {
        lines.add(parts.rule());
        List<Line> help = help(look, columns);
        int room = Math.max(1, rows - lines.size() - 1);
        int top = Math.max(0, Math.min(model.place().help().getAsInt(), help.size() - room));
        lines.addAll(help.subList(top, Math.min(help.size(), top + room)));
    }

    /** The help: the keys. */
    static List<Line> help(Glyphs look, int columns) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Pen(columns).skip(1).put("KEYS", Style.DIM).line());
        lines.addAll(BrowseKey.TABLE.help(look, columns));
        return lines;
    }

    private Line header() {
        Pen state = state();
        String title = look.safe(model.name())
                + (model.tree().isPresent() ? ":" + look.safe(model.place().root()) : "");
        Pen pen = new Pen(columns)
                .skip(1)
                .put(look.cutName(title, Math.max(4, columns - state.column() - 4)), Style.BOLD);
        return parts.header(pen, state);
    }

    private Pen state() {
        Optional<String> age = model.tree().map(tree -> Ages.since(tree.asOf(), now));
        return parts.stale(model.trouble(), age, columns * 3 / 4, Optional.empty(), 0)
                .orElseGet(() -> {
                    long shown =
                            model.rows().rows().stream().filter(Row::isZnode).count();
                    String live = model.tree().get().live() ? "live" : "polled every 2 s";
                    return new Pen(columns).put(Counts.of(shown, "znode") + " shown" + look.dot() + live, Style.DIM);
                });
    }

    private void body(List<Line> lines, Listing list) {
        int end = lines.size() + (layout.beside() ? layout.tree() : layout.tree() + layout.title() + layout.value());
        if (model.tree().isEmpty()) {
            lines.addAll(parts.waiting(model.name(), model.trouble()));
        } else if (layout.beside()) {
            beside(lines, list);
        } else {
            TreeLines tree = new TreeLines(model, layout.treeColumns(), now);
            int last = lines.size() + layout.tree();
            for (int i = list.top(); i < list.end(layout.tree()) && layout.tree() > 0; i++) {
                lines.add(tree.line(model.rows().rows().get(i), i == list.cursor()));
            }
            fill(lines, last);
            if (layout.title() > 0) {
                lines.add(parts.rule(model.selected().map(look::safe).orElse(""), ""));
            }
            for (Line line : value(layout.value())) {
                Pen pen = new Pen(columns).skip(1);
                line.spans().forEach(span -> pen.put(span.text(), span.style()));
                lines.add(pen.line());
            }
        }
        fill(lines, end);
    }

    private static void fill(List<Line> lines, int size) {
        while (lines.size() < size) {
            lines.add(Line.EMPTY);
        }
    }

    private void beside(List<Line> lines, Listing list) {
        TreeLines tree = new TreeLines(model, layout.treeColumns(), now);
        List<Line> right = new ArrayList<>();
        String bar = look.ascii() ? "| " : "│ ";
        model.selected().ifPresent(path -> {
            String name = look.cutName(look.safe(path), layout.valueColumns());
            Style style = model.place().reading() ? Style.BOLD.reversed() : Style.BOLD;
            right.add(new Pen(layout.valueColumns()).put(name, style).line());
        });
        right.addAll(value(layout.value() - right.size()));
        for (int i = 0; i < layout.tree(); i++) {
            Pen pen = new Pen(columns);
            int row = list.top() + i;
            if (row < list.end(layout.tree())) {
                tree.line(model.rows().rows().get(row), row == list.cursor())
                        .spans()
                        .forEach(span -> pen.put(span.text(), span.style()));
            }
            pen.skip(layout.treeColumns() - pen.column()).put(bar, Style.DIM);
            if (i < right.size()) {
                right.get(i).spans().forEach(span -> pen.put(span.text(), span.style()));
            }
            lines.add(pen.line());
        }
    }

    private List<Line> value(int height) {
        return new ValuePane(model, layout.valueColumns(), now)
                .lines(height, model.place().scroll());
    }

    /** The filter and what it has found, for the rule above the tree. */
    private String chosen() {
        Place place = model.place();
        if (!place.filtering()) {
            return "";
        }
        String found = "/" + look.safe(place.filter().text()) + look.dot()
                + String.format(Locale.ROOT, "%,d", model.rows().matches()) + " found";
        return found + model.found().map(search -> look.dot() + search(search)).orElse("");
    }

    private static String search(SearchResult found) {
        String znodes = Counts.of(found.searched(), "znode");
        return switch (found.state()) {
            case RUNNING -> "searching, " + znodes + " so far";
            case DONE -> "searched " + znodes;
            case CUT -> "not all: stopped after " + znodes;
            case FAILED -> "the search failed after " + znodes;
        };
    }

    /** The range of visible rows, if some are not visible. */
    private String position(Listing list) {
        int all = list.names().size();
        return layout.tree() == 0 || all <= layout.tree()
                ? ""
                : String.format(Locale.ROOT, "%,d-%,d of %,d", list.top() + 1, list.end(layout.tree()), all);
    }

    private void log(List<Line> lines) {
        if (layout.log() == 0) {
            return;
        }
        lines.add(parts.rule());
        int count = layout.log() - 1;
        List<ZnodeChange> log = model.log();
        if (log.isEmpty() && model.tree().isPresent()) {
            lines.add(parts.unchanged(model.opened()));
        }
        for (ZnodeChange change : log.subList(Math.max(0, log.size() - count), log.size())) {
            Pen pen = new Pen(columns)
                    .skip(1)
                    .put(TIME.withZone(look.zone()).format(change.at()) + GAP, Style.DIM)
                    .put(
                            Width.left(change.kind().word(), WORD),
                            Style.of(change.kind().level()));
            String text = change.count() == 1 && !change.text().isEmpty() ? GAP + change.text() : "";
            String what = look.cutName(look.safe(change.what()), Math.max(1, pen.room() - 1 - Width.of(text)));
            lines.add(pen.put(what).put(text, Style.DIM).line());
        }
    }

    /** The last line while the filter is typed. */
    private Line typing() {
        ListFilter filter = model.place().filter();
        String enter = Key.ENTER.label(look) + " search all below" + GAP + "esc end ";
        Pen pen = new Pen(columns).skip(1).put("/", Style.BOLD);
        filter.line().draw(pen, look, columns - 3, Style.BOLD);
        Optional<String> mistake = filter.filter().mistake();
        if (mistake.isPresent()) {
            pen.put("   " + mistake.get(), Style.of(Level.BAD));
        } else if (model.place().filtering()) {
            pen.put("   " + String.format(Locale.ROOT, "%,d found", model.rows().matches()), Style.DIM);
        }
        if (pen.room() > Width.of(enter)) {
            pen.skip(pen.room() - Width.of(enter)).put(enter, Style.DIM);
        }
        return pen.line();
    }
}
