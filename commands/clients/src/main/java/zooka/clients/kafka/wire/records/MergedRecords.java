package zooka.clients.kafka.wire.records;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.RecordReader.Query;
import zooka.clients.kafka.wire.WireTopics;

/** Merges the existing records of partitions by time, with one chunk of each partition in memory. */
final class MergedRecords {

    private final WireTopics topics;
    private final Duration timeout;
    private final Query query;

    /** @param query selects records within the ranges */
    MergedRecords(WireTopics topics, Duration timeout, Query query) {
        this.topics = topics;
        this.timeout = timeout;
        this.query = query;
    }

    Query query() {
        return query;
    }

    /**
     * The next record of a partition.
     *
     * @param time the time of the record, or of the previous one if it has none
     */
    private record Head(Message message, Instant time, PartitionLog log) implements Comparable<Head> {

        @Override
        public int compareTo(Head other) {
            return compare(time, message.partition(), other);
        }
    }

    private static int compare(Instant time, int partition, Head other) {
        int compared = time.compareTo(other.time);
        return compared != 0 ? compared : Integer.compare(partition, other.message.partition());
    }

    /**
     * Passes the records of ranges to a sink, until it returns false.
     *
     * @param surplus the number of first records to skip
     * @return whether the sink wants more
     */
    boolean read(Ranges ranges, long surplus, Predicate<Message> sink, Consumer<String> leftOut)
            throws InterruptedException {
        long left = surplus;
        PriorityQueue<Head> heads = new PriorityQueue<>();
        try (PartitionFetcher fetching =
                new PartitionFetcher(topics, timeout, ranges.ranges(), query.committed(), false)) {
            Map<Integer, Long> skips = new HashMap<>();
            ranges.ranges().forEach(range -> skips.put(range.number(), range.skip()));
            for (PartitionLog log : fetching.logs()) {
                Message first = next(fetching, log, leftOut);
                for (long skip = skips.get(log.number()); skip > 0 && first != null; skip--) {
                    first = next(fetching, log, leftOut);
                }
                add(heads, first, Instant.MIN, log);
            }
            while (!heads.isEmpty()) {
                Head head = heads.poll();
                Message message = head.message();
                Instant time = head.time();
                Head other = heads.peek();
                // Records of one partition often follow each other: while they are the earliest, the queue is not
                // changed.
                while (message != null && (other == null || compare(time, message.partition(), other) <= 0)) {
                    if (left > 0) {
                        left--;
                    } else if (!sink.test(message)) {
                        return false;
                    }
                    message = next(fetching, head.log(), leftOut);
                    time = message == null ? time : message.time().orElse(time);
                }
                add(heads, message, time, head.log());
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return true;
    }

    private static void add(PriorityQueue<Head> heads, Message message, Instant before, PartitionLog log) {
        if (message != null) {
            heads.add(new Head(message, message.time().orElse(before), log));
        }
    }

    /** The next record with a matching time, or null after the last. */
    private Message next(PartitionFetcher fetching, PartitionLog log, Consumer<String> leftOut)
            throws InterruptedException {
        Message message = fetching.next(log, leftOut);
        while (message != null && !query.within(message)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            message = fetching.next(log, leftOut);
        }
        return message;
    }

    /** Counts the records in each partition's range. */
    Map<Integer, Long> count(Ranges ranges, Consumer<String> leftOut) throws InterruptedException {
        Map<Integer, Long> counts = new HashMap<>();
        if (ranges.ranges().isEmpty()) {
            return counts;
        }
        try (PartitionFetcher fetching =
                new PartitionFetcher(topics, timeout, ranges.ranges(), query.committed(), false)) {
            FetchedBatch piece = fetching.next(Optional.empty(), leftOut);
            while (piece != null) {
                counts.merge(piece.partition(), piece.count(query), Long::sum);
                piece = fetching.next(Optional.empty(), leftOut);
            }
        }
        return counts;
    }
}
