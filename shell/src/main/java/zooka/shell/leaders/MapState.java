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
import zooka.commands.leaders.LeaderMap;

/**
 * What is known of the cluster, and how much of it is shown.
 *
 * @param opened when the view began to follow
 * @param shown what is drawn; while paused it stays
 * @param latest the last state that came
 * @param paused since when, where it is
 * @param trouble why there is nothing newer; a state ends it
 * @param recent the partitions that changed a moment ago
 * @param waiting what came while paused
 */
record MapState(
        Instant opened,
        Optional<Overview> shown,
        Optional<Overview> latest,
        Optional<Instant> paused,
        Optional<Failure> trouble,
        Map<String, Recent> recent,
        EventLog log,
        List<ClusterDiff> waiting) {

    /** For so long a change is marked where it happened. */
    static final Duration MARKED = Duration.ofSeconds(5);

    /** When a partition changed, and what it was before; empty for one that is new. */
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

    MapState state(LeaderMap map, Instant now) {
        Optional<Overview> next = Optional.of(Overview.of(map));
        ClusterDiff changes = latest.map(before ->
                        ClusterDiff.between(before.map(), map, map.cluster().asOf()))
                .orElse(new ClusterDiff(now, List.of(), Map.of()));
        if (paused.isPresent() && shown.isPresent()) {
            return new MapState(opened, shown, next, paused, Optional.empty(), recent, log, with(waiting, changes));
        }
        return new MapState(
                opened,
                next,
                next,
                paused,
                Optional.empty(),
                marked(changes.touched(), now),
                log.with(changes),
                List.of());
    }

    MapState failed(Failure failure) {
        return new MapState(opened, shown, latest, paused, Optional.of(failure), recent, log, waiting);
    }

    /** Forgets which changes are marked no more. */
    MapState tick(Instant now) {
        if (recent.isEmpty()) {
            return this;
        }
        return new MapState(opened, shown, latest, paused, trouble, marked(Map.of(), now), log, waiting);
    }

    MapState pause(Instant now) {
        return new MapState(opened, shown, latest, Optional.of(now), trouble, recent, log, waiting);
    }

    /** Shows the latest again, with all that has changed since the pause began marked as new. */
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

    /** The moment that is drawn: while paused, time stands still. */
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
