package zooka.commands.timeline;

import java.time.Instant;
import java.util.List;

/**
 * A point of a timeline: a state, and the events that led to it from the state before.
 *
 * @param events causes first: brokers, servers, controller, then partitions and topics; empty for the first state
 */
public record Point(Snapshot state, List<Event> events) {
    public Point {
        events = List.copyOf(events);
    }

    /** When the events were noticed; without events the time of the state. */
    public Instant at() {
        return events.isEmpty() ? state.asOf() : events.get(0).seen();
    }
}
