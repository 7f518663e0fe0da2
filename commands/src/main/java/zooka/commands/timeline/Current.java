package zooka.commands.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import zooka.clients.kafka.ClusterState;

/** The present state, which sources change one after the other, and its listener. */
final class Current {

    private final Consumer<Point> points;
    private Snapshot state = Snapshot.UNKNOWN;

    /** @param points called for each new state, one call at a time */
    Current(Consumer<Point> points) {
        this.points = points;
    }

    synchronized Snapshot state() {
        return state;
    }

    /** Whether a source has told a state yet. */
    synchronized boolean known() {
        return !state.unknown();
    }

    /** Changes the state. */
    synchronized void change(Instant seen, Consumer<Edit> change) {
        Edit edit = state.edit(seen);
        change.accept(edit);
        Point point = edit.done();
        state = point.state();
        if (!state.unknown()) {
            points.accept(point);
        }
    }

    /** The state as a list of its brokers only, to ask which of them answer. */
    ClusterState brokers() {
        Snapshot known = state();
        return new ClusterState(
                known.asOf(),
                known.clusterId(),
                known.mode(),
                known.controller(),
                known.controllerEpoch(),
                known.brokers().stream()
                        .map(BrokerState::broker)
                        .map(broker -> broker.withTrouble(Optional.empty()))
                        .toList(),
                List.of());
    }
}
