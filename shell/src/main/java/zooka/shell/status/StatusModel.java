package zooka.shell.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.action.Catalog;
import zooka.commands.status.StatusReport;
import zooka.commands.text.Grammar;
import zooka.commands.text.Statement;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Filter;
import zooka.shell.screen.ListFilter;
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
 * @param filtering the filter of the rows
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
        ListFilter filtering,
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
                ListFilter.NONE,
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
                        filtering,
                        list,
                        help)
                .listing();
    }

    private StatusModel with(Optional<StatusReport> last, Optional<Instant> since, Optional<Failure> failure) {
        return new StatusModel(
                look, name, opened, shown, last, since, failure, log, marked, unhealthyOnly, filtering, list, help);
    }

    StatusModel at(Listing next) {
        return new StatusModel(
                look, name, opened, shown, latest, paused, trouble, log, marked, unhealthyOnly, filtering, next, help);
    }

    StatusModel helped(boolean next) {
        return new StatusModel(
                look, name, opened, shown, latest, paused, trouble, log, marked, unhealthyOnly, filtering, list, next);
    }

    StatusModel unhealthyOnly(boolean next) {
        return new StatusModel(
                        look, name, opened, shown, latest, paused, trouble, log, marked, next, filtering, list, help)
                .listing();
    }

    StatusModel filtered(ListFilter next) {
        return new StatusModel(
                        look,
                        name,
                        opened,
                        shown,
                        latest,
                        paused,
                        trouble,
                        log,
                        marked,
                        unhealthyOnly,
                        next,
                        list,
                        help)
                .listing();
    }

    private StatusModel listing() {
        return at(list.over(rows().stream().map(StatusRow::key).toList()));
    }

    /** The rows that are not hidden. */
    List<StatusRow> rows() {
        Filter wanted = filtering.filter();
        return shown.stream()
                .flatMap(report -> StatusRow.complete(report).stream())
                .filter(row -> !unhealthyOnly || row.unhealthy())
                .filter(row -> wanted.accepts(row.searched()))
                .toList();
    }

    /** The number of rows without a filter. */
    int total() {
        return shown.map(report -> StatusRow.complete(report).size()).orElse(0);
    }

    Optional<StatusRow> selected() {
        List<StatusRow> rows = rows();
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(Math.min(list.cursor(), rows.size() - 1)));
    }

    /** What the selected row suggests, if it is a command. */
    Optional<String> remedy() {
        return selected().map(StatusRow::remedy).filter(StatusModel::isCommand);
    }

    /** Whether a text is one command; names of servers in it may be of any kind. */
    private static boolean isCommand(String text) {
        try {
            List<Statement> statements = Grammar.parse(text);
            return statements.size() == 1
                    && statements.get(0).simple().flatMap(Catalog::find).isPresent();
        } catch (Failure | Grammar.Unfinished e) {
            return false;
        }
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
