package zooka.commands.kafka.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import zooka.commands.kafka.client.Records.Header;
import zooka.commands.kafka.client.Records.Message;

/**
 * The records of a batch that is not compressed, straight from the bytes that came. The library's own reader makes several
 * buffers for each record, which is most of what reading a million small ones costs.
 */
final class PlainBatch {

    private final String topic;
    private final int partition;
    private final byte[] bytes;
    private final long baseOffset;
    private final long baseTime;
    private final boolean appended;
    private final int end;
    private int at;
    private int left;

    /** The time of the record before, which is often that of the next. */
    private long millis = Long.MIN_VALUE;

    private Optional<Instant> time = Optional.empty();

    /**
     * @param bytes hold it
     * @param at where it begins
     */
    PlainBatch(String topic, int partition, DefaultRecordBatch batch, byte[] bytes, int at) {
        this.topic = topic;
        this.partition = partition;
        this.bytes = bytes;
        this.baseOffset = batch.baseOffset();
        this.appended = batch.timestampType() == TimestampType.LOG_APPEND_TIME;
        this.baseTime = appended ? batch.maxTimestamp() : batch.baseTimestamp();
        this.end = at + batch.sizeInBytes();
        this.at = at + DefaultRecordBatch.RECORD_BATCH_OVERHEAD;
        this.left = batch.countOrNull();
    }

    /** The next record from one offset up to and without another, or null after the last. */
    Message next(long from, long to) {
        while (left > 0) {
            left--;
            int length = (int) number();
            int next = at + length;
            if (length < 0 || next > end) {
                throw new InvalidRecordException("a record ends outside of its batch");
            }
            at++; // attributes, of which there are none
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

    private Optional<Instant> time(long at) {
        if (at != millis) {
            millis = at;
            time = Fetched.time(at);
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
            throw new InvalidRecordException("a record ends outside of its batch");
        }
        at += length;
        return Optional.of(Arrays.copyOfRange(bytes, at - length, at));
    }

    /** A number of variable length, zigzag. */
    private long number() {
        byte b = bytes[at++];
        long value = b & 0x7f;
        for (int shift = 7; b < 0; shift += 7) {
            b = bytes[at++];
            value |= (b & 0x7fL) << shift;
        }
        return (value >>> 1) ^ -(value & 1);
    }
}
