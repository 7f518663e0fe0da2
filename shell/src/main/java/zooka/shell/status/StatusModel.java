package zooka.shell.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.status.StatusReport;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Listing;

/**
 * All there is to the view of {@code status} at one moment: a frame is drawn from it and nothing else.
 *
 * @param name what the clusters are called before a report says so
 * @param opened when the view began to follow
 * @param shown what is drawn; while paused it stays
 * @param latest the last report that came
 * @param paused since when time stands still
 * @param trouble why there is nothing newer; a report ends it
 * @param log what has changed, the oldest first
 * @param marked when each row changed that has done so of late
 * @param unhealthyOnly whether rows that are healthy or good to know are left out
 * @param list the rows in sight, by their keys
 * @param help whether help is shown
 */
record StatusModel(
        Glyphs look,
        String name,
        Instant opened,
        Optional<StatusReport> shown,
        Optional<StatusReport> latest,
        Optional<Instant> paused,
        Optional<Failure> trouble,
        List<StatusChange> log,
        Map<String, Instant> marked,
        boolean unhealthyOnly,
        Listing list,
        boolean help) {

    /** For so long a change is marked where it happened. */
    static final Duration MARKED = Duration.ofSeconds(5);

    /** So many changes are kept. */
    private static final int KEPT = 200;

    static StatusModel start(String name, Glyphs look, Instant now) {
        return new StatusModel(
                look,
                name,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                false,
                Listing.EMPTY,
                false);
    }

    /** It is like this now. */
    StatusModel report(StatusReport report) {
        StatusModel next = with(Optional.of(report), paused, Optional.empty());
        return paused.isPresent() && shown.isPresent() ? next : next.caughtUp();
    }

    /** It could not be asked; what is known stays on the screen with its age. */
    StatusModel failed(Failure failure) {
        return with(latest, paused, Optional.of(failure));
    }

    StatusModel pause(Instant now) {
        return with(latest, Optional.of(now), trouble);
    }

    StatusModel resume() {
        return with(latest, Optional.empty(), trouble).caughtUp();
    }

    /** What has changed since the pause began. */
    List<StatusChange> waiting() {
        return shown.isPresent() && latest.isPresent() ? StatusChange.between(shown.get(), latest.get()) : List.of();
    }

    /** Shows the latest report, with all that is new in it marked. */
    private StatusModel caughtUp() {
        List<StatusChange> changes = waiting();
        List<StatusChange> longer = new ArrayList<>(log);
        longer.addAll(changes);
        Map<String, Instant> marks = new HashMap<>(marked);
        changes.forEach(change -> marks.put(change.key(), change.at()));
        return new StatusModel(
                        look,
                        name,
                        opened,
                        latest,
                        latest,
                        paused,
                        trouble,
                        List.copyOf(longer.subList(Math.max(0, longer.size() - KEPT), longer.size())),
                        Map.copyOf(marks),
                        unhealthyOnly,
                        list,
                        help)
                .listing();
    }

    private StatusModel with(Optional<StatusReport> last, Optional<Instant> since, Optional<Failure> failure) {
        return new StatusModel(look, name, opened, shown, last, since, failure, log, marked, unhealthyOnly, list, help);
    }

    StatusModel at(Listing next) {
        return new StatusModel(
                look, name, opened, shown, latest, paused, trouble, log, marked, unhealthyOnly, next, help);
    }

    StatusModel helped(boolean next) {
        return new StatusModel(
                look, name, opened, shown, latest, paused, trouble, log, marked, unhealthyOnly, list, next);
    }

    StatusModel unhealthyOnly(boolean next) {
        return new StatusModel(look, name, opened, shown, latest, paused, trouble, log, marked, next, list, help)
                .listing();
    }

    private StatusModel listing() {
        return at(list.over(rows().stream().map(StatusRow::key).toList()));
    }

    /** The rows that are wanted. */
    List<StatusRow> rows() {
        return shown.stream()
                .flatMap(report -> StatusRow.complete(report).stream())
                .filter(row -> !unhealthyOnly || row.unhealthy())
                .toList();
    }

    /** The moment that is drawn. */
    Instant moment(Instant now) {
        return paused.orElse(now);
    }

    boolean marked(String key, Instant now) {
        return Optional.ofNullable(marked.get(key))
                .filter(at -> moment(now).isBefore(at.plus(MARKED)))
                .isPresent();
    }

    /** When the first of the marks is to end; empty where none is left or time stands still. */
    Optional<Instant> nextMarkEnd(Instant now) {
        return paused.isPresent()
                ? Optional.empty()
                : marked.values().stream()
                        .map(at -> at.plus(MARKED))
                        .filter(now::isBefore)
                        .min(Instant::compareTo);
    }
}
