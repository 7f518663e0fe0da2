package zooka.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import zooka.clients.kafka.MetadataChange;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.net.Deadline;

/** A metadata log that a test follows on its own thread, and all that it has told so far. */
public final class FollowedLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(1);

    private final MetadataLog log;
    private final List<MetadataLog.Batch> batches = new ArrayList<>();
    private MetadataLog.Update last;

    /** Reads until it has caught up. */
    public FollowedLog(MetadataLog log) {
        this.log = log;
        Deadline deadline = Deadline.in(PATIENCE);
        do {
            read(deadline);
        } while (!last.caughtUp());
    }

    private void read(Deadline deadline) {
        if (deadline.passed()) {
            throw new AssertionError("the log never told it: " + last);
        }
        MetadataLog.Update unused = next(STEP);
    }

    /** The last update. */
    public MetadataLog.Update last() {
        return last;
    }

    /** Reads once. */
    public MetadataLog.Update next(Duration longest) {
        last = log.next(longest);
        if (last.restart()) {
            batches.clear();
        }
        batches.addAll(last.batches());
        return last;
    }

    /** All batches since the beginning. */
    public List<MetadataLog.Batch> batches() {
        return List.copyOf(batches);
    }

    /** All changes of a kind since the beginning. */
    public <T extends MetadataChange> List<T> all(Class<T> kind) {
        return batches.stream()
                .flatMap(batch -> batch.changes().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Reads until there is a batch with such a change, and gives the last one. */
    public <T extends MetadataChange> MetadataLog.Batch await(Class<T> kind, Predicate<T> which) {
        return await(0, kind, which);
    }

    /** The same of what comes from now on. */
    public <T extends MetadataChange> MetadataLog.Batch awaitNext(Class<T> kind, Predicate<T> which) {
        return await(batches.size(), kind, which);
    }

    /** Reads until there is such a batch, and gives the last one. */
    public MetadataLog.Batch await(Predicate<MetadataLog.Batch> which) {
        return await(0, which);
    }

    /** Reads until there is a record that was appended after that. */
    public void awaitAfter(Instant time) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!last.latest().filter(time::isBefore).isPresent()) {
            read(deadline);
        }
    }

    private <T extends MetadataChange> MetadataLog.Batch await(int from, Class<T> kind, Predicate<T> which) {
        return await(from, batch -> batch.changes().stream()
                .anyMatch(change -> kind.isInstance(change) && which.test(kind.cast(change))));
    }

    private MetadataLog.Batch await(int from, Predicate<MetadataLog.Batch> which) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (true) {
            for (int i = batches.size() - 1; i >= from; i--) {
                if (which.test(batches.get(i))) {
                    return batches.get(i);
                }
            }
            read(deadline);
        }
    }

    /** The id of a topic by the last topic of that name. */
    public String id(String topic) {
        await(MetadataChange.TopicCreation.class, change -> change.name().equals(topic));
        List<MetadataChange.TopicCreation> all = all(MetadataChange.TopicCreation.class).stream()
                .filter(change -> change.name().equals(topic))
                .toList();
        return all.get(all.size() - 1).topicId();
    }

    @Override
    public void close() {
        log.close();
    }
}
