package zooka.clients.kafka.wire.log;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.LeaderChangeMessage;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Batches of the metadata log, as a controller writes them. */
final class LogRecords {

    static final Instant TIME = Instant.parse("2026-07-01T12:00:00.123Z");

    private LogRecords() {}

    /** A batch of records in their newest version. */
    static MemoryRecords batch(long offset, int epoch, ApiMessage... records) {
        return values(
                offset, epoch, Arrays.stream(records).map(LogRecords::value).toArray(ByteBuffer[]::new));
    }

    /** A batch of records that may be of any kind and version. */
    static MemoryRecords values(long offset, int epoch, ByteBuffer... values) {
        SimpleRecord[] all = Arrays.stream(values)
                .map(value -> new SimpleRecord(TIME.toEpochMilli(), null, bytes(value)))
                .toArray(SimpleRecord[]::new);
        return MemoryRecords.withRecords(offset, Compression.NONE, epoch, all);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** A record in its newest version. */
    static ByteBuffer value(ApiMessage record) {
        return value(1, record.apiKey(), record.highestSupportedVersion(), record);
    }

    /** A record with another header than its own. */
    static ByteBuffer value(int frame, int kind, int version, ApiMessage record) {
        ByteBuffer body = MessageUtil.toByteBufferAccessor(record, record.highestSupportedVersion())
                .buffer();
        ByteBuffer all = ByteBuffer.allocate(15 + body.remaining());
        ByteBufferAccessor header = new ByteBufferAccessor(all);
        header.writeUnsignedVarint(frame);
        header.writeUnsignedVarint(kind);
        header.writeUnsignedVarint(version);
        return all.put(body).flip();
    }

    /** The batch with which the epoch of a leader begins. */
    static MemoryRecords election(long offset, int epoch, int leader, Integer... voters) {
        LeaderChangeMessage message = new LeaderChangeMessage()
                .setLeaderId(leader)
                .setVoters(Arrays.stream(voters)
                        .map(id -> new LeaderChangeMessage.Voter().setVoterId(id))
                        .toList());
        return MemoryRecords.withLeaderChangeMessage(
                offset, TIME.toEpochMilli(), epoch, ByteBuffer.allocate(256), message);
    }

    /** Several batches, one after the other. */
    static MemoryRecords log(MemoryRecords... batches) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(batches).mapToInt(MemoryRecords::sizeInBytes).sum());
        Arrays.stream(batches).forEach(batch -> all.put(batch.buffer().duplicate()));
        return MemoryRecords.readableRecords(all.flip());
    }

    static List<RecordBatch> batches(MemoryRecords... records) {
        List<RecordBatch> all = new ArrayList<>();
        log(records).batches().forEach(all::add);
        return all;
    }
}
