package zooka.clients.kafka.wire.records;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.common.utils.internals.BufferSupplier;
import org.apache.kafka.common.utils.internals.CloseableIterator;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordReader.Message;

/**
 * A chunk of a partition's log as sent by a broker. Records are decompressed on demand, because a compressed batch may be a
 * thousand times larger than the response. Not thread-safe.
 */
public final class FetchedBatch {

    private final String topic;
    private final int partition;
    private final long from;
    private final long end;
    private final long after;
    private final Iterator<MutableRecordBatch> batches;
    private final ByteBuffer bytes;
    private final BufferSupplier buffers = BufferSupplier.create();
    private final PriorityQueue<AbortedTransaction> aborted =
            new PriorityQueue<>(Comparator.comparingLong(AbortedTransaction::firstOffset));
    private final Set<Long> aborting = new HashSet<>();
    private Optional<BatchRecords> current = Optional.empty();
    /** The records of a batch from before Kafka 0.11. */
    private Optional<CloseableIterator<Record>> old = Optional.empty();

    private long offset;
    private int position;

    /**
     * @param records complete batches and possibly the start of another
     * @param from the first wanted offset
     * @param end the end of the wanted offsets, exclusive
     * @param aborted the transactions whose records are skipped
     * @throws Failure {@code FAILED} for data that cannot be split into batches; all methods throw it for a damaged batch
     */
    public FetchedBatch(
            String topic, int partition, MemoryRecords records, long from, long end, List<AbortedTransaction> aborted) {
        this.topic = topic;
        this.partition = partition;
        this.from = from;
        this.end = end;
        this.aborted.addAll(aborted);
        this.offset = from;
        long next = from;
        try {
            for (MutableRecordBatch each : records.batches()) {
                next = Math.max(next, each.nextOffset());
            }
        } catch (RuntimeException e) {
            throw damaged(e);
        }
        this.after = next;
        this.bytes = records.buffer();
        this.batches = records.batches().iterator();
    }

    /** The first offset after the chunk; {@code from} without a complete batch. */
    long after() {
        return after;
    }

    int partition() {
        return partition;
    }

    /**
     * Counts and consumes the remaining records. Batches that match as a whole are not decompressed.
     *
     * @param query selects records
     */
    public long count(RecordReader.Query query) {
        long count = 0;
        while (batches.hasNext()) {
            MutableRecordBatch batch = batches.next();
            opened(batch);
            boolean whole = query.timeless()
                    && batch instanceof DefaultRecordBatch
                    && batch.baseOffset() >= from
                    && batch.lastOffset() < end;
            if (whole && batch.countOrNull() != null) {
                count += current.isPresent() || old.isPresent() ? batch.countOrNull() : 0;
                close();
                continue;
            }
            for (Message message = inBatch(); message != null; message = inBatch()) {
                count += query.within(message) ? 1 : 0;
            }
        }
        return count;
    }

    /** The next record, or null after the last. */
    public Message next() {
        while (true) {
            Message message = inBatch();
            if (message != null) {
                return message;
            }
            if (!batches.hasNext()) {
                return null;
            }
            opened(batches.next());
        }
    }

    /** The next record of the current batch; null after its last, and without a batch. */
    private Message inBatch() {
        Message message;
        try {
            message = current.isPresent() ? current.get().next(from, end) : old();
        } catch (RuntimeException | Error e) {
            throw damaged(e);
        }
        if (message == null) {
            close();
        }
        return message;
    }

    private Message old() {
        while (old.isPresent() && old.get().hasNext()) {
            Record record = old.get().next();
            if (record.offset() >= from && record.offset() < end) {
                return message(record);
            }
        }
        return null;
    }

    private void close() {
        current.ifPresent(BatchRecords::close);
        current = Optional.empty();
        old.ifPresent(CloseableIterator::close);
        old = Optional.empty();
    }

    private void opened(MutableRecordBatch batch) {
        if (batch instanceof DefaultRecordBatch) {
            offset = batch.baseOffset(); // an older format would have to be decompressed for this
        }
        try {
            batch.ensureValid();
            open(batch);
        } catch (RuntimeException | Error e) {
            throw damaged(e);
        }
    }

    /** The failure of a damaged batch, for any exception of a parser. */
    private Failure damaged(Throwable e) {
        if (e instanceof VirtualMachineError error) {
            throw error;
        }
        return new Failure(
                        Failure.Kind.FAILED,
                        topic + "-" + partition + ": the records from offset " + offset + " cannot be read: "
                                + e.getMessage())
                .cause(e);
    }

    private void open(MutableRecordBatch next) {
        int begin = position;
        position += next.sizeInBytes();
        while (!aborted.isEmpty() && aborted.peek().firstOffset() <= next.lastOffset()) {
            aborting.add(aborted.poll().producerId());
        }
        if (next.isControlBatch()) {
            ends(next, begin);
        } else if (next.isTransactional() && aborting.contains(next.producerId())) {
            return;
        } else if (next instanceof DefaultRecordBatch batch) {
            current = Optional.of(records(batch, begin));
        } else {
            old = Optional.of(next.streamingIterator(buffers));
        }
    }

    private BatchRecords records(DefaultRecordBatch batch, int begin) {
        return batch.compressionType() == CompressionType.NONE && bytes.hasArray()
                ? BatchRecords.plain(
                        topic, partition, batch, bytes.array(), bytes.arrayOffset() + bytes.position() + begin)
                : BatchRecords.packed(topic, partition, batch, buffers);
    }

    /** Whether a batch contains records: a control batch is a transaction marker. */
    private void ends(MutableRecordBatch mark, int begin) {
        if (aborting.isEmpty() || !(mark instanceof DefaultRecordBatch batch)) {
            return;
        }
        try (BatchRecords records = records(batch, begin)) {
            Message message = records.next(Long.MIN_VALUE, Long.MAX_VALUE);
            boolean abort = message != null
                    && message.key()
                            .map(key -> ControlRecordType.parse(ByteBuffer.wrap(key)) == ControlRecordType.ABORT)
                            .orElse(false);
            if (abort) {
                aborting.remove(mark.producerId());
            }
        }
    }

    /** The timestamp; empty for the number that means none. */
    static Optional<Instant> time(long millis) {
        return millis == RecordBatch.NO_TIMESTAMP ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private Message message(Record record) {
        org.apache.kafka.common.header.Header[] given = record.headers();
        List<Header> headers = List.of();
        if (given.length > 0) {
            headers = new ArrayList<>();
            for (org.apache.kafka.common.header.Header header : given) {
                headers.add(new Header(header.key(), Optional.ofNullable(header.value())));
            }
        }
        return new Message(
                topic,
                partition,
                record.offset(),
                time(record.timestamp()),
                Optional.ofNullable(Utils.toNullableArray(record.key())),
                Optional.ofNullable(Utils.toNullableArray(record.value())),
                headers);
    }
}
