package zooka.shell.prompt;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import zooka.shell.render.Glyphs;

/**
 * The completions below the line that is being typed: one a row with its description, or in columns where they have none
 * or are too many for the screen; then the selected one is described in the last row.
 *
 * @param lines how many rows the text has
 * @param selectedLine the row of the selected completion, from 0
 * @param columns how many completions stand side by side
 */
record CandidateList(AttributedString text, int lines, int selectedLine, int columns) {

    private static final int GAP = 2;

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
                : inColumns(candidates, selection, width, look);
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

    private static CandidateList inColumns(List<Candidate> candidates, Candidate selection, int width, Glyphs look) {
        int longest = Math.min(longest(candidates, look), Math.max(1, width - 1));
        int fitting = Math.max(1, (width - 1 + GAP) / (longest + GAP));
        int lines = (candidates.size() + fitting - 1) / fitting;
        int columns = lines == 0 ? 1 : (candidates.size() + lines - 1) / lines;
        AttributedStringBuilder text = new AttributedStringBuilder();
        int selected = 0;
        for (int line = 0; line < lines; line++) {
            if (line > 0) {
                text.append('\n');
            }
            for (int i = line; i < candidates.size(); i += lines) {
                selected = candidates.get(i).equals(selection) ? line : selected;
                name(text, candidates.get(i), candidates.get(i).equals(selection), longest, look);
                if (i + lines < candidates.size()) {
                    text.append(" ".repeat(GAP));
                }
            }
        }
        if (selection != null && selection.descr() != null) {
            text.append('\n').append(description(selection, width - 1, look));
            lines++;
        }
        return new CandidateList(text.toAttributedString(), lines, selected, columns);
    }

    private static int longest(List<Candidate> candidates, Glyphs look) {
        int longest = 1;
        for (Candidate candidate : candidates) {
            longest = Math.max(longest, new AttributedString(look.safe(candidate.displ())).columnLength());
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
        String text = look.cut(look.safe(candidate.descr()), width);
        return look.colour() ? new AttributedString(text, LineHighlighter.SUGGESTION) : new AttributedString(text);
    }
}
