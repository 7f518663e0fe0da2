package zooka.clients.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.Header;

/** Writes records to topics. Bounded and failing as {@link Topics}. */
public interface RecordWriter extends AutoCloseable {

    /**
     * A record to be written; key and value are empty where they are null.
     *
     * @param partition empty for that of the key, or any
     * @param time empty for now
     */
    record Outgoing(
            OptionalInt partition,
            Optional<Instant> time,
            Optional<byte[]> key,
            Optional<byte[]> value,
            List<Header> headers) {}

    /**
     * How records are written.
     *
     * @param acks {@code all}, {@code 1} or {@code 0}: who must have a record before it counts as written
     * @param compression {@code none}, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}
     */
    record Settings(String acks, String compression) {}

    /** Told what became of each record, on another thread, one at a time. */
    interface Receipts {
        /**
         * A record is written.
         *
         * @param offset negative where nobody said it, because nobody was to acknowledge it
         */
        void written(long number, int partition, long offset, Instant time);

        /**
         * A record is not known to be written.
         *
         * @param record as it was handed over
         * @param maybe whether it may be in the topic nevertheless: it was sent, and no answer came
         */
        void lost(long number, Outgoing record, Failure why, boolean maybe);
    }

    /**
     * Hands a record over; waits while too many are under way.
     *
     * @param number given back with the receipt
     * @throws Failure where none can be handed over any more; this one is not written
     */
    void send(String topic, long number, Outgoing record, Receipts receipts);

    /** Waits until it is known of all what became of them. */
    void finish();

    /**
     * What keeps records from being written now, as the brokers tell: a partition without a leader, or with fewer in-sync replicas
     * than {@code min.insync.replicas}. Empty where they tell of nothing.
     */
    Optional<String> hindrance();

    /** What is still under way is given up, and its receipts say so. */
    @Override
    void close();
}
