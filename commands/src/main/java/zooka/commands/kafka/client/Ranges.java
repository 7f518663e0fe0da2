package zooka.commands.kafka.client;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import zooka.commands.Failure;
import zooka.commands.kafka.client.Records.End;
import zooka.commands.kafka.client.Records.Query;
import zooka.commands.kafka.client.Records.Start;

/**
 * Which offsets of which partitions a query comes to, as their leaders tell.
 *
 * @param ranges those with records first of all; where it follows, also those without
 * @param surplus how many of the first records, by time, are to be left out
 * @param most how many of the last are wanted of the rest
 */
record Ranges(List<Range> ranges, long surplus, long most) {

    /** So many of the last records are found by reading as many of each partition. */
    private static final long COLLECTED = 1_000;

    /** Records that are read for nothing cost less than another question. */
    private static final long TOLERATED = 20_000;

    /** How far back the first question goes that looks for the time of a record, in milliseconds. */
    private static final long FIRST_STEP = 1_000;

    /** From the first offset, up to and without the second. */
    record Range(Partition partition, long from, long to) {
        long records() {
            return to - from;
        }
    }

    static Ranges of(Query query, WireTopics topics, Consumer<String> leftOut) {
        List<Partition> partitions = partitions(query, topics);
        Topics.Position behind = query.committed() ? new Topics.Position.Stable() : new Topics.Position.End();
        Topics.Offsets ends = topics.offsets(partitions, behind);
        List<Partition> led = partitions.stream()
                .filter(partition -> ends.of(partition).isPresent())
                .toList();
        if (led.isEmpty() && !ends.troubles().isEmpty()) {
            throw Failure.unreachable(
                    "nothing of topic " + query.topic() + " can be read: " + String.join("; ", ends.troubles()));
        }
        ends.troubles().forEach(leftOut);
        Topics.Offsets lasts = query.end() instanceof End.Time time
                ? topics.offsets(led, new Topics.Position.At(time.last().plusMillis(1)))
                : ends;
        Topics.Offsets beginnings =
                query.start() instanceof Start.End ? ends : topics.offsets(led, new Topics.Position.Beginning());
        Topics.Offsets times = query.start() instanceof Start.Time time
                ? topics.offsets(led, new Topics.Position.At(time.instant()))
                : ends;
        List<Range> ranges = new ArrayList<>();
        for (Partition partition : led) {
            long end = ends.of(partition).getAsLong();
            OptionalLong beginning = beginnings.of(partition);
            if (beginning.isPresent()) {
                long to = Math.min(end, to(query.end(), lasts.of(partition).orElse(end), end));
                long from = Math.max(beginning.getAsLong(), from(query.start(), times.of(partition), end));
                if (from < to || query.follows()) {
                    ranges.add(new Range(partition, Math.min(from, to), to));
                }
            }
        }
        return query.start() instanceof Start.Last last ? last(ranges, last.records(), topics) : all(ranges);
    }

    private static Ranges all(List<Range> ranges) {
        return new Ranges(ranges, 0, Long.MAX_VALUE);
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
        if (start instanceof Start.Back back) {
            return end - back.records();
        }
        if (start instanceof Start.Offset offset) {
            return offset.offset();
        }
        if (start instanceof Start.Time) {
            return time.orElse(end);
        }
        return start instanceof Start.End ? end : 0;
    }

    private static long to(End end, long time, long present) {
        if (end instanceof End.Offset offset) {
            return offset.last() + 1;
        }
        return end instanceof End.Time ? time : present;
    }

    /**
     * Few are found among the last of each partition. For many, the time is looked for since which there are so many, so that
     * no more than those need be read.
     */
    private static Ranges last(List<Range> ranges, long wanted, WireTopics topics) {
        long there = sum(ranges);
        if (there <= wanted) {
            return all(ranges);
        }
        if (wanted <= COLLECTED || ranges.size() == 1) {
            List<Range> ends = ranges.stream()
                    .map(range -> new Range(range.partition(), Math.max(range.from(), range.to() - wanted), range.to()))
                    .toList();
            return new Ranges(ends, 0, ranges.size() == 1 ? Long.MAX_VALUE : wanted);
        }
        long now = Clock.systemUTC().millis();
        long step = FIRST_STEP;
        List<Range> enough = since(ranges, now - step, topics);
        while (sum(enough) < wanted && step < now) {
            step *= 4;
            enough = since(ranges, Math.max(0, now - step), topics);
        }
        if (sum(enough) < wanted) {
            return new Ranges(ranges, there - wanted, Long.MAX_VALUE); // their times tell nothing
        }
        long early = now - step;
        long late = now;
        while (late - early > 1 && sum(enough) > wanted + TOLERATED) {
            long middle = early + (late - early) / 2;
            List<Range> tried = since(ranges, middle, topics);
            if (sum(tried) >= wanted) {
                early = middle;
                enough = tried;
            } else {
                late = middle;
            }
        }
        return new Ranges(enough, sum(enough) - wanted, Long.MAX_VALUE);
    }

    private static long sum(List<Range> ranges) {
        return ranges.stream().mapToLong(Range::records).sum();
    }

    private static List<Range> since(List<Range> ranges, long millis, WireTopics topics) {
        Topics.Offsets offsets = topics.offsets(
                ranges.stream().map(Range::partition).toList(),
                new Topics.Position.At(Instant.ofEpochMilli(Math.max(0, millis))));
        return ranges.stream()
                .map(range -> new Range(
                        range.partition(),
                        Math.max(
                                range.from(),
                                Math.min(
                                        range.to(),
                                        offsets.of(range.partition()).orElse(range.to()))),
                        range.to()))
                .toList();
    }
}
