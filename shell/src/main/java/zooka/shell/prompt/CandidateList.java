package zooka.shell.prompt;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import zooka.shell.render.Glyphs;

/**
 * The completions below the line that is being typed: one a row with its description, or in columns where they have none
 * or are too many for the screen; then the selected one is described in the last row. It is never longer than the
 * screen: the page with the selected one is shown, and without a selection the last row tells how many are missing.
 *
 * @param lines how many rows the text has
 * @param selectedLine the row of the selected completion, from 0
 * @param columns how many completions stand side by side
 */
record CandidateList(AttributedString text, int lines, int selectedLine, int columns) {

    private static final int GAP = 2;
    private static final int MOST_COLUMNS = 20;

    /**
     * Lays out completions in the order in which they are given.
     *
     * @param selection one of them, or null
     * @param width the width of the terminal
     * @param rows how many rows there are for them
     */
    static CandidateList of(List<Candidate> candidates, Candidate selection, int width, int rows, Glyphs look) {
        boolean described = false;
        for (Candidate candidate : candidates) {
            described |= candidate.descr() != null;
        }
        return described && candidates.size() <= Math.max(1, rows)
                ? described(candidates, selection, width, look)
                : inColumns(candidates, selection, width, rows, look);
    }

    private static CandidateList described(List<Candidate> candidates, Candidate selection, int width, Glyphs look) {
        int longest = Math.min(longest(candidates, look), Math.max(1, width / 2));
        int room = width - longest - GAP - 1;
        AttributedStringBuilder text = new AttributedStringBuilder();
        int selected = 0;
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (i > 0) {
                text.append('\n');
            }
            selected = candidate.equals(selection) ? i : selected;
            name(text, candidate, candidate.equals(selection), longest, look);
            if (candidate.descr() != null && room > 0) {
                text.append(" ".repeat(GAP)).append(description(candidate, room, look));
            }
        }
        return new CandidateList(text.toAttributedString(), candidates.size(), selected, 1);
    }

    private static CandidateList inColumns(
            List<Candidate> candidates, Candidate selection, int width, int rows, Glyphs look) {
        Columns columns = Columns.of(candidates, width, look);
        if (selection == null && columns.lines > Math.max(1, rows)) {
            // The first ones: a question whether to show all would be one key more, and the screen too small for them.
            int fitting = Math.max(1, columns.widths.length * (rows - 1));
            CandidateList first = inColumns(candidates.subList(0, fitting), null, width, rows, look);
            AttributedStringBuilder text = new AttributedStringBuilder()
                    .append(first.text())
                    .append('\n')
                    .append(dim((candidates.size() - fitting) + " more", look));
            return new CandidateList(text.toAttributedString(), first.lines() + 1, 0, first.columns());
        }
        boolean described = selection != null && selection.descr() != null;
        int selected = Math.max(0, candidates.indexOf(selection)) % columns.lines;
        int shown = Math.min(columns.lines, Math.max(1, described ? rows - 1 : rows));
        int first = Math.min(selected / shown * shown, columns.lines - shown);
        AttributedStringBuilder text = new AttributedStringBuilder();
        for (int line = first; line < first + shown; line++) {
            if (line > first) {
                text.append('\n');
            }
            for (int i = line; i < candidates.size(); i += columns.lines) {
                boolean last = i + columns.lines >= candidates.size();
                int room = columns.widths[i / columns.lines];
                name(text, candidates.get(i), candidates.get(i).equals(selection), room, look);
                text.append(last ? "" : " ".repeat(GAP));
            }
        }
        if (described) {
            text.append('\n').append(description(selection, width - 1, look));
        }
        int lines = described ? shown + 1 : shown;
        return new CandidateList(text.toAttributedString(), lines, selected - first, columns.widths.length);
    }

    /** As many columns as fit side by side, each as wide as its widest name. */
    private static final class Columns {
        private final int[] widths;
        private final int lines;

        private Columns(int[] widths, int lines) {
            this.widths = widths;
            this.lines = lines;
        }

        static Columns of(List<Candidate> candidates, int width, Glyphs look) {
            int[] names = new int[candidates.size()];
            for (int i = 0; i < names.length; i++) {
                names[i] = width(candidates.get(i), look);
            }
            for (int count = Math.min(names.length, MOST_COLUMNS); count > 1; count--) {
                Columns columns = of(names, (names.length + count - 1) / count);
                if (columns.total() < width) {
                    return columns;
                }
            }
            Columns one = of(names, Math.max(1, names.length));
            one.widths[0] = Math.min(one.widths[0], Math.max(1, width - 1));
            return one;
        }

        private static Columns of(int[] names, int lines) {
            int[] widths = new int[Math.max(1, (names.length + lines - 1) / lines)];
            for (int i = 0; i < names.length; i++) {
                widths[i / lines] = Math.max(widths[i / lines], names[i]);
            }
            return new Columns(widths, lines);
        }

        private int total() {
            int total = GAP * (widths.length - 1);
            for (int width : widths) {
                total += width;
            }
            return total;
        }
    }

    private static int width(Candidate candidate, Glyphs look) {
        return new AttributedString(look.safe(candidate.displ())).columnLength();
    }

    private static int longest(List<Candidate> candidates, Glyphs look) {
        int longest = 1;
        for (Candidate candidate : candidates) {
            longest = Math.max(longest, width(candidate, look));
        }
        return longest;
    }

    private static void name(
            AttributedStringBuilder text, Candidate candidate, boolean selected, int width, Glyphs look) {
        AttributedString name = new AttributedString(look.cut(look.safe(candidate.displ()), width));
        text.style(selected ? AttributedStyle.INVERSE : AttributedStyle.DEFAULT)
                .append(name.toString())
                .append(" ".repeat(Math.max(0, width - name.columnLength())))
                .style(AttributedStyle.DEFAULT);
    }

    private static AttributedString description(Candidate candidate, int width, Glyphs look) {
        return dim(look.cut(look.safe(candidate.descr()), width), look);
    }

    private static AttributedString dim(String text, Glyphs look) {
        return look.colour() ? new AttributedString(text, LineHighlighter.SUGGESTION) : new AttributedString(text);
    }
}
