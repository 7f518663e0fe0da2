package zooka.shell.prompt;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jline.reader.History;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import zooka.shell.render.Glyphs;

/**
 * A search of the history for a part of a line, in either case unless the part has a capital letter. The hits are
 * distinct, the newest first.
 */
final class HistorySearch {

    private final History history;
    private final StringBuilder part = new StringBuilder();
    private List<String> hits;
    private int selected = -1;

    HistorySearch(History history) {
        this.history = history;
        this.hits = hits();
    }

    /** The rest of the newest line that begins so; none for a blank beginning. */
    static Optional<String> rest(History history, String begun) {
        if (begun.isBlank()) {
            return Optional.empty();
        }
        Iterator<History.Entry> entries = history.reverseIterator();
        while (entries.hasNext()) {
            String line = entries.next().line();
            if (line.length() > begun.length() && line.startsWith(begun)) {
                return Optional.of(line.substring(begun.length()));
            }
        }
        return Optional.empty();
    }

    /** Looks for a longer part. */
    void longer(String typed) {
        part.append(typed);
        search();
    }

    /** Looks for a part without its last character. */
    void shorter() {
        if (part.length() > 0) {
            part.setLength(part.offsetByCodePoints(part.length(), -1));
        }
        search();
    }

    private void search() {
        hits = hits();
        selected = part.length() == 0 || hits.isEmpty() ? -1 : 0;
    }

    /** Selects the hit before; the oldest stays. */
    void older() {
        selected = Math.min(selected + 1, hits.size() - 1);
    }

    /** Selects the hit after; the newest stays. */
    void newer() {
        selected = Math.max(selected - 1, Math.min(0, hits.size() - 1));
    }

    /** The selected line; none before a part is typed or a line is selected, and where no line has the part. */
    Optional<String> hit() {
        return selected < 0 ? Optional.empty() : Optional.of(hits.get(selected));
    }

    private List<String> hits() {
        String wanted = part.toString();
        boolean exact = !wanted.equals(wanted.toLowerCase(Locale.ROOT));
        Set<String> found = new LinkedHashSet<>();
        Iterator<History.Entry> entries = history.reverseIterator();
        while (entries.hasNext()) {
            String line = entries.next().line();
            if ((exact ? line : line.toLowerCase(Locale.ROOT)).contains(wanted)) {
                found.add(line);
            }
        }
        return new ArrayList<>(found);
    }

    /**
     * What is shown below the line: the part, and the hits around the selected one.
     *
     * @param rows how many hits are shown at most
     */
    AttributedString shown(int rows, int columns, Glyphs look) {
        AttributedStringBuilder text =
                new AttributedStringBuilder().append("search: ").append(look.safe(part.toString()));
        if (hits.isEmpty()) {
            return text.append("   no line has it").toAttributedString();
        }
        int first = Math.max(0, selected - rows + 1);
        for (int i = first; i < Math.min(hits.size(), first + rows); i++) {
            text.append('\n')
                    .style(i == selected ? AttributedStyle.INVERSE : AttributedStyle.DEFAULT)
                    .append(i == selected ? "> " : "  ")
                    .append(look.cut(look.safe(hits.get(i)), Math.max(1, columns - 3)))
                    .style(AttributedStyle.DEFAULT);
        }
        return text.toAttributedString();
    }
}
