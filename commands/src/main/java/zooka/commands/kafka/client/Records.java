package zooka.commands.kafka.client;

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

        record Beginning() implements Start {}

        record End() implements Start {}

        record Offset(long offset) implements Start {}

        record Time(Instant instant) implements Start {}
    }

    /**
     * What to read.
     *
     * @param partitions empty for all
     * @param follow whether to go on past the end that each partition had when it began
     * @param until read nothing of a later time than this
     */
    record Query(String topic, Set<Integer> partitions, Start start, boolean follow, Optional<Instant> until) {}

    /**
     * Reads records and gives each to the sink, on the calling thread, until the sink says false or the end is reached.
     * Following ends without a failure when the thread is interrupted.
     *
     * @param leftOut told, as soon as it is known, of each partition that cannot be read and why: {@code orders-0 has no
     *     leader}
     */
    void read(Query query, Predicate<Message> sink, Consumer<String> leftOut);

    @Override
    void close();
}
