package zooka.shell.render;

import java.util.List;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;

/** Prints names of fields and their values side by side. A value that does not fit continues on the next line. */
final class FieldLines {

    private static final String GAP = " ".repeat(ColumnWidths.GAP);

    /** The least width for a value beside its name; with less, the value is printed below the name. */
    private static final int NARROWEST = 16;

    private final Output out;
    private final Screen screen;
    private final CellText text;
    private final String indent;
    private final Level look;
    private final int widest;

    /**
     * @param indent printed before each name
     * @param look the style of the names
     * @param names all names, which are aligned
     */
    FieldLines(Output out, Screen screen, CellText text, String indent, Level look, List<String> names) {
        this.out = out;
        this.screen = screen;
        this.text = text;
        this.indent = indent;
        this.look = look;
        this.widest = names.stream().mapToInt(Width::of).max().orElse(0);
    }

    void print(String name, Cell cell) {
        String value = cell.match(text);
        int beside = screen.columns() - Width.of(indent) - widest - GAP.length();
        if (Width.of(value) > beside && beside < NARROWEST) {
            below(name, cell, value);
            return;
        }
        String before = indent + painted(Width.left(name, widest)) + GAP;
        for (String line : Width.folded(value, beside)) {
            out.println((before + painted(line, cell)).stripTrailing());
            before = indent + " ".repeat(widest) + GAP;
        }
    }

    private void below(String name, Cell cell, String value) {
        for (String line : Width.folded(name, room(Width.of(indent)))) {
            out.println(indent + painted(line));
        }
        String before = indent + GAP;
        for (String line : Width.folded(value, room(Width.of(before)))) {
            out.println(before + painted(line, cell));
        }
    }

    private int room(int used) {
        return Math.max(1, screen.columns() - used);
    }

    private String painted(String name) {
        return Theme.paint(name, look, screen.colour());
    }

    private String painted(String line, Cell cell) {
        return Theme.paint(line, CellText.level(cell), screen.colour());
    }
}
