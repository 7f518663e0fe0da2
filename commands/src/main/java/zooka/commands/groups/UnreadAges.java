package zooka.commands.groups;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.RecordReader;
import zooka.clients.net.Deadline;

/**
 * When the first unread record of a group in each partition was written. Each costs the reading of a batch, so only so many
 * are read at a time, those first that were not read for the longest time; one that stays unread is not read again. Used by
 * one thread, except {@link #of}.
 */
final class UnreadAges {

    /** How many partitions are read at a time. */
    static final int MOST = 200;

    /** The most time for a reading. */
    static final Duration BOUND = Duration.ofSeconds(2);

    private final Map<Place, Age> known = new HashMap<>();
    private long round;

    private record Place(String group, PartitionName partition) {
        static Place of(PartitionLoad load) {
            return new Place(load.lag().commit().group(), load.name());
        }
    }

    /** @param time empty for a record without a timestamp, and if it could not be read */
    private record Age(long offset, Optional<Instant> time, long round) {}

    /** What is known of a partition; of an offset that was committed before, until the new one is read. */
    synchronized Optional<Instant> of(PartitionLoad load) {
        return load.lags() ? Optional.ofNullable(known.get(Place.of(load))).flatMap(Age::time) : Optional.empty();
    }

    /**
     * Reads what is not known yet of groups.
     *
     * @return whether anything was read
     * @throws Failure if no broker answers
     */
    boolean read(RecordReader records, Collection<GroupLoad> groups) {
        Deadline deadline = Deadline.in(BOUND);
        List<PartitionLoad> left = new ArrayList<>(unread(groups));
        boolean any = !left.isEmpty();
        round++;
        while (!left.isEmpty() && !deadline.passed()) {
            // A partition has one offset in a request; further groups that read it are for the next one.
            List<PartitionLoad> some = new ArrayList<>();
            Set<PartitionName> taken = new HashSet<>();
            left.removeIf(load -> taken.add(load.name()) && some.add(load));
            Map<PartitionName, Long> offsets = new HashMap<>();
            some.forEach(load -> offsets.put(load.name(), load.next()));
            Map<PartitionName, Instant> times = records.times(offsets, Duration.ofMillis(deadline.millis()));
            keep(some, times);
        }
        return any;
    }

    private synchronized void keep(List<PartitionLoad> loads, Map<PartitionName, Instant> times) {
        loads.forEach(load ->
                known.put(Place.of(load), new Age(load.next(), Optional.ofNullable(times.get(load.name())), round)));
    }

    private synchronized List<PartitionLoad> unread(Collection<GroupLoad> groups) {
        return groups.stream()
                .flatMap(group -> group.partitions().stream())
                .filter(PartitionLoad::lags)
                .filter(load -> Optional.ofNullable(known.get(Place.of(load)))
                        .filter(unread ->
                                unread.offset() == load.next() && unread.time().isPresent())
                        .isEmpty())
                .sorted(Comparator.comparingLong(load -> Optional.ofNullable(known.get(Place.of(load)))
                        .map(Age::round)
                        .orElse(-1L)))
                .limit(MOST)
                .toList();
    }

    /** Forgets the groups that are gone. */
    synchronized void retain(Collection<GroupLoad> groups) {
        Set<String> names = new HashSet<>();
        groups.forEach(group -> names.add(group.name()));
        known.keySet().removeIf(place -> !names.contains(place.group()));
    }
}
