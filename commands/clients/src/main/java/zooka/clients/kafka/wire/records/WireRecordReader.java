package zooka.clients.kafka.wire.records;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;
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

    /** The connections for {@link #times}, opened on first use; the other calls close their own. Guarded by {@code this}. */
    private Optional<WireTopics> beside = Optional.empty();

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
            LastRecords last = new LastRecords(merging, topics, ranges, once);
            Readings readings = new Readings(last, () -> merging.read(ranges, 0, sink, once), sink);
            if (query.start().match(readings).read()
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

    /** Reads the records that are there; false if the sink wants no more. */
    @FunctionalInterface
    private interface Reading {
        boolean read() throws InterruptedException;
    }

    private record Readings(LastRecords last, Reading forward, Predicate<Message> sink)
            implements Start.Cases<Reading> {
        @Override
        public Reading last(Start.Last start) {
            return () -> last.read(start.records(), sink);
        }

        @Override
        public Reading back(Start.Back start) {
            return () -> last.readOfEach(start.records(), sink);
        }

        @Override
        public Reading beginning(Start.Beginning start) {
            return forward;
        }

        @Override
        public Reading end(Start.End start) {
            return forward;
        }

        @Override
        public Reading offset(Start.Offset start) {
            return forward;
        }

        @Override
        public Reading time(Start.Time start) {
            return forward;
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
    public Map<PartitionName, Instant> times(Map<PartitionName, Long> offsets, Duration within) {
        return new RecordTimes(beside()).of(offsets, Deadline.in(within));
    }

    /** Connections of its own, so that other requests do not wait for these. */
    private synchronized WireTopics beside() {
        if (beside.isEmpty()) {
            beside = Optional.of(topics.withOwnConnections());
        }
        return beside.get();
    }

    @Override
    public synchronized void close() {
        beside.ifPresent(WireTopics::close);
        beside = Optional.empty();
    }
}
