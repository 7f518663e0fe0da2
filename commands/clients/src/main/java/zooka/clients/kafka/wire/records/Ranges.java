package zooka.clients.kafka.wire.records;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.RecordReader.End;
import zooka.clients.kafka.RecordReader.Query;
import zooka.clients.kafka.RecordReader.Start;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.wire.WireTopics;

/**
 * The ranges of offsets of a query, computed with the leaders' offsets. Offsets are not records: some are compacted, some
 * are transaction markers, so that {@link LastRecords} reads further back if a range contains too few records.
 *
 * @param ranges non-empty ranges; when following, empty ones, too
 */
record Ranges(List<Range> ranges) {

    /** Reading this many superfluous records costs less than another request. */
    private static final long TOLERATED = 20_000;

    /** How far back the first search by time goes, in milliseconds. */
    private static final long FIRST_STEP = 1_000;

    /**
     * A range of offsets: from inclusive, to exclusive.
     *
     * @param start the start of the log, or of the query
     * @param skip the number of first records to skip
     */
    record Range(Partition partition, long start, long from, long to, long skip) {
        long offsets() {
            return to - from;
        }

        int number() {
            return partition.partition();
        }

        /** Whether there are offsets before the range. */
        boolean canWiden() {
            return from > start;
        }

        /** The range from another offset, limited to the start of the log. */
        Range from(long offset) {
            return new Range(partition, start, Math.max(start, Math.min(to, offset)), to, skip);
        }

        /** The range without its first records. */
        Range skipping(long records) {
            return new Range(partition, start, from, to, records);
        }
    }

    /** The ranges of a query; for the last records, the ranges to search. */
    static Ranges of(Query query, WireTopics topics, Consumer<String> leftOut) {
        List<Partition> partitions = partitions(query, topics);
        Topics.Position behind = query.committed() ? new Topics.Position.Stable() : new Topics.Position.End();
        Topics.Offsets ends = topics.offsets(partitions, behind);
        List<Partition> led = ends.known(partitions);
        if (led.isEmpty() && !ends.troubles().isEmpty()) {
            throw Failure.unreachable("cannot read topic " + query.topic() + ": " + String.join("; ", ends.troubles()));
        }
        ends.troubles().forEach(leftOut);
        check(query, topics, ends, partitions);
        Topics.Offsets beginnings =
                query.start() instanceof Start.End ? ends : topics.offsets(led, new Topics.Position.Beginning());
        Topics.Offsets times = query.start() instanceof Start.Time time
                ? topics.offsets(led, new Topics.Position.At(time.instant()))
                : ends;
        List<Range> ranges = new ArrayList<>();
        for (Partition partition : led) {
            long end = ends.of(partition).orElseThrow();
            OptionalLong beginning = beginnings.of(partition);
            if (beginning.isPresent()) {
                long to = to(query.end(), end);
                long from = Math.max(beginning.getAsLong(), from(query.start(), times.of(partition), end));
                if (from < to || query.follows()) {
                    ranges.add(new Range(partition, beginning.getAsLong(), Math.min(from, to), to, 0));
                }
            }
        }
        return new Ranges(ranges);
    }

    /** Rejects nothing if a partition does not answer: it may have the offset. */
    private static void check(Query query, WireTopics topics, Topics.Offsets ends, List<Partition> partitions) {
        if (!ends.troubles().isEmpty() || partitions.isEmpty()) {
            return;
        }
        try {
            query.check(latest(ends, partitions));
        } catch (Failure e) {
            if (!query.committed()) {
                throw e;
            }
            // After an open transaction there are records that cannot be read yet.
            query.check(latest(topics.offsets(partitions, new Topics.Position.End()), partitions));
        }
    }

    private static long latest(Topics.Offsets ends, List<Partition> partitions) {
        return partitions.stream()
                .mapToLong(partition -> ends.of(partition).orElse(Long.MAX_VALUE))
                .max()
                .orElse(0);
    }

    private static List<Partition> partitions(Query query, WireTopics topics) {
        List<Partition> all = topics.state(List.of(query.topic())).partitions();
        for (int number : query.partitions()) {
            if (all.stream().noneMatch(partition -> partition.partition() == number)) {
                throw Failure.notFound(
                        "no partition " + number + " in topic " + query.topic() + ", which has " + all.size());
            }
        }
        return all.stream()
                .filter(partition ->
                        query.partitions().isEmpty() || query.partitions().contains(partition.partition()))
                .toList();
    }

    private static long from(Start start, OptionalLong time, long end) {
        return start.match(new Start.Cases<>() {
            @Override
            public Long last(Start.Last last) {
                return 0L;
            }

            @Override
            public Long back(Start.Back back) {
                return 0L;
            }

            @Override
            public Long beginning(Start.Beginning beginning) {
                return 0L;
            }

            @Override
            public Long end(Start.End behind) {
                return end;
            }

            @Override
            public Long offset(Start.Offset offset) {
                return offset.offset();
            }

            @Override
            public Long time(Start.Time any) {
                return time.orElse(end);
            }
        });
    }

    private static long to(End wanted, long end) {
        return wanted.match(new End.Cases<>() {
            @Override
            public Long present(End.Present present) {
                return end;
            }

            @Override
            public Long offset(End.Offset offset) {
                return Math.min(end, offset.last() + 1);
            }

            @Override
            public Long time(End.Time time) {
                // The first record of a later time is no end: records behind it may be earlier.
                return end;
            }

            @Override
            public Long never(End.Never never) {
                return end;
            }
        });
    }

    /** The total number of offsets. */
    long offsets() {
        return ranges.stream().mapToLong(Range::offsets).sum();
    }

    /** The last offsets of each range. */
    Ranges last(long offsets) {
        return new Ranges(ranges.stream()
                .map(range -> range.from(range.to() - Math.min(offsets, range.offsets())))
                .toList());
    }

    /** The part of each range before the start of another. */
    Ranges before(Ranges other) {
        List<Range> parts = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            long to = other.ranges.get(i).from();
            if (range.from() < to) {
                parts.add(new Range(range.partition(), range.start(), range.from(), to, 0));
            }
        }
        return new Ranges(parts);
    }

    /**
     * The ranges from the time on that yields enough offsets, so that no more must be read; all ranges if timestamps do not
     * help.
     */
    Ranges since(long wanted, WireTopics topics) {
        if (offsets() <= wanted) {
            return this;
        }
        if (ranges.size() == 1) {
            return last(wanted);
        }
        long now = Clock.systemUTC().millis();
        long step = FIRST_STEP;
        Ranges enough = sinceTime(now - step, topics);
        while (enough.offsets() < wanted && step < now) {
            step *= 4;
            enough = sinceTime(Math.max(0, now - step), topics);
        }
        if (enough.offsets() < wanted) {
            return this;
        }
        long early = now - step;
        long late = now;
        while (late - early > 1 && enough.offsets() > wanted + TOLERATED) {
            long middle = early + (late - early) / 2;
            Ranges tried = sinceTime(middle, topics);
            if (tried.offsets() >= wanted) {
                early = middle;
                enough = tried;
            } else {
                late = middle;
            }
        }
        return enough;
    }

    private Ranges sinceTime(long millis, WireTopics topics) {
        Topics.Offsets offsets = topics.offsets(
                ranges.stream().map(Range::partition).toList(),
                new Topics.Position.At(Instant.ofEpochMilli(Math.max(0, millis))));
        return new Ranges(ranges.stream()
                .map(range -> range.from(offsets.of(range.partition()).orElse(range.to())))
                .toList());
    }
}
