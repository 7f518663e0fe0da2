package zooka.commands.kafka.group;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.RecordReader;

/** The target of an offset reset. */
sealed interface ResetTarget {

    /** The offsets of a partition that the target is computed from. */
    record Known(PartitionName partition, OptionalLong committed, long start, long end, OptionalLong atTime) {}

    /**
     * The new offset.
     *
     * @param note a remark; may be empty
     */
    record Wanted(long offset, String note) {}

    record Earliest() implements ResetTarget {}

    record Latest() implements ResetTarget {}

    record Current() implements ResetTarget {}

    record Offset(long offset) implements ResetTarget {}

    record Shift(long by) implements ResetTarget {}

    record At(Instant time) implements ResetTarget {}

    record Listed(Map<PartitionName, Long> offsets) implements ResetTarget {}

    /** The time whose offsets are needed; empty for other targets. */
    default Optional<Instant> moment() {
        return this instanceof At at ? Optional.of(at.time) : Optional.empty();
    }

    /** The new offset of a partition, within its log. */
    default Wanted of(Known known) {
        if (this instanceof Earliest) {
            return new Wanted(known.start, "");
        }
        if (this instanceof Latest) {
            return new Wanted(known.end, "");
        }
        if (this instanceof At) {
            return known.atTime.isPresent()
                    ? new Wanted(known.atTime.getAsLong(), "")
                    : new Wanted(known.end, "the end: no record at that time or later");
        }
        if (this instanceof Current) {
            return known.committed.isPresent()
                    ? within(known, known.committed.getAsLong())
                    : new Wanted(known.end, "the end: no committed offset");
        }
        if (this instanceof Shift shift) {
            long committed = known.committed.orElseThrow(() -> Failure.notFound(
                            "no committed offset for " + known.partition + " to shift")
                    .hint("use --to-earliest, --to-latest or --to-offset, or exclude the partition with --topic"));
            return within(known, saturated(committed, shift.by));
        }
        return within(
                known, this instanceof Offset offset ? offset.offset : ((Listed) this).offsets.get(known.partition));
    }

    private static long saturated(long offset, long by) {
        try {
            return Math.addExact(offset, by);
        } catch (ArithmeticException e) {
            return by < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static Wanted within(Known known, long offset) {
        if (offset < known.start) {
            return new Wanted(
                    known.start,
                    String.format(Locale.ROOT, "%,d is before the start of the log, %,d", offset, known.start));
        }
        if (offset > known.end && offset >= RecordReader.LIKE_A_TIME) {
            throw Failure.usage(
                            "offset " + offset + " is past the end of " + known.partition + ", which is " + known.end)
                    .hint("for a time in milliseconds use --to-datetime @" + offset);
        }
        if (offset > known.end) {
            return new Wanted(
                    known.end, String.format(Locale.ROOT, "%,d is past the end of the log, %,d", offset, known.end));
        }
        return new Wanted(offset, "");
    }
}
