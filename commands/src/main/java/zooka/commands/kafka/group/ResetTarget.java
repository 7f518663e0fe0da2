package zooka.commands.kafka.group;

import java.time.Instant;
import java.util.Collection;
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
    record PartitionOffsets(
            PartitionName partition, OptionalLong committed, long start, long end, OptionalLong atTime) {}

    /**
     * The new offset.
     *
     * @param note a remark; may be empty
     */
    record NewOffset(long offset, String note) {}

    record Earliest() implements ResetTarget {
        @Override
        public NewOffset of(PartitionOffsets known) {
            return new NewOffset(known.start, "");
        }
    }

    record Latest() implements ResetTarget {
        @Override
        public NewOffset of(PartitionOffsets known) {
            return new NewOffset(known.end, "");
        }
    }

    record Current() implements ResetTarget {
        @Override
        public NewOffset of(PartitionOffsets known) {
            return known.committed.isPresent()
                    ? within(known, known.committed.getAsLong())
                    : new NewOffset(known.end, "the end: no committed offset");
        }
    }

    record Offset(long offset) implements ResetTarget {
        @Override
        public NewOffset of(PartitionOffsets known) {
            return within(known, offset);
        }
    }

    record Shift(long by) implements ResetTarget {
        @Override
        public NewOffset of(PartitionOffsets known) {
            long committed = known.committed.orElseThrow(() -> Failure.notFound(
                            "no committed offset for " + known.partition + " to shift")
                    .hint("use --to-earliest, --to-latest or --to-offset, or exclude the partition with --topic"));
            return within(known, saturated(committed, by));
        }
    }

    record At(Instant time) implements ResetTarget {
        @Override
        public NewOffset of(PartitionOffsets known) {
            return known.atTime.isPresent()
                    ? new NewOffset(known.atTime.getAsLong(), "")
                    : new NewOffset(known.end, "the end: no record at that time or later");
        }

        @Override
        public Optional<Instant> moment() {
            return Optional.of(time);
        }
    }

    record FromFile(Map<PartitionName, Long> offsets) implements ResetTarget {
        @Override
        public NewOffset of(PartitionOffsets known) {
            return within(known, offsets.get(known.partition));
        }

        @Override
        public Optional<Collection<PartitionName>> listed() {
            return Optional.of(offsets.keySet());
        }
    }

    /** The new offset of a partition, within its log. */
    NewOffset of(PartitionOffsets known);

    /** The time whose offsets are needed; empty for other targets. */
    default Optional<Instant> moment() {
        return Optional.empty();
    }

    /** The partitions that are named with their offsets; empty for targets of any partition. */
    default Optional<Collection<PartitionName>> listed() {
        return Optional.empty();
    }

    private static long saturated(long offset, long by) {
        try {
            return Math.addExact(offset, by);
        } catch (ArithmeticException e) {
            return by < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static NewOffset within(PartitionOffsets known, long offset) {
        if (offset < known.start) {
            return new NewOffset(
                    known.start,
                    String.format(Locale.ROOT, "%,d is before the start of the log, %,d", offset, known.start));
        }
        if (offset > known.end && offset >= RecordReader.LIKE_A_TIME) {
            throw Failure.usage(
                            "offset " + offset + " is past the end of " + known.partition + ", which is " + known.end)
                    .hint("for a time in milliseconds use --to-datetime @" + offset);
        }
        if (offset > known.end) {
            return new NewOffset(
                    known.end, String.format(Locale.ROOT, "%,d is past the end of the log, %,d", offset, known.end));
        }
        return new NewOffset(offset, "");
    }
}
