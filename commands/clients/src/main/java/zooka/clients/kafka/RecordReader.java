package zooka.clients.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.Failure;

/** Reads records of topics. Timeouts and failures as in {@link Topics}. */
public interface RecordReader extends AutoCloseable {

    /**
     * A record; key and value are empty when they are null.
     *
     * @param time its creation time, or append time if the topic is configured so; empty for a record without a timestamp, as
     *     written by clients before 0.10
     */
    record Message(
            String topic,
            int partition,
            long offset,
            Optional<Instant> time,
            Optional<byte[]> key,
            Optional<byte[]> value,
            List<Header> headers) {}

    /** Numbers from here on are probably milliseconds since 1970 (from 2001 on), not offsets. */
    long LIKE_A_TIME = 1_000_000_000_000L;

    record Header(String name, Optional<byte[]> value) {}

    /** The start of the range in each partition. */
    sealed interface Start {
        /** The last records of the topic. */
        record Last(long records) implements Start {
            @Override
            public <R> R match(Start.Cases<R> cases) {
                return cases.last(this);
            }
        }

        /** The last records of each partition. */
        record Back(long records) implements Start {
            @Override
            public <R> R match(Start.Cases<R> cases) {
                return cases.back(this);
            }
        }

        record Beginning() implements Start {
            @Override
            public <R> R match(Start.Cases<R> cases) {
                return cases.beginning(this);
            }
        }

        record End() implements Start {
            @Override
            public <R> R match(Start.Cases<R> cases) {
                return cases.end(this);
            }
        }

        /** An offset, up to the end of at least one partition. */
        record Offset(long offset) implements Start {
            @Override
            public <R> R match(Start.Cases<R> cases) {
                return cases.offset(this);
            }
        }

        /** Records at this time or later. */
        record Time(Instant instant) implements Start {
            @Override
            public <R> R match(Start.Cases<R> cases) {
                return cases.time(this);
            }
        }

        <R> R match(Start.Cases<R> cases);

        /** One case per kind, so that a new kind does not compile until every consumer handles it. */
        interface Cases<R> {
            R last(Start.Last start);

            R back(Start.Back start);

            R beginning(Start.Beginning start);

            R end(Start.End start);

            R offset(Start.Offset start);

            R time(Start.Time start);
        }
    }

    /** The end of the range in each partition. */
    sealed interface End {
        /** The end of the log at the start. */
        record Present() implements End {
            @Override
            public <R> R match(End.Cases<R> cases) {
                return cases.present(this);
            }
        }

        /** The record of this offset, inclusive. */
        record Offset(long last) implements End {
            @Override
            public <R> R match(End.Cases<R> cases) {
                return cases.offset(this);
            }
        }

        /** Records at this time or earlier; without records that have no timestamp. */
        record Time(Instant last) implements End {
            @Override
            public <R> R match(End.Cases<R> cases) {
                return cases.time(this);
            }
        }

        /**
         * No end: new records are followed.
         *
         * @param idle ends after this time without a record
         */
        record Never(Optional<Duration> idle) implements End {
            @Override
            public <R> R match(End.Cases<R> cases) {
                return cases.never(this);
            }
        }

        <R> R match(End.Cases<R> cases);

        /** One case per kind, so that a new kind does not compile until every consumer handles it. */
        interface Cases<R> {
            R present(End.Present end);

            R offset(End.Offset end);

            R time(End.Time end);

            R never(End.Never end);
        }
    }

    /**
     * A query for records.
     *
     * @param partitions empty for all
     * @param committed whether to leave out records of aborted and open transactions
     */
    record Query(String topic, Set<Integer> partitions, Start start, End end, boolean committed) {

        /** Whether new records are followed. */
        public boolean follows() {
            return end instanceof End.Never;
        }

        /** Whether the timestamp of an existing record is in the range; offsets are not sufficient if times are out of order. */
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

        /** Whether all records in the range of offsets match. */
        public boolean timeless() {
            return !(start instanceof Start.Time) && !(end instanceof End.Time);
        }

        /**
         * Rejects a start offset that no partition has, and an end offset that is probably a time.
         *
         * @param end the largest end offset of the partitions
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
                    Failure.usage("offset " + offset + " is past the end of topic " + topic + " (" + end + ")");
            return failure.hint(
                    offset >= LIKE_A_TIME ? "for a time in milliseconds use @" + offset : "topic offsets " + topic);
        }
    }

    /**
     * Reads records and passes each to the sink, on the calling thread, until the sink returns false or the end is reached:
     * existing records merged by time, in the order of each partition; new records as they arrive. Following
     * ends without a failure when the thread is interrupted.
     *
     * @param leftOut receives what cannot be read and why: {@code orders-0 has no leader}
     */
    void read(Query query, Predicate<Message> sink, Consumer<String> leftOut);

    /**
     * The time of the first record from an offset on, by partition: when what a group reads next was written. Records of
     * aborted transactions count. A partition is not in the answer if it has no record with a timestamp from there on, if its
     * record could not be read in time, or without the permission to read it.
     */
    Map<PartitionName, Instant> times(Map<PartitionName, Long> offsets, Duration within);

    @Override
    void close();
}
