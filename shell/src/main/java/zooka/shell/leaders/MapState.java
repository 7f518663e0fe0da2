package zooka.shell.leaders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;

/**
 * The known state of the cluster, and the part of it on the screen.
 *
 * @param opened the time at which the view was opened
 * @param shown the state on the screen; unchanged while paused
 * @param latest the last state
 * @param paused the time at which the view was paused
 * @param trouble the failure of the last query; cleared by a state
 * @param recent the partitions with a recent change
 * @param waiting the changes since the pause began
 */
record MapState(
        Instant opened,
        Optional<Snapshot> shown,
        Optional<Snapshot> latest,
        Optional<Instant> paused,
        Optional<Failure> trouble,
        Map<String, Recent> recent,
        EventLog log,
        List<ClusterDiff> waiting) {

    /** How long a change is marked. */
    static final Duration MARKED = Duration.ofSeconds(5);

    /** The time of a partition's change and the partition before it; empty for a new partition. */
    record Recent(Instant at, Optional<Partition> before) {
        boolean marked(Instant now) {
            return now.isBefore(at.plus(MARKED));
        }
    }

    static MapState nothing(Instant now) {
        return new MapState(
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                EventLog.EMPTY,
                List.of());
    }

    MapState state(Point point, Instant now) {
        Optional<Snapshot> next = Optional.of(point.state());
        ClusterDiff changes = ClusterDiff.of(point);
        // What is known of the brokers besides may come while the source has its trouble.
        boolean newer = latest.filter(before -> !point.state().asOf().isAfter(before.asOf()))
                .isEmpty();
        Optional<Failure> left = newer ? Optional.empty() : trouble;
        if (paused.isPresent() && shown.isPresent()) {
            return new MapState(opened, shown, next, paused, left, recent, log, with(waiting, changes));
        }
        return new MapState(
                opened, next, next, paused, left, marked(changes.touched(), now), log.with(changes), List.of());
    }

    MapState failed(Failure failure) {
        return new MapState(opened, shown, latest, paused, Optional.of(failure), recent, log, waiting);
    }

    /** Removes marks that have expired. */
    MapState tick(Instant now) {
        if (recent.isEmpty()) {
            return this;
        }
        return new MapState(opened, shown, latest, paused, trouble, marked(Map.of(), now), log, waiting);
    }

    MapState pause(Instant now) {
        return new MapState(opened, shown, latest, Optional.of(now), trouble, recent, log, waiting);
    }

    /** Resumes with the latest state, and with all changes since the pause marked as new. */
    MapState resume(Instant now) {
        Map<String, Optional<Partition>> touched = new HashMap<>();
        EventLog caughtUp = log;
        for (ClusterDiff changes : waiting) {
            changes.touched().forEach(touched::putIfAbsent);
            caughtUp = caughtUp.with(changes);
        }
        return new MapState(
                opened, latest, latest, Optional.empty(), trouble, marked(touched, now), caughtUp, List.of());
    }

    int waitingCount() {
        return waiting.stream().mapToInt(ClusterDiff::count).sum();
    }

    /** The time for which a frame is drawn; it does not advance while paused. */
    Instant moment(Instant now) {
        return paused.orElse(now);
    }

    Optional<Recent> recent(String partition, Instant now) {
        return Optional.ofNullable(recent.get(partition)).filter(change -> change.marked(moment(now)));
    }

    Optional<Instant> nextMarkEnd(Instant now) {
        return paused.isPresent()
                ? Optional.empty()
                : recent.values().stream()
                        .map(change -> change.at().plus(MARKED))
                        .filter(now::isBefore)
                        .min(Instant::compareTo);
    }

    private Map<String, Recent> marked(Map<String, Optional<Partition>> touched, Instant now) {
        Map<String, Recent> marked = new HashMap<>();
        recent.forEach((name, change) -> {
            if (change.marked(moment(now))) {
                marked.put(name, change);
            }
        });
        touched.forEach((name, before) -> marked.put(name, new Recent(now, before)));
        return Collections.unmodifiableMap(marked);
    }

    private static List<ClusterDiff> with(List<ClusterDiff> some, ClusterDiff more) {
        if (more.isEmpty()) {
            return some;
        }
        List<ClusterDiff> longer = new ArrayList<>(some);
        longer.add(more);
        return List.copyOf(longer);
    }
}
