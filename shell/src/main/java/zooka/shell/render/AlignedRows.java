package zooka.shell.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/**
 * Prints rows as lines under one header. Where they do not fit on the screen, long names are shortened, and sentences and
 * lists are wrapped; where that is not enough, each row becomes a block of lines, or the columns on the right are left out
 * and named. Widths grow if later rows need it.
 */
final class AlignedRows {

    private static final String GAP = " ".repeat(ColumnWidths.GAP);

    /** The least width of a column with longer names. */
    private static final int NARROWEST = 12;

    /** The least width of a column with longer sentences or lists, which are wrapped. */
    private static final int NARROWEST_PROSE = 16;

    private final Output out;
    private final Screen screen;
    private final CellText text;
    private final List<Column> columns;
    private final boolean live;

    /** The indexes of the columns with a title. */
    private final List<Integer> shown = new ArrayList<>();

    private final int[] full;
    private final int[] least;
    private final boolean[] numbers;
    private int[] widths = {};
    private int side;

    /** Whether the only column is wider than the screen, and wrapped. */
    private boolean alone;

    private boolean header;
    private boolean remarked;
    private int announced;
    private Optional<BlockRows> blocks = Optional.empty();

    /** The columns with data that was cut. */
    private final Set<String> cut = new LinkedHashSet<>();

    /** @param live whether the rows are events without an end; remarks are then printed at once */
    AlignedRows(Output out, Screen screen, CellText text, List<Column> columns, boolean live) {
        this.out = out;
        this.screen = screen;
        this.text = text;
        this.columns = columns;
        this.live = live;
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).title().isEmpty()) {
                shown.add(i);
            }
        }
        this.full = new int[shown.size()];
        this.least = new int[shown.size()];
        this.numbers = new boolean[shown.size()];
        for (int n = 0; n < full.length; n++) {
            full[n] = Width.of(title(n));
            least[n] = full[n];
        }
    }

    private String title(int n) {
        return columns.get(shown.get(n)).title();
    }

    void print(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        if (blocks.isEmpty() && screen.layout() != Screen.Layout.BLOCKS) {
            List<List<String>> texts = new ArrayList<>();
            rows.forEach(row -> texts.add(measured(row)));
            if (layOut()) {
                lines(rows, texts);
                return;
            }
        }
        if (blocks.isEmpty()) {
            blocks = Optional.of(new BlockRows(out, screen, text, columns, header));
        }
        blocks.get().print(rows);
    }

    /** Whether rows have become blocks. */
    boolean inBlocks() {
        return blocks.isPresent();
    }

    /** Prints what is to be known of the rows above. */
    void end() {
        if (!live) {
            remarkLeftOut();
            remarkCut();
        }
    }

    /** The texts of the shown cells, for which the columns become wide enough. */
    private List<String> measured(Row row) {
        List<String> line = new ArrayList<>(shown.size());
        for (int n = 0; n < full.length; n++) {
            Cell cell = row.cells().get(shown.get(n));
            String shownText = cell.match(text);
            line.add(shownText);
            int width = Width.of(shownText);
            full[n] = Math.max(full[n], width);
            least[n] = Math.max(least[n], Math.min(width, narrowest(cell, shownText, width)));
            numbers[n] |= !header && CellText.number(cell);
        }
        return line;
    }

    private static int narrowest(Cell cell, String value, int width) {
        if (CellText.breakable(cell) && value.indexOf(' ') >= 0) {
            return NARROWEST_PROSE;
        }
        return CellText.shortenable(cell) ? NARROWEST : width;
    }

    /** Decides on the widths; false if the rows become blocks. */
    private boolean layOut() {
        Optional<int[]> fitting = ColumnWidths.fitting(full, least, screen.columns());
        if (fitting.isPresent()) {
            widths = fitting.get();
            side = widths.length;
            return true;
        }
        if (screen.layout() == Screen.Layout.AUTO) {
            return false;
        }
        side = ColumnWidths.leading(least, screen.columns());
        Optional<int[]> some = ColumnWidths.fitting(first(full), first(least), screen.columns());
        widths = some.orElseGet(() -> new int[] {screen.columns()});
        alone = some.isEmpty();
        return true;
    }

    private int[] first(int[] all) {
        return Arrays.copyOf(all, side);
    }

    private void lines(List<Row> rows, List<List<String>> texts) {
        if (!header) {
            header = true;
            List<String> titles = new ArrayList<>();
            for (int n = 0; n < full.length; n++) {
                titles.add(title(n));
            }
            List<String> above = line(titles, Optional.empty());
            out.header(above.get(0));
            above.subList(1, above.size()).forEach(out::println);
            announced = full.length;
        }
        if (live && side < announced) {
            announced = side;
            remarkLeftOut();
        }
        for (int i = 0; i < rows.size(); i++) {
            line(texts.get(i), Optional.of(rows.get(i))).forEach(out::println);
        }
        if (live) {
            remarkCut();
        }
    }

    /** One row of cells: one line, and more if cells are wrapped. Without a row it is the header. */
    private List<String> line(List<String> texts, Optional<Row> row) {
        List<StringBuilder> lines = new ArrayList<>();
        int used = 0;
        for (int n = 0; n < side; n++) {
            int begin = n == 0 ? 0 : used + GAP.length();
            Optional<Cell> cell = cell(row, n);
            Level level = cell.map(CellText::level).orElse(row.isPresent() ? Level.PLAIN : Level.DIM);
            List<String> parts = parts(texts.get(n), cell, n);
            for (int i = 0; i < Math.max(lines.size(), parts.size()); i++) {
                if (i == lines.size()) {
                    lines.add(new StringBuilder(" ".repeat(used)));
                }
                String part = i < parts.size() ? parts.get(i) : "";
                String padding = " ".repeat(Math.max(0, widths[n] - Width.of(part)));
                String painted = Theme.paint(part, level, screen.colour());
                lines.get(i).append(" ".repeat(begin - used));
                lines.get(i).append(numbers[n] ? padding + painted : painted + padding);
            }
            used = begin + widths[n];
        }
        List<String> printed = new ArrayList<>(lines.size());
        lines.forEach(line -> printed.add(line.toString().stripTrailing()));
        return printed;
    }

    /** The lines of a cell: a sentence or a list is wrapped if it is too wide. */
    private List<String> parts(String value, Optional<Cell> cell, int n) {
        if (Width.of(value) <= widths[n]) {
            return List.of(value);
        }
        boolean breakable = cell.isPresent() && CellText.breakable(cell.get()) && value.indexOf(' ') >= 0;
        return alone || breakable
                ? Width.folded(value, widths[n])
                : List.of(shortened(value, cell.isPresent() && CellText.data(cell.get()), n));
    }

    private Optional<Cell> cell(Optional<Row> row, int n) {
        return row.isPresent() ? Optional.of(row.get().cells().get(shown.get(n))) : Optional.empty();
    }

    /** A name without its middle, or data without its end. */
    private String shortened(String value, boolean data, int n) {
        if (!data) {
            return Width.cutMiddle(value, widths[n], screen.ellipsis());
        }
        cut.add(title(n));
        return Width.cut(value, widths[n], screen.ellipsis());
    }

    private void remarkLeftOut() {
        if (blocks.isPresent() || side == full.length || !header) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (int n = side; n < full.length; n++) {
            names.add(title(n));
        }
        remark("not shown: " + String.join(", ", names) + " (use -o list, or set expanded on)");
    }

    private void remarkCut() {
        if (!cut.isEmpty() && !remarked) {
            remarked = true;
            remark("shortened: " + String.join(", ", cut) + " (use -o list to see all)");
        }
    }

    private void remark(String what) {
        for (String line : Width.folded(what, Math.max(1, screen.columns()))) {
            out.println(Theme.paint(line, Level.DIM, screen.colour()));
        }
    }
}
