package zooka.commands.kafka.client;

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
import zooka.commands.kafka.client.Records.Header;
import zooka.commands.kafka.client.Records.Message;

/**
 * A piece of a partition's log as a broker sent it. Records are unpacked as they are taken, because a packed batch may be a
 * thousand times as long as what was sent. One thread at a time.
 */
final class Fetched {

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
    private Optional<PlainBatch> plain = Optional.empty();
    private Optional<CloseableIterator<Record>> packed = Optional.empty();
    private int position;

    /**
     * @param records whole batches and perhaps the beginning of another
     * @param from the first offset that is wanted
     * @param end the first that is not
     * @param aborted the transactions whose records are to be left out
     */
    Fetched(String topic, int partition, MemoryRecords records, long from, long end, List<AbortedTransaction> aborted) {
        this.topic = topic;
        this.partition = partition;
        this.from = from;
        this.end = end;
        this.aborted.addAll(aborted);
        long next = from;
        for (MutableRecordBatch each : records.batches()) {
            next = Math.max(next, each.nextOffset());
        }
        this.after = next;
        this.bytes = records.buffer();
        this.batches = records.batches().iterator();
    }

    /** The first offset behind it; {@code from} where it holds no whole batch. */
    long after() {
        return after;
    }

    int partition() {
        return partition;
    }

    /**
     * How many records there are from here on; none is left then. Batches that are wanted whole are not unpacked.
     *
     * @param query by which single records are left out
     */
    long count(Records.Query query) {
        long count = 0;
        while (batches.hasNext()) {
            MutableRecordBatch batch = batches.next();
            boolean whole = query.timeless() && batch.baseOffset() >= from && batch.lastOffset() < end;
            open(batch);
            if (whole && batch.countOrNull() != null) {
                count += plain.isPresent() || packed.isPresent() ? batch.countOrNull() : 0;
                close();
                continue;
            }
            for (Message message = opened(); message != null; message = opened()) {
                count += query.within(message) ? 1 : 0;
            }
            close();
        }
        return count;
    }

    /** The next record of the batch that is open. */
    private Message opened() {
        return plain.isPresent() ? plain.get().next(from, end) : unpacked();
    }

    private void close() {
        plain = Optional.empty();
        packed.ifPresent(CloseableIterator::close);
        packed = Optional.empty();
    }

    /** The next record, or null after the last. */
    Message next() {
        while (true) {
            Message message = opened();
            if (message != null) {
                return message;
            }
            plain = Optional.empty();
            if (!batches.hasNext()) {
                return null;
            }
            open(batches.next());
        }
    }

    /** The next record of a packed batch; null after its last, and where none is open. */
    private Message unpacked() {
        while (packed.isPresent()) {
            if (!packed.get().hasNext()) {
                packed.get().close();
                packed = Optional.empty();
            } else {
                Record record = packed.get().next();
                if (record.offset() >= from && record.offset() < end) {
                    return message(record);
                }
            }
        }
        return null;
    }

    private void open(MutableRecordBatch next) {
        int begin = position;
        position += next.sizeInBytes();
        while (!aborted.isEmpty() && aborted.peek().firstOffset() <= next.lastOffset()) {
            aborting.add(aborted.poll().producerId());
        }
        if (next.isControlBatch()) {
            ends(next);
        } else if (next.isTransactional() && aborting.contains(next.producerId())) {
            return;
        } else if (next instanceof DefaultRecordBatch batch
                && batch.compressionType() == CompressionType.NONE
                && bytes.hasArray()) {
            plain = Optional.of(new PlainBatch(
                    topic, partition, batch, bytes.array(), bytes.arrayOffset() + bytes.position() + begin));
        } else {
            packed = Optional.of(next.streamingIterator(buffers));
        }
    }

    /** A control batch is the mark of a transaction's end, and no record. */
    private void ends(MutableRecordBatch mark) {
        if (!aborting.isEmpty()) {
            Iterator<Record> records = mark.iterator();
            if (records.hasNext() && ControlRecordType.parse(records.next().key()) == ControlRecordType.ABORT) {
                aborting.remove(mark.producerId());
            }
        }
    }

    /** When a record was made; empty for the number that stands for no time. */
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
