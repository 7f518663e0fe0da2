package zooka.clients.kafka.wire.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.FetchSnapshotResponseData;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/** A snapshot that is read part by part; parts end anywhere, also within a batch. */
final class SnapshotDownload {

    private final long endOffset;
    private final int epoch;
    private long position;

    /** The beginning of the batch that the last part has cut off. */
    private ByteBuffer rest = ByteBuffer.allocate(0);

    /**
     * @param endOffset the offset of the log after the snapshot
     * @param epoch the epoch of the last record before that offset
     */
    SnapshotDownload(long endOffset, int epoch) {
        this.endOffset = endOffset;
        this.epoch = epoch;
    }

    long endOffset() {
        return endOffset;
    }

    int epoch() {
        return epoch;
    }

    /** Where the next part begins, in bytes. */
    long position() {
        return position;
    }

    /** The batches that are complete with the next part. */
    List<RecordBatch> add(FetchSnapshotResponseData.PartitionSnapshot part) {
        return add(((MemoryRecords) part.unalignedRecords()).buffer());
    }

    private List<RecordBatch> add(ByteBuffer part) {
        position += part.remaining();
        ByteBuffer all = part;
        if (rest.hasRemaining()) {
            all = ByteBuffer.allocate(rest.remaining() + part.remaining())
                    .put(rest)
                    .put(part.duplicate())
                    .flip();
        }
        MemoryRecords records = MemoryRecords.readableRecords(all.slice());
        List<RecordBatch> batches = new ArrayList<>();
        records.batches().forEach(batches::add);
        rest = all.slice();
        rest.position(records.validBytes());
        rest = rest.slice();
        return batches;
    }
}
