package zooka.clients.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.Failure;

/** The records of topics. Bounded and failing as {@link Topics}. */
public interface RecordReader extends AutoCloseable {

    /**
     * A record; key and value are empty when they are null.
     *
     * @param time when it was made, or appended where the topic says so; empty where the record has no time, as those have that
     *     clients before 0.10 wrote
     */
    record Message(
            String topic,
            int partition,
            long offset,
            Optional<Instant> time,
            Optional<byte[]> key,
            Optional<byte[]> value,
            List<Header> headers) {}

    /** Milliseconds since 1970 are as large from 2001 on, and offsets hardly ever. */
    long LIKE_A_TIME = 1_000_000_000_000L;

    record Header(String name, Optional<byte[]> value) {}

    /** Where in each partition to begin. */
    sealed interface Start {
        /** The last so many records of the topic, however far back they are. */
        record Last(long records) implements Start {}

        /** The last so many records of each partition, however far back they are. */
        record Back(long records) implements Start {}

        record Beginning() implements Start {}

        record End() implements Start {}

        /** An offset, up to the end of at least one partition. */
        record Offset(long offset) implements Start {}

        /** Records of that time or later. */
        record Time(Instant instant) implements Start {}
    }

    /** Where in each partition to end. */
    sealed interface End {
        /** Where the log ends when the reading begins. */
        record Present() implements End {}

        /** With the record of that offset. */
        record Offset(long last) implements End {}

        /** Records of that time or earlier; none of those that have no time. */
        record Time(Instant last) implements End {}

        /**
         * Not at all: those to come are read too.
         *
         * @param idle for how long nothing may come before it ends after all
         */
        record Never(Optional<Duration> idle) implements End {}
    }

    /**
     * What to read.
     *
     * @param partitions empty for all
     * @param committed whether the records of transactions are left out that were aborted or are not over yet
     */
    record Query(String topic, Set<Integer> partitions, Start start, End end, boolean committed) {

        /** Whether it goes on with the records to come. */
        public boolean follows() {
            return end instanceof End.Never;
        }

        /** Whether a record that is there is wanted by its time, of which offsets say nothing where times are out of order. */
        public boolean within(Message message) {
            if (start instanceof Start.Time first
                    && message.time()
                            .filter(time -> !time.isBefore(first.instant()))
                            .isEmpty()) {
                return false;
            }
            return !(end instanceof End.Time last
                    && message.time().filter(time -> !time.isAfter(last.last())).isEmpty());
        }

        /** Whether every record of the offsets that are read is wanted. */
        public boolean timeless() {
            return !(start instanceof Start.Time) && !(end instanceof End.Time);
        }

        /**
         * Refuses an offset to begin with that no partition has, and one to end with that is a time.
         *
         * @param end the first offset that is in none of the partitions
         * @throws Failure {@code USAGE}
         */
        public void check(long end) {
            if (start instanceof Start.Offset first && first.offset() > end) {
                throw pastEnd(first.offset(), end);
            }
            if (this.end instanceof End.Offset last && last.last() > end && last.last() >= LIKE_A_TIME) {
                throw pastEnd(last.last(), end);
            }
        }

        private Failure pastEnd(long offset, long end) {
            Failure failure =
                    Failure.usage("offset " + offset + " is past the end of topic " + topic + ", which is " + end);
            return failure.hint(
                    offset >= LIKE_A_TIME ? "a time in milliseconds is @" + offset : "topic offsets " + topic);
        }
    }

    /**
     * Reads records and gives each to the sink, on the calling thread, until the sink says false or the end is reached:
     * those that are there by time, as far as each partition is in its order, and those to come as they come. Following
     * ends without a failure when the thread is interrupted.
     *
     * @param leftOut told, as soon as it is known, of what cannot be read and why: {@code orders-0 has no leader}
     */
    void read(Query query, Predicate<Message> sink, Consumer<String> leftOut);

    @Override
    void close();
}
