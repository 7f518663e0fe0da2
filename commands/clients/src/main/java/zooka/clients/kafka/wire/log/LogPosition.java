package zooka.clients.kafka.wire.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * How far the log was read. Batches are fetched before they are committed, and one that is not may be replaced by the next
 * leader's: it waits here.
 */
final class LogPosition {

    private final Deque<RecordBatch> uncommitted = new ArrayDeque<>();

    /** The offset after the last committed batch, and its epoch; both 0 before the first one. */
    private long committed;

    private int committedEpoch;

    /** The offset to fetch from. */
    long next() {
        return uncommitted.isEmpty() ? committed : uncommitted.getLast().nextOffset();
    }

    /** The epoch of the last batch before it. */
    int lastEpoch() {
        return uncommitted.isEmpty() ? committedEpoch : uncommitted.getLast().partitionLeaderEpoch();
    }

    /** The offset after the last batch that {@link #commit} has returned. */
    long committed() {
        return committed;
    }

    /** Continues after a snapshot, or anew. */
    void continueAt(long offset, int epoch) {
        uncommitted.clear();
        committed = offset;
        committedEpoch = epoch;
    }

    /** Adds what was fetched from {@link #next}. */
    void add(MemoryRecords records) {
        for (RecordBatch batch : records.batches()) {
            if (batch.lastOffset() >= next()) {
                uncommitted.add(batch);
            }
        }
    }

    /** The batches that the high watermark has passed since the last call, in their order. */
    List<RecordBatch> commit(long highWatermark) {
        List<RecordBatch> done = new ArrayList<>();
        while (!uncommitted.isEmpty() && uncommitted.getFirst().nextOffset() <= highWatermark) {
            RecordBatch batch = uncommitted.removeFirst();
            committed = batch.nextOffset();
            committedEpoch = batch.partitionLeaderEpoch();
            done.add(batch);
        }
        return done;
    }

    /**
     * Drops what the leader's log does not have.
     *
     * @param epoch the last epoch that both logs may have
     * @param end the offset at which this epoch ends in the leader's log
     * @return whether only batches were dropped that had not been committed; otherwise the log is another one
     */
    boolean truncate(int epoch, long end) {
        int before = uncommitted.size();
        while (!uncommitted.isEmpty()
                && (uncommitted.getLast().nextOffset() > end
                        || uncommitted.getLast().partitionLeaderEpoch() > epoch)) {
            uncommitted.removeLast();
        }
        return uncommitted.size() < before && committed <= end;
    }
}
