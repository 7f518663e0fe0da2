package zooka.shell.browse;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import zooka.clients.text.Sizes;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** Draws the rows of the tree: the name of a znode and the number of its children, or the size of its value. */
final class TreeLines {

    private static final int INDENT = 2;
    private static final int NUMBER = 10;

    private final BrowseModel model;
    private final Glyphs look;
    private final int columns;
    private final Instant now;

    TreeLines(BrowseModel model, int columns, Instant now) {
        this.model = model;
        this.look = model.look();
        this.columns = columns;
        this.now = now;
    }

    Line line(Row row, boolean selected) {
        Pen pen = new Pen(columns);
        if (selected) {
            pen.put(look.bar(), Style.BOLD);
        } else {
            pen.skip(1);
        }
        // A deep tree leaves half of the columns for the names.
        pen.skip(Math.min(row.depth() * INDENT, columns / 2));
        return row.isZnode() ? znode(pen, row, selected) : other(pen, row, selected);
    }

    private Line znode(Pen pen, Row row, boolean selected) {
        Optional<Stat> stat = model.stat(row.path());
        pen.put(mark(row, stat), Style.DIM).put(" ");
        boolean marked = model.marked(row.path(), now);
        boolean brackets = marked && look.brackets();
        String number = number(row, stat);
        int room = Math.max(1, columns - pen.column() - NUMBER - 2 - (brackets ? 2 : 0));
        String name = look.cutName(look.safe(TreeRows.name(row.path())), room);
        Style style = selected || (marked && !brackets) ? Style.PLAIN.reversed() : Style.PLAIN;
        pen.put(brackets ? "[" : "").put(name, style).put(brackets ? "]" : "");
        pen.skip(columns - pen.column() - Width.of(number) - 1);
        return pen.put(number, model.gone(row.path()) ? Style.of(Level.WARN) : Style.DIM)
                .line();
    }

    private String mark(Row row, Optional<Stat> stat) {
        boolean family = stat.filter(known -> known.numChildren() > 0).isPresent();
        boolean open =
                model.place().open().contains(row.path()) && !model.place().filtering();
        if (!family) {
            return " ";
        }
        return open ? (look.ascii() ? "-" : "▾") : (look.ascii() ? "+" : "▸");
    }

    private String number(Row row, Optional<Stat> stat) {
        if (model.gone(row.path())) {
            return "deleted";
        }
        return stat.map(known -> known.numChildren() > 0
                        ? String.format(Locale.ROOT, "%,d", known.numChildren())
                        : Sizes.text(known.dataLength()))
                .orElse("");
    }

    private Line other(Pen pen, Row row, boolean selected) {
        String count = String.format(Locale.ROOT, "%,d", row.count());
        String dots = look.ascii() ? "... " : "… ";
        String text =
                switch (row.kind()) {
                    case BEFORE -> dots + count + " before, " + look.arrow() + " shows them";
                    case AFTER ->
                        dots
                                + count
                                + (model.place().filtering() ? " more, type more of the name" : " more, filter with /");
                    default -> "not known: " + look.safe(row.text());
                };
        Style style = row.kind() == Row.Kind.TROUBLE ? Style.of(Level.WARN) : Style.DIM;
        pen.put("  ");
        return pen.put(look.cut(text, Math.max(1, pen.room() - 1)), selected ? style.reversed() : style)
                .line();
    }
}
