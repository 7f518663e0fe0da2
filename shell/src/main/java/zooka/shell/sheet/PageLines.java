package zooka.shell.sheet;

import java.util.ArrayList;
import java.util.List;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;
import zooka.shell.sheet.Sheet.Row;

/** Draws a page within another view: its facts, the names of its sheets, and the rows of one of them. */
public final class PageLines {
    /** The rows of a page within another view have an order of their own. */
    private static final Order AS_THEY_ARE = new Order(-1, false);

    private final Page page;
    private final Glyphs look;
    private final int columns;

    public PageLines(Page page, Glyphs look, int columns) {
        this.page = page;
        this.look = look;
        this.columns = columns;
    }

    /** The index of a sheet, counted on from the first after the last. */
    public int index(int sheet) {
        return Math.floorMod(sheet, page.sheets().size());
    }

    /** The number of rows of a sheet. */
    public int rows(int sheet) {
        return page.sheets().get(index(sheet)).rows().size();
    }

    /** The number of lines above the rows. */
    public int above() {
        return page.facts().size() + 2;
    }

    /**
     * The lines.
     *
     * @param top the index of the first visible row
     */
    public List<Line> lines(int sheet, int top, int height) {
        List<Line> lines = new ArrayList<>();
        page.facts().forEach(facts -> lines.add(facts(facts, look, columns)));
        lines.add(names(page, index(sheet), look, columns));
        Sheet shown = page.sheets().get(index(sheet));
        Columns table = new Columns(shown, shown.rows(), AS_THEY_ARE, look, columns);
        lines.add(table.titles());
        if (shown.rows().isEmpty()) {
            lines.add(new Pen(columns).skip(1).put(shown.empty(), Style.DIM).line());
        }
        List<Row> rows = shown.rows();
        for (Row row : rows.subList(Math.min(top, rows.size()), Math.min(rows.size(), top + height))) {
            lines.add(table.row(row, false, -1));
        }
        return lines;
    }

    /** A line of facts. */
    static Line facts(List<Span> facts, Glyphs look, int columns) {
        Pen pen = new Pen(columns).skip(1);
        for (Span span : facts) {
            pen.put(look.cut(Marks.text(look, span.text()), Math.max(0, pen.room() - 1)), span.style());
        }
        return pen.line();
    }

    /** The rule between facts and rows, with the names of the sheets; that which is shown is bold, or in brackets. */
    static Line names(Page page, int shown, Glyphs look, int columns) {
        Pen pen = new Pen(columns).put(look.rule().repeat(2), Style.DIM);
        for (int i = 0; i < page.sheets().size(); i++) {
            String name = page.sheets().get(i).name();
            boolean current = i == shown && page.sheets().size() > 1;
            pen.put(current && look.brackets() ? "[" + name + "]" : " " + name + " ", current ? Style.BOLD : Style.DIM)
                    .put(look.rule(), Style.DIM);
        }
        return pen.put(look.rule().repeat(pen.room()), Style.DIM).line();
    }
}
