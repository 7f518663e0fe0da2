package zooka.shell.leaders;

import java.util.List;
import java.util.Optional;
import zooka.shell.leaders.Overview.TopicLine;
import zooka.shell.render.Glyphs;

/**
 * All there is to the leader map at one moment: a frame is drawn from it and nothing else. {@link LeadersView} makes one
 * from another.
 *
 * @param name what the cluster is called before it has said so itself
 * @param rows those of the map that are wanted, worked out when what is shown or wanted changes and not for each frame
 */
public record LeadersModel(Glyphs look, String name, MapState known, Rows rows, ViewState place) {

    static LeadersModel of(Glyphs look, String name, MapState known, ViewState place) {
        Rows rows = Rows.of(known.shown(), place);
        ViewState fitting = place.list(place.list().over(rows.names()));
        if (fitting.detail().isPresent() && known.shown().isPresent()) {
            Optional<TopicLine> topic = topic(known, fitting.detail().get());
            // Its topic was deleted: there is nothing left to look at.
            fitting = topic.isPresent()
                    ? fitting.opened(
                            fitting.detail().get(), fitting.partitions().over(partitions(topic.get())))
                    : fitting.closed();
        }
        return new LeadersModel(look, name, known, rows, fitting);
    }

    LeadersModel with(MapState next) {
        return next.shown().equals(known.shown())
                ? new LeadersModel(look, name, next, rows, place)
                : of(look, name, next, place);
    }

    /** Another place of which the rows are the same. */
    LeadersModel at(ViewState next) {
        return new LeadersModel(look, name, known, rows, next);
    }

    /** Another place that wants other rows. */
    LeadersModel choosing(ViewState next) {
        return of(look, name, known, next);
    }

    Optional<Overview> shown() {
        return known.shown();
    }

    /** The topic that is open. */
    Optional<TopicLine> topic() {
        return place.detail().flatMap(name -> topic(known, name));
    }

    private static Optional<TopicLine> topic(MapState known, String name) {
        return known.shown().stream()
                .flatMap(overview -> overview.topics().stream())
                .filter(line -> line.topic().name().equals(name))
                .findFirst();
    }

    static List<String> partitions(TopicLine topic) {
        return topic.topic().partitions().stream()
                .map(partition -> Integer.toString(partition.partition()))
                .toList();
    }
}
