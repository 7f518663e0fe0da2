package zooka.shell.screen;

import java.util.List;
import java.util.Optional;

/**
 * A scrolled list with a selected row. The selection is a name: while rows come and go, it stays selected and stays on
 * its line of the screen.
 *
 * @param names the names of all rows, from the top
 * @param cursor the index of the selected row; 0 in an empty list
 * @param top the index of the first visible row
 * @param kept the last selected name; it is selected again when it returns
 */
public record Listing(List<String> names, int cursor, int top, String kept) {
    public static final Listing EMPTY = new Listing(List.of(), 0, 0, "");

    public Listing {
        names = List.copyOf(names);
        cursor = clamp(cursor, names.size() - 1);
        top = clamp(top, names.size() - 1);
        kept = names.isEmpty() ? kept : names.get(cursor);
    }

    public Optional<String> selected() {
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(cursor));
    }

    /** The same selection in other rows; if its row is gone, the row that took its place is selected. */
    public Listing over(List<String> others) {
        int found = others.indexOf(kept);
        int next = found < 0 ? cursor : found;
        return new Listing(others, next, next - (cursor - top), kept);
    }

    public Listing select(String name) {
        int found = names.indexOf(name);
        return found < 0 ? this : new Listing(names, found, top, kept);
    }

    public Listing move(int by, int height) {
        return new Listing(names, clamp(cursor + by, names.size() - 1), top, kept).settled(height);
    }

    /** The list one screen further, with the selection on the same line. */
    public Listing page(int pages, int height) {
        int by = pages * height;
        return new Listing(names, clamp(cursor + by, names.size() - 1), top + by, kept).settled(height);
    }

    /** The list scrolled as little as needed to show the selection, without blank lines below the last row. */
    public Listing settled(int height) {
        int lowest = Math.max(0, cursor - height + 1);
        int settled = Math.max(lowest, Math.min(top, cursor));
        return new Listing(names, cursor, Math.min(settled, Math.max(0, names.size() - height)), kept);
    }

    public int end(int height) {
        return Math.min(names.size(), top + height);
    }

    private static int clamp(int index, int last) {
        return Math.max(0, Math.min(index, last));
    }
}
