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

    /**
     * A point as it was noticed, and with the state that has taken the place of its own.
     *
     * @param noticed the events with the state to which they led
     * @param shown the same events with the last state before the next point
     */
    private record Step(Point noticed, Point shown) {
        static Step of(Point point) {
            return new Step(point, point);
        }

        Step followedBy(Snapshot state) {
            return new Step(noticed, new Point(state, noticed.events()));
        }

        /** The step as the first one, which no events lead to. */
        Step withoutEvents() {
            return of(new Point(shown.state(), List.of()));
        }

        Instant at() {
            return noticed.at();
        }
    }

    /** How much time it holds. */
    private static final Duration KEPT = Duration.ofHours(1);

    /** The most events that it holds. */
    private static final int EVENTS = 50_000;

    public static final Timeline EMPTY = new Timeline(TreePVector.empty(), 0, 0);

    private final PVector<Step> steps;

    /** The number of the first point. */
    private final long first;

    private final int events;

    private Timeline(PVector<Step> steps, long first, int events) {
        this.steps = steps;
        this.first = first;
        this.events = events;
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The timeline with another point at its end. */
    public Timeline with(Point point) {
        if (isEmpty()) {
            return new Timeline(steps.plus(Step.of(point).withoutEvents()), first, 0);
        }
        if (point.events().isEmpty()) {
            int last = steps.size() - 1;
            Step longer = steps.get(last).followedBy(point.state());
            // The first state is not needed for anything once there is a later one.
            return new Timeline(steps.with(last, last == 0 ? longer.withoutEvents() : longer), first, events);
        }
        PVector<Step> longer = steps.plus(Step.of(point));
        int count = events + point.events().size();
        long start = first;
        Instant oldest = point.at().minus(KEPT);
        // The first point is needed as the state before the second one.
        while (longer.size() > 2 && (count > EVENTS || longer.get(1).at().isBefore(oldest))) {
            count -= longer.get(1).noticed().events().size();
            longer = longer.minus(0);
            longer = longer.with(0, longer.get(0).withoutEvents());
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
        return first + steps.size() - 1;
    }

    /** The point with a number, or that nearest to it, with the last state before the next point. */
    public Point get(long number) {
        return step(number).shown();
    }

    /** The same with the state to which its events led: what changed later without an event is not in it. */
    public Point noticed(long number) {
        return step(number).noticed();
    }

    private Step step(long number) {
        return steps.get((int) Math.max(0, Math.min(steps.size() - 1, number - first)));
    }

    /** The number of the last point at this time or before; of the first one if all are later. */
    public long at(Instant time) {
        int low = 0;
        int high = steps.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (steps.get(middle).at().isAfter(time)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return first + low;
    }
}
