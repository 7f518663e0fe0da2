package zooka.commands.kafka.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.commands.Failure;

/**
 * Records over Kafka's protocol itself: whole pieces of the log from each leader, with nothing that belongs to groups. Where to
 * begin and to end is asked of the leaders beforehand.
 */
public final class WireRecords implements Records {

    private final WireTopics topics;
    private final Duration timeout;

    /**
     * @param topics tells leaders and offsets, and how brokers are reached; stays open
     * @param timeout how long a partition may give nothing before it is left out
     */
    public WireRecords(WireTopics topics, Duration timeout) {
        this.topics = topics;
        this.timeout = timeout;
    }

    @Override
    public void read(Query query, Predicate<Message> sink, Consumer<String> leftOut) {
        try {
            Ranges ranges = Ranges.of(query, topics, leftOut);
            boolean more = ranges.most() == Long.MAX_VALUE
                    ? merge(query, ranges, sink, leftOut)
                    : last(query, ranges, sink, leftOut);
            if (more
                    && query.end() instanceof End.Never never
                    && !ranges.ranges().isEmpty()) {
                follow(query, ranges, never.idle(), sink, leftOut);
            }
        } catch (InterruptedException e) {
            // Whoever cancelled a follower knows that it has ended.
            Thread.currentThread().interrupt();
            if (!query.follows()) {
                throw Failure.interrupted().cause(e);
            }
        }
    }

    /** The next record of a partition. */
    private record Head(Message message, Fetching.Log log) implements Comparable<Head> {

        @Override
        public int compareTo(Head other) {
            return byTime(message, other.message);
        }
    }

    private static int byTime(Message a, Message b) {
        int compared = a.time().compareTo(b.time());
        return compared != 0 ? compared : Integer.compare(a.partition(), b.partition());
    }

    /** What is there, by time; no more than a piece of each partition is in memory. */
    private boolean merge(Query query, Ranges ranges, Predicate<Message> sink, Consumer<String> leftOut)
            throws InterruptedException {
        long surplus = ranges.surplus();
        PriorityQueue<Head> heads = new PriorityQueue<>();
        try (Fetching fetching = new Fetching(topics, timeout, ranges.ranges(), query.committed(), false)) {
            for (Fetching.Log log : fetching.logs()) {
                Message first = fetching.next(log, leftOut);
                if (first != null) {
                    heads.add(new Head(first, log));
                }
            }
            while (!heads.isEmpty()) {
                Head head = heads.poll();
                Message message = head.message();
                Message other = heads.isEmpty() ? null : heads.peek().message();
                // Records of one partition often come in runs: as long as they are the earliest, the queue stays as it
                // is.
                while (message != null && (other == null || byTime(message, other) <= 0)) {
                    if (surplus > 0) {
                        surplus--;
                    } else if (!sink.test(message)) {
                        return false;
                    }
                    message = fetching.next(head.log(), leftOut);
                }
                if (message != null) {
                    heads.add(new Head(message, head.log()));
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return true;
    }

    /** The last so many of all the ranges together; no more than these are kept. */
    private boolean last(Query query, Ranges ranges, Predicate<Message> sink, Consumer<String> leftOut)
            throws InterruptedException {
        Deque<Message> kept = new ArrayDeque<>();
        merge(
                query,
                new Ranges(ranges.ranges(), 0, Long.MAX_VALUE),
                message -> {
                    kept.add(message);
                    if (kept.size() > ranges.most()) {
                        kept.poll();
                    }
                    return true;
                },
                leftOut);
        return kept.stream().allMatch(sink);
    }

    /** Those to come, in the order in which they come. */
    private void follow(
            Query query, Ranges ranges, Optional<Duration> idle, Predicate<Message> sink, Consumer<String> leftOut)
            throws InterruptedException {
        List<Ranges.Range> ends = ranges.ranges().stream()
                .map(range -> new Ranges.Range(range.partition(), range.to(), Long.MAX_VALUE))
                .toList();
        try (Fetching fetching = new Fetching(topics, timeout, ends, query.committed(), true)) {
            Fetched piece = fetching.next(idle.map(Deadline::in), leftOut);
            while (piece != null) {
                for (Message message = piece.next(); message != null; message = piece.next()) {
                    if (!sink.test(message)) {
                        return;
                    }
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedException();
                    }
                }
                piece = fetching.next(idle.map(Deadline::in), leftOut);
            }
        }
    }

    @Override
    public void close() {
        // Each reading closes what it has opened.
    }
}
