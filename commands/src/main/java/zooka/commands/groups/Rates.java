package zooka.commands.groups;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.PartitionName;

/**
 * The rates of groups over the last half minute, from the offsets of several answers and their times. A rate is empty until
 * two answers know the offset; after an offset that went back, until two later ones do. Used by one thread.
 */
final class Rates {

    /** The time that a rate covers; longer than the usual interval of commits, so that it is calm. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    /** The least time between two kept answers, which bounds their number. */
    private static final Duration APART = Duration.ofSeconds(2);

    /** One for each kept answer, for the newest, and for one that is about to be dropped. */
    private static final int SLOTS = (int) WINDOW.dividedBy(APART) + 3;

    private static final long UNKNOWN = -1;

    private final Duration settling;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /** The offsets by slot: an array for each, since there may be many. */
    private final Map<Place, long[]> committed = new HashMap<>();

    private final Map<PartitionName, long[]> ends = new HashMap<>();

    /** @param settling the time that must be covered to tell when a lag is gone */
    Rates(Duration settling) {
        this.settling = settling;
    }

    /** The committed offset of a group in a partition. */
    private record Place(String group, PartitionName partition) {}

    /**
     * An answer.
     *
     * @param slot where its offsets are
     */
    private record Sample(Instant at, int slot) {

        double secondsSince(Sample earlier) {
            return Duration.between(earlier.at, at).toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
        }
    }

    /** Adds an answer. */
    void add(Instant at, List<Lag> lags) {
        if (!samples.isEmpty() && !at.isAfter(samples.getLast().at())) {
            samples.clear(); // the clock was set back
        }
        int slot = next();
        samples.addLast(new Sample(at, slot));
        while (samples.size() > 2 && samples.getFirst().at().isBefore(at.minus(WINDOW))) {
            samples.removeFirst();
        }
        committed.values().forEach(offsets -> offsets[slot] = UNKNOWN);
        ends.values().forEach(offsets -> offsets[slot] = UNKNOWN);
        for (Lag lag : lags) {
            PartitionName partition = lag.commit().partition();
            Place place = new Place(lag.commit().group(), partition);
            lag.commit().offset().ifPresent(offset -> offsets(committed, place)[slot] = offset);
            lag.log().end().ifPresent(end -> offsets(ends, partition)[slot] = end);
        }
        committed.values().removeIf(this::forgotten);
        ends.values().removeIf(this::forgotten);
    }

    private static <K> long[] offsets(Map<K, long[]> known, K key) {
        return known.computeIfAbsent(key, none -> {
            long[] offsets = new long[SLOTS];
            Arrays.fill(offsets, UNKNOWN);
            return offsets;
        });
    }

    private boolean forgotten(long[] offsets) {
        return samples.stream().allMatch(sample -> offsets[sample.slot()] == UNKNOWN);
    }

    /** The slot of the next answer: that of the last one if it is close behind another; the first is always kept. */
    private int next() {
        if (samples.isEmpty()) {
            return 0;
        }
        Sample last = samples.removeLast();
        if (!samples.isEmpty() && last.at().isBefore(samples.getLast().at().plus(APART))) {
            return last.slot();
        }
        samples.addLast(last);
        return (last.slot() + 1) % SLOTS;
    }

    /** Whether enough time is covered to tell when a lag is gone. */
    boolean settled() {
        return samples.size() > 1
                && Duration.between(samples.getFirst().at(), samples.getLast().at())
                                .compareTo(settling)
                        >= 0;
    }

    /** The records appended per second. */
    OptionalDouble in(PartitionName partition) {
        return rate(ends.get(partition), false);
    }

    /** The records committed per second. */
    OptionalDouble out(String group, PartitionName partition) {
        return rate(committed.get(new Place(group, partition)), true);
    }

    /**
     * The rate from the oldest answer to the newest; of those after which the offset was always known and never went back.
     *
     * @param commits whether to count from commit to commit, unless the next one is overdue: then the rate does not depend on
     *     how many commits fall into the window
     */
    private OptionalDouble rate(long[] offsets, boolean commits) {
        if (offsets == null || samples.isEmpty() || offsets[samples.getLast().slot()] == UNKNOWN) {
            return OptionalDouble.empty();
        }
        Sample newest = samples.getLast();
        Sample oldest = newest;
        Sample lastCommit = null;
        Sample firstCommit = null;
        double longest = 0;
        Iterator<Sample> back = samples.descendingIterator();
        back.next();
        while (back.hasNext()) {
            Sample earlier = back.next();
            long offset = offsets[earlier.slot()];
            if (offset == UNKNOWN || offset > offsets[oldest.slot()]) {
                break;
            }
            if (offset < offsets[oldest.slot()]) {
                longest = firstCommit == null ? 0 : Math.max(longest, firstCommit.secondsSince(oldest));
                lastCommit = lastCommit == null ? oldest : lastCommit;
                firstCommit = oldest;
            }
            oldest = earlier;
        }
        if (oldest.equals(newest)) {
            return OptionalDouble.empty();
        }
        boolean rhythmic = commits && longest > 0 && newest.secondsSince(lastCommit) <= longest;
        return rhythmic ? between(offsets, firstCommit, lastCommit) : between(offsets, oldest, newest);
    }

    private static OptionalDouble between(long[] offsets, Sample first, Sample last) {
        return OptionalDouble.of((offsets[last.slot()] - offsets[first.slot()]) / last.secondsSince(first));
    }
}
