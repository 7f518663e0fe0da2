package zooka.shell.leaders;

import java.util.List;
import java.util.Optional;
import zooka.shell.leaders.Overview.TopicLine;
import zooka.shell.render.Glyphs;

/**
 * The complete state of the leader map; a frame depends on nothing else. {@link LeadersView} computes one model from
 * another.
 *
 * @param name the name of the cluster until its state contains one
 * @param rows the rows that pass the filter, computed on changes and not for each frame
 */
public record LeadersModel(Glyphs look, String name, MapState known, Rows rows, ViewState place) {

    static LeadersModel of(Glyphs look, String name, MapState known, ViewState place) {
        Rows rows = Rows.of(known.shown(), place);
        ViewState fitting = place.list(place.list().over(rows.names()));
        if (fitting.detail().isPresent() && known.shown().isPresent()) {
            Optional<TopicLine> topic = topic(known, fitting.detail().get());
            // Its topic was deleted.
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

    /** This model at another position with the same rows. */
    LeadersModel at(ViewState next) {
        return new LeadersModel(look, name, known, rows, next);
    }

    /** This model at another position with other rows. */
    LeadersModel choosing(ViewState next) {
        return of(look, name, known, next);
    }

    Optional<Overview> shown() {
        return known.shown();
    }

    /** The open topic. */
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
