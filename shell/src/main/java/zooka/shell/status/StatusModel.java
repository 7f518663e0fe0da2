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
 * The complete state of the view of {@code status}; a frame depends on nothing else.
 *
 * @param name the name of the clusters until a report contains one
 * @param opened the time at which the view was opened
 * @param shown the report on the screen; unchanged while paused
 * @param latest the last report
 * @param paused the time at which the view was paused
 * @param trouble the failure of the last query; cleared by a report
 * @param log the changes, the oldest first
 * @param marked the time of each row's recent change
 * @param unhealthyOnly whether healthy rows and informational findings are hidden
 * @param list the visible rows, by their keys
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

    /** How long a changed row is marked. */
    static final Duration MARKED = Duration.ofSeconds(5);

    /** The most changes that are kept. */
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

    /** The model after a report. */
    StatusModel report(StatusReport report) {
        StatusModel next = with(Optional.of(report), paused, Optional.empty());
        return paused.isPresent() && shown.isPresent() ? next : next.caughtUp();
    }

    /** The model after a failure; the last report stays on the screen with its age. */
    StatusModel failed(Failure failure) {
        return with(latest, paused, Optional.of(failure));
    }

    StatusModel pause(Instant now) {
        return with(latest, Optional.of(now), trouble);
    }

    StatusModel resume() {
        return with(latest, Optional.empty(), trouble).caughtUp();
    }

    /** The changes since the pause began. */
    List<StatusChange> waiting() {
        return shown.isPresent() && latest.isPresent() ? StatusChange.between(shown.get(), latest.get()) : List.of();
    }

    /** The model with the latest report, and with all changes in it marked. */
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

    /** The rows that are not hidden. */
    List<StatusRow> rows() {
        return shown.stream()
                .flatMap(report -> StatusRow.complete(report).stream())
                .filter(row -> !unhealthyOnly || row.unhealthy())
                .toList();
    }

    /** The time for which a frame is drawn. */
    Instant moment(Instant now) {
        return paused.orElse(now);
    }

    boolean marked(String key, Instant now) {
        return Optional.ofNullable(marked.get(key))
                .filter(at -> moment(now).isBefore(at.plus(MARKED)))
                .isPresent();
    }

    /** The time at which the first mark ends; empty without marks or while paused. */
    Optional<Instant> nextMarkEnd(Instant now) {
        return paused.isPresent()
                ? Optional.empty()
                : marked.values().stream()
                        .map(at -> at.plus(MARKED))
                        .filter(now::isBefore)
                        .min(Instant::compareTo);
    }
}
