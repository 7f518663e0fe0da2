package zooka.clients.kafka.wire.records;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.kafka.wire.records.Ranges.Range;

/**
 * Finds the last records of partitions. As many offsets are read first, and more if they contain fewer records: transaction markers,
 * aborted and compacted records have offsets, too.
 */
final class LastRecords {

    /** Up to this number, records are collected in memory; more are counted first, and then read. */
    private static final long COLLECTED = 1_000;

    /** The minimum and the factor by which each further reading is larger. */
    private static final long STEP = 1_000;

    private static final int GROWTH = 4;

    private final MergedRecords merging;
    private final WireTopics topics;
    private final Ranges all;
    private final Consumer<String> leftOut;

    /** @param all the readable ranges, whose ends are searched */
    LastRecords(MergedRecords merging, WireTopics topics, Ranges all, Consumer<String> leftOut) {
        this.merging = merging;
        this.topics = topics;
        this.all = all;
        this.leftOut = leftOut;
    }

    /** Passes the last records of all partitions together to a sink; returns whether it wants more. */
    boolean read(long wanted, Predicate<Message> sink) throws InterruptedException {
        if (all.offsets() <= wanted) {
            return merging.read(all, 0, sink, leftOut);
        }
        return wanted <= COLLECTED ? collect(wanted, sink) : count(wanted, sink);
    }

    /** The records of one reading. */
    private final class Pass {
        private final Deque<Message> kept = new ArrayDeque<>();
        private final Map<Integer, Long> counts = new HashMap<>();
        private final Set<Integer> dropped = new HashSet<>();

        Pass(Ranges ranges, long wanted) throws InterruptedException {
            boolean unused = merging.read(
                    ranges,
                    0,
                    message -> {
                        counts.merge(message.partition(), 1L, Long::sum);
                        kept.add(message);
                        if (kept.size() > wanted) {
                            dropped.add(kept.poll().partition());
                        }
                        return true;
                    },
                    leftOut);
        }

        /** Whether earlier records of a partition may be among the last ones. */
        boolean lacks(Range range, long wanted) {
            return range.canWiden()
                    && !dropped.contains(range.number())
                    && counts.getOrDefault(range.number(), 0L) < wanted;
        }
    }

    /** Drops records beyond the wanted number. */
    private boolean collect(long wanted, Predicate<Message> sink) throws InterruptedException {
        Ranges ranges = all.last(wanted);
        Pass look = new Pass(ranges, wanted);
        for (long step = STEP; lacking(look, ranges, wanted); step *= GROWTH) {
            ranges = widened(ranges, look, wanted, step);
            look = new Pass(ranges, wanted);
        }
        return look.kept.stream().allMatch(sink);
    }

    private static boolean lacking(Pass look, Ranges ranges, long wanted) {
        return ranges.ranges().stream().anyMatch(range -> look.lacks(range, wanted));
    }

    private static Ranges widened(Ranges ranges, Pass look, long wanted, long step) {
        return new Ranges(ranges.ranges().stream()
                .map(range -> look.lacks(range, wanted) ? range.from(range.from() - step) : range)
                .toList());
    }

    private boolean count(long wanted, Predicate<Message> sink) throws InterruptedException {
        Ranges ranges = all.since(wanted, topics);
        long found = sum(merging.count(ranges, leftOut));
        long offsets = Math.max(wanted, ranges.offsets());
        while (found < wanted && ranges.ranges().stream().anyMatch(Range::canWiden)) {
            offsets = offsets * 2 + STEP;
            Ranges wider = all.since(offsets, topics);
            found += sum(merging.count(wider.before(ranges), leftOut));
            ranges = wider;
        }
        return merging.read(ranges, Math.max(0, found - wanted), sink, leftOut);
    }

    private static long sum(Map<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Passes the last records of each partition to a sink; returns whether it wants more. */
    boolean readOfEach(long wanted, Predicate<Message> sink) throws InterruptedException {
        Ranges ranges = all.last(wanted);
        Map<Integer, Long> counts = new HashMap<>(merging.count(ranges, leftOut));
        for (long step = STEP;
                ranges.ranges().stream().anyMatch(range -> lacks(range, counts, wanted));
                step *= GROWTH) {
            long further = step;
            Ranges wider = new Ranges(ranges.ranges().stream()
                    .map(range -> lacks(range, counts, wanted) ? range.from(range.from() - further) : range)
                    .toList());
            merging.count(wider.before(ranges), leftOut)
                    .forEach((partition, count) -> counts.merge(partition, count, Long::sum));
            ranges = wider;
        }
        List<Range> exact = ranges.ranges().stream()
                .map(range -> range.skipping(Math.max(0, counts.getOrDefault(range.number(), 0L) - wanted)))
                .toList();
        return merging.read(new Ranges(exact), 0, sink, leftOut);
    }

    private static boolean lacks(Range range, Map<Integer, Long> counts, long wanted) {
        return range.canWiden() && counts.getOrDefault(range.number(), 0L) < wanted;
    }
}
