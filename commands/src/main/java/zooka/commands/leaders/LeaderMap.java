package zooka.commands.leaders;

import zooka.commands.result.Picture;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;

/**
 * The content of the leader map.
 *
 * @param name the name of the cluster: the context or the address
 * @param point the state of the cluster, and the events since the map before
 */
public record LeaderMap(String name, Point point) implements Picture {

    /** The name of its view. */
    static final String VIEW = "leaders";

    public Snapshot state() {
        return point.state();
    }

    @Override
    public String view() {
        return VIEW;
    }
}
