package zooka.clients.kafka.wire.records;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.requests.FetchRequest;
import zooka.clients.kafka.Partition;
import zooka.clients.net.Deadline;

/**
 * A partition that is being read, from one offset (inclusive) to another (exclusive): the chunks that have arrived, and what to
 * request next. Guarded by the {@link PartitionFetcher}, but for {@code current}, which belongs to the consumer.
 */
final class PartitionLog {

    /** The maximum bytes of a request for one partition. */
    private static final int MOST = 1 << 20;

    final Partition partition;
    final long end;
    final Deque<FetchedBatch> ready = new ArrayDeque<>();

    /** The chunk whose records the consumer is reading; null without one. */
    FetchedBatch current;

    /** The broker to request from; negative without a leader. */
    int leader;

    /** The next offset to request. */
    long next;

    /** The maximum bytes of the next request. */
    int bytes;

    /** Whether the partition is the first one of its request, whose first batch the broker sends whatever its size. */
    boolean first;

    /** Whether a request has been sent and not been handled yet. */
    boolean requested;

    /** Whether no more requests are needed. */
    boolean complete;

    /** Whether the current fault has been reported. */
    boolean reported;

    /** When the partition is left out unless a leader answers; null while one does. */
    Deadline limit;

    private final int usualBytes;

    /**
     * @param most the maximum bytes of a request for all partitions
     * @param partitions the number of partitions of which one request may ask
     */
    PartitionLog(Partition partition, long from, long end, int most, int partitions) {
        this.partition = partition;
        this.leader = partition.leader().orElse(-1);
        this.next = from;
        this.end = end;
        this.usualBytes = Math.max(32 << 10, Math.min(MOST, most / Math.max(1, partitions)));
        this.bytes = usualBytes;
        this.complete = from >= end;
    }

    int number() {
        return partition.partition();
    }

    /** Whether a request to a broker should include the partition. */
    boolean due(int broker) {
        return leader == broker && !complete && !requested && ready.isEmpty();
    }

    FetchRequest.PartitionData question() {
        return new FetchRequest.PartitionData(Uuid.ZERO_UUID, next, -1, bytes, Optional.empty());
    }

    /**
     * Adds a chunk of a response.
     *
     * @param logEnd the end of what can be read of the log now, exclusive
     */
    void add(FetchedBatch chunk, long logEnd) {
        limit = null;
        reported = false;
        if (chunk.after() > next) {
            bytes = usualBytes;
            ready.add(chunk);
            next = chunk.after();
            complete = next >= end;
        } else if (logEnd < end || !first) {
            bytes = Math.min(bytes, MOST) * 2; // the next batch did not fit
        } else {
            complete = true; // the rest has been compacted
        }
    }

    /**
     * Continues at offsets that exist, after the log has lost its start (by retention) or its end (by an unclean election).
     *
     * @param begin the first offset of the log
     * @param logEnd the end of the log, exclusive
     * @param endless whether the log is also read beyond its end
     * @return a remark on what is lost; empty for nothing
     */
    Optional<String> restart(long begin, long logEnd, boolean endless) {
        Optional<String> remark = Optional.empty();
        if (next < begin) {
            remark = Optional.of(partition.name() + ": the records from " + next + " to " + (Math.min(begin, end) - 1)
                    + " were deleted");
            next = begin;
        } else if (next > logEnd) {
            remark = Optional.of(partition.name() + ": its leader has lost the records from offset " + logEnd + " on");
            next = logEnd;
            complete = !endless;
        }
        complete |= next >= end;
        return remark;
    }
}
