package zooka.shell.sheet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.result.Picture;

/**
 * What a screen knows of its subject.
 *
 * @param opened the time at which the screen was opened
 * @param shown the picture on the screen; unchanged while paused
 * @param latest the last picture
 * @param paused the time at which the screen was paused
 * @param trouble the failure of the last question; cleared by a picture
 * @param log the changes, the oldest first, with those since the pause
 * @param marked the time of each row's last change
 */
record SheetState<P extends Picture>(
        Instant opened,
        Optional<P> shown,
        Optional<P> latest,
        Optional<Instant> paused,
        Optional<Failure> trouble,
        List<Change> log,
        Map<String, Instant> marked) {

    /** How long a changed row is marked. */
    static final Duration MARKED = Duration.ofSeconds(5);

    /** The most changes that are kept. */
    private static final int KEPT = 500;

    static <P extends Picture> SheetState<P> nothing(Instant now) {
        return new SheetState<>(
                now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    /** After a picture. */
    SheetState<P> picture(Subject<P> subject, P picture) {
        List<Change> changes =
                latest.map(before -> subject.changes(before, picture)).orElse(List.of());
        List<Change> longer = new ArrayList<>(log);
        longer.addAll(changes);
        Map<String, Instant> marks = new HashMap<>(marked);
        changes.forEach(change -> marks.put(change.key(), change.at()));
        return new SheetState<>(
                opened,
                paused.isPresent() && shown.isPresent() ? shown : Optional.of(picture),
                Optional.of(picture),
                paused,
                Optional.empty(),
                List.copyOf(longer.subList(Math.max(0, longer.size() - KEPT), longer.size())),
                Map.copyOf(marks));
    }

    /** After a failure; the last picture stays on the screen with its age. */
    SheetState<P> failed(Failure failure) {
        return new SheetState<>(opened, shown, latest, paused, Optional.of(failure), log, marked);
    }

    SheetState<P> pause(Instant now) {
        return new SheetState<>(opened, shown, latest, Optional.of(now), trouble, log, marked);
    }

    SheetState<P> resume() {
        return new SheetState<>(opened, latest, latest, Optional.empty(), trouble, log, marked);
    }

    /** The time for which a frame is drawn. */
    Instant moment(Instant now) {
        return paused.orElse(now);
    }

    /** The changes on the screen. */
    List<Change> told() {
        return paused.isEmpty()
                ? log
                : log.stream()
                        .filter(change -> !change.at().isAfter(paused.get()))
                        .toList();
    }

    /** How many changes there were since the pause. */
    int pending() {
        return log.size() - told().size();
    }

    boolean marked(String key, Instant now) {
        return Optional.ofNullable(marked.get(key))
                .filter(at -> !at.isAfter(moment(now)) && moment(now).isBefore(at.plus(MARKED)))
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
