package zooka.clients.kafka.wire.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.utils.internals.BufferSupplier;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordReader.Message;

/**
 * Parses the records of a batch one by one, from the response or from its decompressed stream. The library's own
 * parser allocates several buffers per record, which dominates the cost of a million small records, and one of
 * any length that a record claims. Throws a {@code RuntimeException} for damaged data.
 */
final class BatchRecords implements AutoCloseable {

    /** The mask of the last seven bits. */
    private static final int LONGEST_SHIFT = 63;

    private final String topic;
    private final int partition;
    private final Optional<InputStream> packed;
    private byte[] bytes;
    private final long baseOffset;
    private final long baseTime;
    private final boolean appended;
    private int end;
    private int at;
    private int left;

    /** The time of the previous record, which is often equal to the next one. */
    private long millis = Long.MIN_VALUE;

    private Optional<Instant> time = Optional.empty();

    private BatchRecords(String topic, int partition, DefaultRecordBatch batch, Optional<InputStream> packed) {
        this.topic = topic;
        this.partition = partition;
        this.packed = packed;
        this.baseOffset = batch.baseOffset();
        this.appended = batch.timestampType() == TimestampType.LOG_APPEND_TIME;
        this.baseTime = appended ? batch.maxTimestamp() : batch.baseTimestamp();
        this.left = batch.countOrNull();
    }

    /**
     * Creates a parser of an uncompressed batch.
     *
     * @param bytes contain the batch
     * @param at the start of the batch
     */
    static BatchRecords plain(String topic, int partition, DefaultRecordBatch batch, byte[] bytes, int at) {
        BatchRecords records = new BatchRecords(topic, partition, batch, Optional.empty());
        records.bytes = bytes;
        records.end = at + batch.sizeInBytes();
        records.at = at + DefaultRecordBatch.RECORD_BATCH_OVERHEAD;
        return records;
    }

    /** Creates a parser of a compressed batch. */
    static BatchRecords packed(String topic, int partition, DefaultRecordBatch batch, BufferSupplier buffers) {
        return new BatchRecords(topic, partition, batch, Optional.of(batch.recordInputStream(buffers)));
    }

    /** The next record from one offset (inclusive) to another (exclusive), or null after the last. */
    Message next(long from, long to) {
        while (left > 0) {
            left--;
            int next = begun();
            at++; // unused attributes
            long timeDelta = number();
            long offset = baseOffset + number();
            if (offset < from || offset >= to) {
                at = next;
                continue;
            }
            Optional<byte[]> key = part();
            Optional<byte[]> value = part();
            Message message = new Message(
                    topic, partition, offset, time(appended ? baseTime : baseTime + timeDelta), key, value, headers());
            at = next;
            return message;
        }
        return null;
    }

    /** Moves to the next record, and returns its end. */
    private int begun() {
        if (packed.isPresent()) {
            unpack(packed.get());
            return end;
        }
        int length = (int) number();
        if (length < 0 || length > end - at) {
            throw outside();
        }
        return at + length;
    }

    private void unpack(InputStream in) {
        try {
            int length = (int) number(in);
            // Reads in chunks: a false length does not allocate memory.
            bytes = length < 0 ? new byte[0] : in.readNBytes(length);
            at = 0;
            end = bytes.length;
            if (end != length) {
                throw outside();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvalidRecordException outside() {
        return new InvalidRecordException("a record extends beyond its batch");
    }

    private Optional<Instant> time(long at) {
        if (at != millis) {
            millis = at;
            time = FetchedBatch.time(at);
        }
        return time;
    }

    private List<Header> headers() {
        int count = (int) number();
        if (count == 0) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = new String(part().orElse(new byte[0]), StandardCharsets.UTF_8);
            headers.add(new Header(name, part()));
        }
        return headers;
    }

    private Optional<byte[]> part() {
        int length = (int) number();
        if (length < 0) {
            return Optional.empty();
        }
        if (length > end - at) {
            throw outside();
        }
        at += length;
        return Optional.of(Arrays.copyOfRange(bytes, at - length, at));
    }

    /** A zigzag varint. */
    private long number() {
        long value = 0;
        byte b = -1;
        for (int shift = 0; b < 0; shift += 7) {
            if (at >= end || shift > LONGEST_SHIFT) {
                throw outside();
            }
            b = bytes[at++];
            value |= (b & 0x7fL) << shift;
        }
        return (value >>> 1) ^ -(value & 1);
    }

    private static long number(InputStream in) throws IOException {
        long value = 0;
        int b = 0x80;
        for (int shift = 0; b >= 0x80; shift += 7) {
            b = in.read();
            if (b < 0 || shift > LONGEST_SHIFT) {
                throw outside();
            }
            value |= (b & 0x7fL) << shift;
        }
        return (value >>> 1) ^ -(value & 1);
    }

    @Override
    public void close() {
        try {
            if (packed.isPresent()) {
                packed.get().close();
            }
        } catch (IOException e) {
            return; // everything wanted has been read
        }
    }
}
