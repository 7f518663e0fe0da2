package zooka.commands.groups;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordReader.End;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.RecordReader.Query;
import zooka.clients.kafka.RecordReader.Start;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.Topics.Offsets;
import zooka.clients.kafka.Topics.Position;
import zooka.clients.net.Deadline;
import zooka.commands.action.Context;

/**
 * The commits of groups over a time that is past, out of the topic in which coordinators keep them. Its records are
 * <a href="https://github.com/apache/kafka/tree/trunk/group-coordinator/src/main/resources/common/message">OffsetCommitKey and
 * OffsetCommitValue</a>.
 */
final class CommitHistory {

    static final String TOPIC = "__consumer_offsets";

    /** The most commits of a partition of that topic that are read; the rates are those of a shorter time then. */
    private static final long MOST = 100_000;

    /** The versions of a key that is a commit; others are groups. */
    private static final int LAST_KEY = 1;

    /** Commits overdue by this many of their usual intervals mean that the group has stopped. */
    private static final int OVERDUE = 2;

    private final Map<Place, Commits> commits = new HashMap<>();

    /** The groups whose commits are known. */
    private final Set<String> read = new TreeSet<>();

    /** A group in a partition. */
    record Place(String group, PartitionName partition) {}

    /** The commits of a group in a partition, from the first one that is not after a later offset. */
    private static final class Commits {
        private final Instant firstTime;
        private final long first;
        private Instant lastTime;
        private long last;
        private long count = 1;

        Commits(Instant time, long offset) {
            firstTime = time;
            lastTime = time;
            first = offset;
            last = offset;
        }
    }

    /**
     * Reads the commits of groups since a time. What cannot be read is remarked, and the rates of these groups are not known.
     *
     * @param within the most time for the reading
     */
    static CommitHistory read(
            Context context, RecordReader records, Collection<String> groups, Instant since, Duration within) {
        CommitHistory history = new CommitHistory();
        Topics topics = context.clusters().topics();
        List<Partition> all = topics.list().stream()
                .filter(topic -> topic.name().equals(TOPIC))
                .flatMap(topic -> topic.partitions().stream())
                .toList();
        if (all.isEmpty()) {
            return history;
        }
        Map<Integer, Set<String>> byPartition = new HashMap<>();
        groups.forEach(group -> byPartition
                .computeIfAbsent(partition(group, all.size()), none -> new TreeSet<>())
                .add(group));
        List<Partition> wanted = all.stream()
                .filter(partition -> byPartition.containsKey(partition.partition()))
                .toList();
        Offsets begin = topics.offsets(wanted, new Position.At(since));
        Offsets end = topics.offsets(begin.known(wanted), new Position.End());
        begin.troubles().forEach(what -> context.remarks().incomplete("commits-missing", what));
        Deadline deadline = Deadline.in(within);
        for (Partition partition : end.known(wanted)) {
            Set<String> here = byPartition.get(partition.partition());
            OptionalLong from = begin.of(partition);
            if (from.isPresent() && !deadline.passed()) {
                long start = Math.max(from.getAsLong(), end.of(partition).orElse(0) - MOST);
                Query query = new Query(
                        TOPIC, Set.of(partition.partition()), new Start.Offset(start), new End.Present(), false);
                records.read(
                        query,
                        message -> {
                            history.add(message, here);
                            return !deadline.passed();
                        },
                        what -> context.remarks().incomplete("commits-missing", what));
            }
            if (deadline.passed()) {
                context.remarks()
                        .incomplete(
                                "commits-missing",
                                "the commits in " + partition.name() + " are too many to be read in time");
            } else {
                history.read.addAll(here);
            }
        }
        return history;
    }

    /** The partition of the topic that has a group's commits, as coordinators choose it. */
    static int partition(String group, int partitions) {
        int hash = group.hashCode();
        return (hash == Integer.MIN_VALUE ? 0 : Math.abs(hash)) % partitions;
    }

    private void add(Message message, Set<String> groups) {
        Optional<Place> place = message.key().flatMap(CommitHistory::place);
        OptionalLong offset = message.value().map(CommitHistory::offset).orElse(OptionalLong.empty());
        if (place.isPresent()
                && groups.contains(place.get().group())
                && offset.isPresent()
                && message.time().isPresent()) {
            add(place.get(), message.time().get(), offset.getAsLong());
        }
    }

    /** Adds a commit, later than those before; after one that goes back, a new history begins. */
    void add(Place place, Instant time, long offset) {
        Commits known = commits.get(place);
        if (known == null || offset < known.last) {
            commits.put(place, new Commits(time, offset));
        } else if (offset > known.last) {
            known.last = offset;
            known.lastTime = time;
            known.count++;
        }
        read.add(place.group());
    }

    /** What a key is of; empty if it is no commit's. */
    static Optional<Place> place(byte[] key) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(key);
            short version = buffer.getShort();
            if (version < 0 || version > LAST_KEY) {
                return Optional.empty();
            }
            String group = string(buffer);
            String topic = string(buffer);
            return Optional.of(new Place(group, new PartitionName(topic, buffer.getInt())));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String string(ByteBuffer buffer) {
        byte[] bytes = new byte[Math.min(Short.toUnsignedInt(buffer.getShort()), buffer.remaining())];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The offset of a commit, which is the first field after the version in all of them. */
    static OptionalLong offset(byte[] value) {
        return value.length < Short.BYTES + Long.BYTES
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(value).getLong(Short.BYTES));
    }

    /**
     * The records committed per second.
     *
     * @param committed the committed offset now
     * @return 0 if nothing was committed since; empty if it is not known, as after a single commit
     */
    OptionalDouble rate(Place place, long committed, Instant now) {
        if (!read.contains(place.group())) {
            return OptionalDouble.empty();
        }
        Commits known = commits.get(place);
        if (known == null) {
            return OptionalDouble.of(0);
        }
        if (known.count == 1 || committed < known.last) {
            return OptionalDouble.empty();
        }
        double between = seconds(known.firstTime, known.lastTime);
        double usual = between / (known.count - 1);
        boolean goesOn = seconds(known.lastTime, now) <= OVERDUE * usual;
        // From commit to commit while they come, so that the rate does not depend on how long ago the last one was.
        double time = goesOn ? between : seconds(known.firstTime, now);
        return time <= 0 ? OptionalDouble.empty() : OptionalDouble.of((known.last - known.first) / time);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
