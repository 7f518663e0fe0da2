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
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).below()) {
                names.add(columns.get(i).title());
            }
            for (Row row : table.rows()) {
                widths[i] = Math.max(widths[i], Width.of(row.cells().get(i).match(text)));
            }
        }
        FieldLines below = new FieldLines(out, screen, text, GAP, Level.DIM, names);
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
                    below.print(column.title(), row.cells().get(i));
                }
            }
        }
    }

    /** Prints the cells of a row that are not below it: aligned, and on several lines if one has no room for all. */
    private void head(List<Column> columns, Row row, int[] widths) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).title().isEmpty() || columns.get(i).below()) {
                continue;
            }
            Cell cell = row.cells().get(i);
            String value = cell.match(text);
            if (used > 0 && used + Width.of(value) > screen.columns()) {
                lines.add(line.toString());
                line = new StringBuilder(GAP);
                used = GAP.length();
            }
            List<String> parts = Width.folded(value, Math.max(1, screen.columns() - Math.max(used, GAP.length())));
            for (String part : parts.subList(0, parts.size() - 1)) {
                lines.add(line + painted(part, cell));
                line = new StringBuilder(GAP);
                used = GAP.length();
            }
            String end = parts.get(parts.size() - 1);
            int padded = Math.max(Width.of(end), widths[i]);
            line.append(painted(end, cell)).append(" ".repeat(padded - Width.of(end)));
            line.append(GAP);
            used += padded + GAP.length();
        }
        lines.add(line.toString());
        lines.forEach(one -> out.println(one.stripTrailing()));
    }

    private String painted(String value, Cell cell) {
        return Theme.paint(value, CellText.level(cell), screen.colour());
    }
}
