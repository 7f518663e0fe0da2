package zooka.shell.render;

import java.util.Optional;

/**
 * Distributes the width of a screen among columns side by side. A column has a width that shows all its cells in full
 * and a least width, at which its names are shortened; for numbers, sizes and times both are the same.
 */
final class ColumnWidths {

    /** The columns between two cells. */
    static final int GAP = 2;

    private ColumnWidths() {}

    /**
     * The widths with which all columns fit: in full where there is room; otherwise the widest are narrowed first, and
     * only as far as needed.
     *
     * @return empty if they do not fit at their least widths
     */
    static Optional<int[]> fitting(int[] full, int[] least, int screen) {
        long room = (long) screen - gaps(full.length);
        if (sum(full) <= room) {
            return Optional.of(full.clone());
        }
        if (sum(least) > room) {
            return Optional.empty();
        }
        int cap = cap(full, least, room);
        int[] widths = capped(full, least, cap);
        long left = room - sum(widths);
        for (int i = 0; i < widths.length && left > 0; i++) {
            if (widths[i] == cap && full[i] > cap) {
                widths[i]++;
                left--;
            }
        }
        return Optional.of(widths);
    }

    /** The number of columns, from the left, that fit at their least widths; at least one. */
    static int leading(int[] least, int screen) {
        long used = least.length == 0 ? 0 : least[0];
        int count = 1;
        while (count < least.length && used + GAP + least[count] <= screen) {
            used += GAP + least[count];
            count++;
        }
        return Math.min(count, least.length);
    }

    /** The greatest width of a narrowed column with which all fit. */
    private static int cap(int[] full, int[] least, long room) {
        int fits = 0;
        int tooWide = 0;
        for (int width : full) {
            tooWide = Math.max(tooWide, width);
        }
        while (tooWide - fits > 1) {
            int middle = fits + (tooWide - fits) / 2;
            if (sum(capped(full, least, middle)) <= room) {
                fits = middle;
            } else {
                tooWide = middle;
            }
        }
        return fits;
    }

    private static int[] capped(int[] full, int[] least, int cap) {
        int[] widths = new int[full.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(least[i], Math.min(full[i], cap));
        }
        return widths;
    }

    private static long gaps(int columns) {
        return columns == 0 ? 0 : (long) GAP * (columns - 1);
    }

    private static long sum(int[] widths) {
        long sum = 0;
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }
}
