package zooka.commands.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The states of a cluster and the events between them, the oldest first, as an immutable value. A state without events
 * takes the place of the last one, so that only changes take room; the oldest are dropped when there are too many.
 *
 * <p>Points have numbers that grow and stay the same when the oldest are dropped.
 */
public final class Timeline {

    /** How much time it holds. */
    private static final Duration KEPT = Duration.ofHours(1);

    /** The most events that it holds. */
    private static final int EVENTS = 50_000;

    public static final Timeline EMPTY = new Timeline(TreePVector.empty(), 0, 0);

    private final PVector<Point> points;

    /** The number of the first point. */
    private final long first;

    private final int events;

    private Timeline(PVector<Point> points, long first, int events) {
        this.points = points;
        this.first = first;
        this.events = events;
    }

    public boolean isEmpty() {
        return points.isEmpty();
    }

    /** The timeline with another point at its end. */
    public Timeline with(Point point) {
        if (isEmpty()) {
            return new Timeline(points.plus(new Point(point.state(), List.of())), first, 0);
        }
        if (point.events().isEmpty()) {
            Point last = points.get(points.size() - 1);
            return new Timeline(points.with(points.size() - 1, new Point(point.state(), last.events())), first, events);
        }
        PVector<Point> longer = points.plus(point);
        int count = events + point.events().size();
        long start = first;
        Instant oldest = point.at().minus(KEPT);
        // The first point is needed as the state before the second one.
        while (longer.size() > 2 && (count > EVENTS || longer.get(1).at().isBefore(oldest))) {
            count -= longer.get(1).events().size();
            longer = longer.minus(0);
            longer = longer.with(0, new Point(longer.get(0).state(), List.of()));
            start++;
        }
        return new Timeline(longer, start, count);
    }

    /** The number of its first point. */
    public long first() {
        return first;
    }

    /** The number of its last point; one less than that of the first without any. */
    public long last() {
        return first + points.size() - 1;
    }

    /** The point with a number, or that nearest to it. */
    public Point get(long number) {
        return points.get((int) Math.max(0, Math.min(points.size() - 1, number - first)));
    }

    /** The number of the last point at this time or before; of the first one if all are later. */
    public long at(Instant time) {
        int low = 0;
        int high = points.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (points.get(middle).at().isAfter(time)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return first + low;
    }
}
