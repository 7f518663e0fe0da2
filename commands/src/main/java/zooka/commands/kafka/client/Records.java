package zooka.commands.kafka.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The records of topics. Bounded and failing as {@link Topics}. */
public interface Records extends AutoCloseable {

    /** A record; key and value are empty when they are null. */
    record Message(
            String topic,
            int partition,
            long offset,
            Instant time,
            Optional<byte[]> key,
            Optional<byte[]> value,
            List<Header> headers) {}

    record Header(String name, Optional<byte[]> value) {}

    /** Where in each partition to begin. */
    sealed interface Start {
        /** The last so many records of the topic. */
        record Last(long records) implements Start {}

        /** The last so many records of each partition. */
        record Back(long records) implements Start {}

        record Beginning() implements Start {}

        record End() implements Start {}

        record Offset(long offset) implements Start {}

        record Time(Instant instant) implements Start {}
    }

    /** Where in each partition to end. */
    sealed interface End {
        /** Where the log ends when the reading begins. */
        record Present() implements End {}

        /** With the record of that offset. */
        record Offset(long last) implements End {}

        /** Before the first record of a later time. */
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
