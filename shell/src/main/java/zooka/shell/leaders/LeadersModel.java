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
 * @param page the page that is open; empty if its subject does not exist any more. It may cost as much as there is, and is
 *     computed on changes
 */
public record LeadersModel(
        Glyphs look,
        String name,
        MapState known,
        Rows rows,
        NameWidths widths,
        ViewState place,
        Optional<Detail> detail,
        Optional<Page> page) {

    static LeadersModel start(Glyphs look, String name, MapState known) {
        return new LeadersModel(
                look, name, known, Rows.NONE, NameWidths.NONE, ViewState.START, Optional.empty(), Optional.empty());
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
        return new LeadersModel(
                look,
                nextName,
                next,
                nextRows,
                NameWidths.of(shown, look, widths),
                fitting,
                detail,
                page(shown, fitting, detail));
    }

    LeadersModel with(MapState next) {
        return next.shown().equals(known.shown())
                ? new LeadersModel(look, name, next, rows, widths, place, detail, page)
                : of(name, next, place);
    }

    LeadersModel named(String next) {
        return new LeadersModel(look, next, known, rows, widths, place, detail, page);
    }

    LeadersModel detailed(Optional<Detail> next) {
        return next.equals(detail)
                ? this
                : new LeadersModel(look, name, known, rows, widths, place, next, page(shown(), place, next));
    }

    private static Optional<Page> page(Optional<Snapshot> shown, ViewState place, Optional<Detail> detail) {
        return shown.flatMap(state -> place.subject().flatMap(subject -> SubjectPages.of(subject, state, detail)));
    }

    /** This model at another position with the same rows. */
    LeadersModel at(ViewState next) {
        Optional<Page> other = next.subject().equals(place.subject()) ? page : page(shown(), next, detail);
        return new LeadersModel(look, name, known, rows, widths, next, detail, other);
    }

    /** This model at another position with other rows. */
    LeadersModel choosing(ViewState next) {
        return of(name, known, next);
    }

    Optional<Snapshot> shown() {
        return known.shown();
    }

    /** The name of the next sheet of the page; empty if there is no other. */
    Optional<String> nextSheet() {
        return page.filter(one -> one.sheets().size() > 1)
                .flatMap(one -> place.opened().map(open -> one.sheets()
                        .get((open.sheet() + 1) % one.sheets().size())
                        .name()));
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
