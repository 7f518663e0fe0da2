package zooka.clients.kafka.wire.records;

import java.util.ArrayDeque;
import java.util.Deque;
import zooka.clients.kafka.Partition;
import zooka.clients.net.Deadline;

/** A partition that is being read, from one offset (inclusive) to another (exclusive). */
final class PartitionLog {
    final Partition partition;
    final long end;
    final Deque<FetchedBatch> ready = new ArrayDeque<>();
    FetchedBatch current;
    int leader;
    long next;
    int bytes;
    boolean first;
    boolean asked;
    boolean over;
    boolean told;
    Deadline patience;

    PartitionLog(Partition partition, long from, long end, int bytes) {
        this.partition = partition;
        this.leader = partition.leader().orElse(-1);
        this.next = from;
        this.end = end;
        this.bytes = bytes;
        this.over = from >= end;
    }

    int number() {
        return partition.partition();
    }
}
