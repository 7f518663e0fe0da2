package zooka.clients.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.Header;

/** Writes records to topics. Timeouts and failures as in {@link Topics}. */
public interface RecordWriter extends AutoCloseable {

    /**
     * A record to write; key and value are empty if they are null.
     *
     * @param partition empty for the partition of the key, or any
     * @param time empty for now
     */
    record Outgoing(
            OptionalInt partition,
            Optional<Instant> time,
            Optional<byte[]> key,
            Optional<byte[]> value,
            List<Header> headers) {}

    /**
     * The settings of a producer.
     *
     * @param acks {@code all}, {@code 1} or {@code 0}: the required acknowledgments
     * @param compression {@code none}, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}
     */
    record Settings(String acks, String compression) {}

    /** Receives the result of each record, on another thread, one at a time. */
    interface Receipts {
        /**
         * Called for a written record.
         *
         * @param offset negative without acknowledgments
         */
        void written(long number, int partition, long offset, Instant time);

        /**
         * Called for a record that was not acknowledged.
         *
         * @param record the record
         * @param maybe whether it may be in the topic: it was sent, but no answer arrived
         */
        void lost(long number, Outgoing record, Failure why, boolean maybe);
    }

    /**
     * Sends a record; waits while too many are in flight.
     *
     * @param number passed to the callback
     * @throws Failure if no more records can be sent; this one is not written
     */
    void send(String topic, long number, Outgoing record, Receipts receipts);

    /** Waits for the results of all records. */
    void finish();

    /**
     * What currently prevents writes, as reported by the brokers: a partition without a leader, or with fewer in-sync replicas
     * than {@code min.insync.replicas}. Empty without a known cause.
     */
    Optional<String> blockingCause();

    /** Cancels records in flight, which are reported as not acknowledged. */
    @Override
    void close();
}
