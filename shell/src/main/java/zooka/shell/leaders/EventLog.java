package zooka.shell.leaders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.timeline.LogEntry;

/** The log of changes, the newest last. */
record EventLog(List<Event> events) {

    /**
     * One line of the log.
     *
     * @param first the time at which its incident began
     * @param opens whether the incident began with this line
     */
    record Event(Instant at, Instant first, boolean opens, LogEntry change) {}

    static final EventLog EMPTY = new EventLog(List.of());

    /** A change after this time without changes begins a new incident. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** Changes of the same kind within this time share one line. */
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    private static final int KEPT = 200;

    EventLog {
        events = List.copyOf(events);
    }

    EventLog with(ClusterDiff changes) {
        if (changes.all().isEmpty()) {
            return this;
        }
        List<Event> longer = new ArrayList<>(events);
        for (LogEntry change : changes.all()) {
            if (!joined(longer, changes.at(), change)) {
                longer.add(next(longer, changes.at(), change));
            }
        }
        return new EventLog(longer.subList(Math.max(0, longer.size() - KEPT), longer.size()));
    }

    /** Merges a change into a recent line of the same kind, so that the cause stays visible; whether it did. */
    private static boolean joined(List<Event> events, Instant at, LogEntry change) {
        for (int i = events.size() - 1; i >= 0; i--) {
            Event event = events.get(i);
            if (Duration.between(event.at(), at).compareTo(TOGETHER) > 0) {
                return false;
            }
            Optional<LogEntry> both = event.change().with(change);
            if (both.isPresent()) {
                events.set(i, new Event(event.at(), event.first(), event.opens(), both.get()));
                return true;
            }
        }
        return false;
    }

    private static Event next(List<Event> events, Instant at, LogEntry change) {
        if (!events.isEmpty()) {
            Event last = events.get(events.size() - 1);
            if (Duration.between(last.at(), at).compareTo(SILENCE) <= 0) {
                return new Event(at, last.first(), false, change);
            }
        }
        return new Event(at, at, true, change);
    }

    /** The newest events, at most {@code count}. */
    List<Event> last(int count) {
        return events.subList(Math.max(0, events.size() - count), events.size());
    }
}
