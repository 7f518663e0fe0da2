package zooka.shell.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Span;

/** Finds the changes between the lines of two answers: cells or whole lines. */
final class LineChanges {

    /** A cell of a table; two blanks or more separate cells. */
    private static final Pattern CELL = Pattern.compile("\\S+(?: \\S+)*");

    private LineChanges() {}

    /** A cell with its position in characters. */
    private record Cell(String text, int begin, int end) {}

    /**
     * The lines with changes in reverse. A line that existed before is unchanged, at any position; a line whose first
     * cell existed has changed in its other cells; any other line is new.
     */
    static List<Line> marked(List<Line> before, List<Line> now) {
        Set<String> known = new HashSet<>();
        Map<String, List<Cell>> byFirst = new HashMap<>();
        for (Line line : before) {
            known.add(line.text());
            List<Cell> cells = cells(line.text());
            if (!cells.isEmpty()) {
                byFirst.putIfAbsent(cells.get(0).text(), cells);
            }
        }
        List<Line> marked = new ArrayList<>(now.size());
        for (Line line : now) {
            String text = line.text();
            List<Cell> cells = cells(text);
            if (known.contains(text) || cells.isEmpty()) {
                marked.add(line);
                continue;
            }
            List<Cell> old = byFirst.getOrDefault(cells.get(0).text(), List.of());
            boolean[] reversed = new boolean[text.length()];
            for (int i = 0; i < cells.size(); i++) {
                boolean same = old.size() == cells.size()
                        && old.get(i).text().equals(cells.get(i).text());
                for (int at = cells.get(i).begin(); !same && at < cells.get(i).end(); at++) {
                    reversed[at] = true;
                }
            }
            marked.add(reversed(line, reversed));
        }
        return marked;
    }

    private static List<Cell> cells(String text) {
        List<Cell> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(text);
        while (cell.find()) {
            cells.add(new Cell(cell.group(), cell.start(), cell.end()));
        }
        return cells;
    }

    private static Line reversed(Line line, boolean[] reversed) {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        for (Span span : line.spans()) {
            int begin = 0;
            for (int i = 1; i <= span.text().length(); i++) {
                if (i == span.text().length() || is(reversed, at + i) != is(reversed, at + begin)) {
                    boolean mark = is(reversed, at + begin);
                    spans.add(new Span(
                            span.text().substring(begin, i), mark ? span.style().reversed() : span.style()));
                    begin = i;
                }
            }
            at += span.text().length();
        }
        return new Line(spans);
    }

    private static boolean is(boolean[] reversed, int at) {
        return at < reversed.length && reversed[at];
    }
}
