package zooka.shell.leaders;

import java.util.List;
import java.util.Optional;
import zooka.commands.leaders.Detail;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.TopicState;
import zooka.shell.render.Glyphs;
import zooka.shell.sheet.Page;

/**
 * The complete state of the leader map; a frame depends on nothing else. {@link LeadersView} computes one model from
 * another.
 *
 * @param name the name of the cluster
 * @param rows the rows that pass the filter, computed on changes and not for each frame
 * @param widths the widths of the names
 * @param detail what is known besides of the subject of a page
 */
public record LeadersModel(
        Glyphs look,
        String name,
        MapState known,
        Rows rows,
        NameWidths widths,
        ViewState place,
        Optional<Detail> detail) {

    static LeadersModel start(Glyphs look, String name, MapState known) {
        return new LeadersModel(look, name, known, Rows.NONE, NameWidths.NONE, ViewState.START, Optional.empty());
    }

    private LeadersModel of(String nextName, MapState next, ViewState nextPlace) {
        Optional<Snapshot> shown = next.shown();
        Rows nextRows = Rows.of(shown, nextPlace, rows);
        ViewState fitting = nextPlace.list(nextPlace.list().over(nextRows.names()));
        if (fitting.detail().isPresent() && shown.isPresent()) {
            Optional<TopicState> topic = topic(next, fitting.detail().get());
            // Its topic was deleted.
            fitting = topic.isPresent()
                    ? fitting.opened(
                            fitting.detail().get(), fitting.partitions().over(partitions(topic.get())))
                    : fitting.closed();
        }
        return new LeadersModel(look, nextName, next, nextRows, NameWidths.of(shown, look, widths), fitting, detail);
    }

    LeadersModel with(MapState next) {
        return next.shown().equals(known.shown())
                ? new LeadersModel(look, name, next, rows, widths, place, detail)
                : of(name, next, place);
    }

    LeadersModel named(String next) {
        return new LeadersModel(look, next, known, rows, widths, place, detail);
    }

    LeadersModel detailed(Optional<Detail> next) {
        return new LeadersModel(look, name, known, rows, widths, place, next);
    }

    /** The page that is open; empty if its subject does not exist any more. */
    Optional<Page> page() {
        return shown().flatMap(state -> place.opened().flatMap(open -> SubjectPages.of(open.subject(), state, detail)));
    }

    /** This model at another position with the same rows. */
    LeadersModel at(ViewState next) {
        return new LeadersModel(look, name, known, rows, widths, next, detail);
    }

    /** This model at another position with other rows. */
    LeadersModel choosing(ViewState next) {
        return of(name, known, next);
    }

    Optional<Snapshot> shown() {
        return known.shown();
    }

    /** The open topic. */
    Optional<TopicState> topic() {
        return place.detail().flatMap(topic -> topic(known, topic));
    }

    private static Optional<TopicState> topic(MapState known, String name) {
        return known.shown().flatMap(state -> state.topic(name));
    }

    static List<String> partitions(TopicState topic) {
        return List.copyOf(topic.topic().partitions().stream()
                .map(partition -> Integer.toString(partition.partition()))
                .toList());
    }
}
