package zooka.commands.leaders;

import java.util.List;
import java.util.Optional;
import zooka.commands.result.Field;
import zooka.commands.result.Picture;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;

/**
 * The content of the leader map.
 *
 * @param name the name of the cluster: the context or the address
 * @param point the state of the cluster, and the events since the map before
 * @param detail what is known besides of the subject of the page that is open
 */
public record LeaderMap(String name, Point point, Optional<Detail> detail) implements Picture {

    /** The name of its view. */
    public static final String VIEW = "leaders";

    /** A map without a page. */
    public LeaderMap(String name, Point point) {
        this(name, point, Optional.empty());
    }

    public Snapshot state() {
        return point.state();
    }

    @Override
    public String view() {
        return VIEW;
    }

    @Override
    public List<Field> fields() {
        return Leaders.fields(name, state().state(), state().ensemble(), state().voters());
    }
}
