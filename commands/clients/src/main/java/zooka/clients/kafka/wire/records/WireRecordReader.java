package zooka.clients.kafka.wire.records;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Deadline;

/**
 * Reads records over Kafka's protocol: chunks of the log from each leader, without consumer groups. The start and
 * end offsets are requested from the leaders first.
 */
public final class WireRecordReader implements RecordReader {

    private final WireTopics topics;
    private final Duration timeout;

    /**
     * @param topics provides leaders, offsets and the access to brokers; stays open
     * @param timeout how long a partition may return nothing before it is left out
     */
    public WireRecordReader(WireTopics topics, Duration timeout) {
        this.topics = topics;
        this.timeout = timeout;
    }

    @Override
    public void read(Query query, Predicate<Message> sink, Consumer<String> leftOut) {
        try {
            Set<String> told = new HashSet<>();
            // Remarks of a repeated reading are not repeated.
            Consumer<String> once = what -> {
                if (told.add(what)) {
                    leftOut.accept(what);
                }
            };
            Ranges ranges = Ranges.of(query, topics, once);
            MergedRecords merging = new MergedRecords(topics, timeout, query);
            boolean more;
            if (query.start() instanceof Start.Last last) {
                more = new LastRecords(merging, topics, ranges, once).read(last.records(), sink);
            } else if (query.start() instanceof Start.Back back) {
                more = new LastRecords(merging, topics, ranges, once).readOfEach(back.records(), sink);
            } else {
                more = merging.read(ranges, 0, sink, once);
            }
            if (more
                    && query.end() instanceof End.Never never
                    && !ranges.ranges().isEmpty()) {
                follow(query, ranges, never.idle(), sink, once);
            }
        } catch (InterruptedException e) {
            // The caller that cancelled the follower knows that it has ended.
            Thread.currentThread().interrupt();
            if (!query.follows()) {
                throw Failure.interrupted().cause(e);
            }
        }
    }

    /** Reads new records in the order of their arrival. */
    private void follow(
            Query query, Ranges ranges, Optional<Duration> idle, Predicate<Message> sink, Consumer<String> leftOut)
            throws InterruptedException {
        List<Ranges.Range> ends = ranges.ranges().stream()
                .map(range -> new Ranges.Range(range.partition(), range.start(), range.to(), Long.MAX_VALUE, 0))
                .toList();
        try (PartitionFetcher fetching = new PartitionFetcher(topics, timeout, ends, query.committed(), true)) {
            FetchedBatch piece = fetching.next(idle.map(Deadline::in), leftOut);
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
        // Each call closes its connections.
    }
}
