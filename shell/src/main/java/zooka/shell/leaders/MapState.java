package zooka.shell.leaders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Timeline;

/**
 * The known states of the cluster, and the one on the screen.
 *
 * @param opened the time at which the view was opened
 * @param history all states that were seen, for an hour
 * @param shown the state on the screen; unchanged while paused
 * @param paused where the view was paused
 * @param trouble the failure of the last query; cleared by a state
 * @param recent the partitions with a recent change
 * @param log the changes that led to the state on the screen
 * @param waiting the changes after it
 */
record MapState(
        Instant opened,
        Timeline history,
        Optional<Snapshot> shown,
        Optional<Pause> paused,
        Optional<Failure> trouble,
        Map<String, Recent> recent,
        EventLog log,
        List<ClusterDiff> waiting) {

    /** How long a change is marked; the mark ends with the second, so that the marks of many changes end together. */
    static final Duration MARKED = Duration.ofSeconds(5);

    /** The most points whose changes are read again for the log of an earlier state. */
    private static final int LOGGED = 300;

    /** The time of a partition's change and the partition before it; empty for a new partition. */
    record Recent(Instant at, Optional<Partition> before) {
        boolean marked(Instant now) {
            return now.isBefore(at.plus(MARKED));
        }
    }

    /**
     * A halt at a state.
     *
     * @param moment the time for which frames are drawn
     * @param number the number of the state's point in the history
     * @param earlier whether the state is one that was scrubbed to, and not the one at the time of the pause
     */
    record Pause(Instant moment, long number, boolean earlier) {}

    static MapState nothing(Instant now) {
        return new MapState(
                now,
                Timeline.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                EventLog.EMPTY,
                List.of());
    }

    MapState state(Point point, Instant now) {
        // What is known of the brokers besides may come while the source has its trouble.
        boolean newer = latest().filter(before -> !point.state().asOf().isAfter(before.asOf()))
                .isEmpty();
        Optional<Failure> left = newer ? Optional.empty() : trouble;
        Timeline longer = history.with(point);
        ClusterDiff changes = ClusterDiff.of(point);
        if (paused.isPresent() && shown.isPresent()) {
            return new MapState(opened, longer, shown, paused, left, recent, log, with(waiting, changes));
        }
        return new MapState(
                opened,
                longer,
                Optional.of(point.state()),
                paused,
                left,
                marked(changes.touched(), now),
                log.with(changes),
                List.of());
    }

    MapState failed(Failure failure) {
        return new MapState(opened, history, shown, paused, Optional.of(failure), recent, log, waiting);
    }

    /** Removes marks that have expired. */
    MapState tick(Instant now) {
        if (recent.isEmpty()) {
            return this;
        }
        return new MapState(opened, history, shown, paused, trouble, marked(Map.of(), now), log, waiting);
    }

    MapState pause(Instant now) {
        Pause here = new Pause(now, history.last(), false);
        return new MapState(opened, history, shown, Optional.of(here), trouble, recent, log, waiting);
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
                opened, history, latest(), Optional.empty(), trouble, marked(touched, now), caughtUp, List.of());
    }

    /** The last state. */
    Optional<Snapshot> latest() {
        return history.isEmpty()
                ? Optional.empty()
                : Optional.of(history.get(history.last()).state());
    }

    /** The number of the point on the screen. */
    long position() {
        return paused.map(Pause::number).orElse(history.last());
    }

    /** The state so many changes before or after the one on the screen. */
    MapState scrub(long by) {
        return at(position() + by);
    }

    /** The state so much time before or after the one on the screen. */
    MapState scrub(Duration by, Instant now) {
        return at(history.at(moment(now).plus(by)));
    }

    private MapState at(long number) {
        long there = Math.max(history.first(), Math.min(history.last(), number));
        Point point = history.get(there);
        EventLog until = EventLog.EMPTY;
        for (long i = Math.max(history.first(), there - LOGGED); i <= there; i++) {
            until = until.with(ClusterDiff.of(history.get(i)));
        }
        List<ClusterDiff> after = new ArrayList<>();
        for (long i = there + 1; i <= history.last(); i++) {
            after.add(ClusterDiff.of(history.get(i)));
        }
        Map<String, Recent> marks = new HashMap<>();
        ClusterDiff.of(point).touched().forEach((name, before) -> marks.put(name, new Recent(point.at(), before)));
        return new MapState(
                opened,
                history,
                Optional.of(point.state()),
                Optional.of(new Pause(point.at(), there, true)),
                trouble,
                Map.copyOf(marks),
                until,
                List.copyOf(after));
    }

    int waitingCount() {
        return waiting.stream().mapToInt(ClusterDiff::count).sum();
    }

    /** The time for which a frame is drawn; it does not advance while paused. */
    Instant moment(Instant now) {
        return paused.map(Pause::moment).orElse(now);
    }

    Optional<Recent> recent(String partition, Instant now) {
        return Optional.ofNullable(recent.get(partition)).filter(change -> change.marked(moment(now)));
    }

    /** The topics with a partition that {@link #recent(String, Instant)} knows: most have none. */
    Set<String> markedTopics(Instant now) {
        Set<String> topics = new HashSet<>();
        Instant moment = moment(now);
        recent.forEach((name, change) -> {
            if (change.marked(moment)) {
                topics.add(name.substring(0, name.lastIndexOf('-')));
            }
        });
        return topics;
    }

    private Map<String, Recent> marked(Map<String, Optional<Partition>> touched, Instant now) {
        if (recent.isEmpty() && touched.isEmpty()) {
            return recent;
        }
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
