package zooka.shell.render;

import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** Renders entries with long texts for people: a line for each entry, and below it its texts, wrapped between words. */
final class BlockText {

    private static final String GAP = "  ";

    /** The least width for which text is wrapped; on a narrower terminal, lines are longer than the screen. */
    private static final int NARROWEST = 20;

    private final Output out;
    private final Screen screen;
    private final CellText text;

    BlockText(Output out, Screen screen, CellText text) {
        this.out = out;
        this.screen = screen;
        this.text = text;
    }

    void print(Table table) {
        List<Column> columns = table.columns();
        int[] widths = new int[columns.size()];
        int below = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).below()) {
                below = Math.max(below, Width.of(columns.get(i).title()));
            }
            for (Row row : table.rows()) {
                widths[i] = Math.max(widths[i], Width.of(row.cells().get(i).match(text)));
            }
        }
        boolean first = true;
        for (Row row : table.rows()) {
            if (!first) {
                out.println();
            }
            first = false;
            head(columns, row, widths);
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                if (column.below() && !(row.cells().get(i) instanceof Cell.Missing)) {
                    print(Width.left(column.title(), below), row.cells().get(i));
                }
            }
        }
    }

    private void head(List<Column> columns, Row row, int[] widths) {
        List<String> parts = new ArrayList<>();
        int used = 0;
        for (int i = 0; i < columns.size(); i++) {
            int left = screen.columns() - used;
            if (columns.get(i).title().isEmpty() || columns.get(i).below() || left <= 0) {
                continue;
            }
            Cell cell = row.cells().get(i);
            String value = Width.cut(cell.match(text), left, screen.ascii() ? "~" : "…");
            String padding = " ".repeat(Math.max(0, widths[i] - Width.of(value)));
            parts.add(Theme.paint(value, CellText.level(cell), screen.colour()) + padding);
            used += widths[i] + GAP.length();
        }
        out.println(String.join(GAP, parts).stripTrailing());
    }

    private void print(String title, Cell cell) {
        int width = Math.max(NARROWEST, screen.columns() - GAP.length() * 2 - Width.of(title));
        String before = GAP + Theme.paint(title, Level.DIM, screen.colour()) + GAP;
        for (String line : Width.broken(cell.match(text), " ", width)) {
            out.println(before + Theme.paint(line, CellText.level(cell), screen.colour()));
            before = GAP + " ".repeat(Width.of(title)) + GAP;
        }
    }
}
