package zooka.clients.kafka.wire.records;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.wire.BrokerConnections;
import zooka.clients.kafka.wire.BrokerError;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Deadline;

/**
 * Partitions that are being read from their leaders, each broker on a thread of its own and a piece ahead of whoever takes
 * the records; a broker that is silent holds up nobody else's. A partition whose leader is lost is read from the next one; where
 * there is none within the timeout it is left out, unless the reading goes on for ever.
 */
final class PartitionFetcher implements AutoCloseable {

    /** The newest version that calls topics by their names. */
    private static final short BY_NAME = 12;

    /** How long a broker waits for records where there are none yet. */
    private static final int WAIT_MILLIS = 500;

    private static final int RETRY_MILLIS = 200;

    /** What is asked for at once, of all partitions together, and bounds for each. */
    private static final int AT_ONCE = 2 << 20;

    private static final int LEAST = 32 << 10;
    private static final int MOST = 1 << 20;

    private final WireTopics topics;
    private final Duration timeout;
    private final boolean committed;
    private final boolean endless;
    private final Map<Integer, Log> logs = new LinkedHashMap<>();
    private final int piece;

    /** All below, and the fields of the logs, are guarded by this. */
    private final Map<Integer, Thread> readers = new HashMap<>();

    private final Deque<String> remarks = new ArrayDeque<>();
    private Optional<Failure> failure = Optional.empty();
    private boolean closed;

    /** A partition that is being read: from one offset, up to and without another. */
    static final class Log {
        private final Partition partition;
        private final long end;
        private final Deque<FetchedBatch> ready = new ArrayDeque<>();
        private FetchedBatch current;
        private int leader;
        private long next;
        private int bytes;
        private boolean first;
        private boolean asked;
        private boolean over;
        private boolean told;
        private Deadline patience;

        private Log(Partition partition, long from, long end, int bytes) {
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

    /**
     * Begins to read.
     *
     * @param topics tells who leads; stays open
     * @param ranges of one topic
     * @param endless whether the end of each is for ever away
     */
    PartitionFetcher(
            WireTopics topics, Duration timeout, List<Ranges.Range> ranges, boolean committed, boolean endless) {
        this.topics = topics;
        this.timeout = timeout;
        this.committed = committed;
        this.endless = endless;
        this.piece = Math.max(LEAST, Math.min(MOST, AT_ONCE / Math.max(1, ranges.size())));
        for (Ranges.Range range : ranges) {
            logs.put(
                    range.partition().partition(),
                    new Log(range.partition(), range.from(), endless ? Long.MAX_VALUE : range.to(), piece));
        }
        synchronized (this) {
            logs.values().stream().filter(log -> !log.over).forEach(log -> start(log.leader));
        }
    }

    Collection<Log> logs() {
        return logs.values();
    }

    /** The next record of a partition, or null after its last; what is left out is told meanwhile. */
    Message next(Log log, Consumer<String> leftOut) throws InterruptedException {
        while (true) {
            if (log.current != null) {
                Message message = log.current.next();
                if (message != null) {
                    return message;
                }
            }
            log.current = take(log, leftOut);
            if (log.current == null) {
                return null;
            }
        }
    }

    private FetchedBatch take(Log log, Consumer<String> leftOut) throws InterruptedException {
        synchronized (this) {
            while (log.ready.isEmpty() && !log.over && failure.isEmpty()) {
                wait();
            }
        }
        tell(leftOut);
        return poll(log);
    }

    private synchronized FetchedBatch poll(Log log) {
        FetchedBatch piece = log.ready.poll();
        notifyAll(); // there is room for another
        return piece;
    }

    /**
     * The next piece of whichever partition has one, or null where none has come in time, or all are read to their ends.
     *
     * @param deadline empty to wait for ever
     */
    FetchedBatch next(Optional<Deadline> deadline, Consumer<String> leftOut) throws InterruptedException {
        while (true) {
            tell(leftOut);
            synchronized (this) {
                for (Log log : logs.values()) {
                    if (!log.ready.isEmpty()) {
                        return poll(log);
                    }
                }
                if ((deadline.isPresent() && deadline.get().passed())
                        || logs.values().stream().allMatch(log -> log.over)) {
                    return null;
                }
                if (remarks.isEmpty() && failure.isEmpty()) {
                    wait(deadline.isPresent() ? deadline.get().millis() : 0);
                }
            }
        }
    }

    private void tell(Consumer<String> leftOut) {
        List<String> all;
        Optional<Failure> fatal;
        synchronized (this) {
            all = List.copyOf(remarks);
            remarks.clear();
            fatal = failure;
        }
        all.forEach(leftOut);
        if (fatal.isPresent()) {
            throw fatal.get();
        }
    }

    private void start(int leader) {
        if (leader >= 0 && !readers.containsKey(leader)) {
            Thread thread = new Thread(() -> read(leader), "records of broker " + leader);
            thread.setDaemon(true);
            readers.put(leader, thread);
            thread.start();
        }
    }

    private void read(int broker) {
        Optional<BrokerConnections> wire = Optional.empty();
        Node node = null;
        try {
            for (List<Log> wanted = wanted(broker); !wanted.isEmpty(); wanted = wanted(broker)) {
                if (node == null) {
                    node = topics.brokers(Deadline.in(timeout)).get(broker);
                }
                if (node == null) {
                    troubled(wanted, "broker " + broker + " is not registered");
                } else {
                    wire = wire.isPresent()
                            ? wire
                            : Optional.of(new BrokerConnections(BrokerConnections.address(node), topics.reach()));
                    node = read(wire.get(), node, wanted) ? node : null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (Failure e) {
            fail(e);
        } catch (KafkaException e) {
            fail(new Failure(Failure.Kind.FAILED, "broker " + broker + " sent what cannot be read: " + e.getMessage())
                    .cause(e));
        } finally {
            wire.ifPresent(BrokerConnections::close);
        }
    }

    private synchronized void fail(Failure e) {
        if (!closed) {
            failure = Optional.of(e);
            notifyAll();
        }
    }

    /** Those to be asked of a broker now; none once this is closed. */
    private synchronized List<Log> wanted(int broker) throws InterruptedException {
        while (!closed) {
            List<Log> wanted = new ArrayList<>();
            for (Log log : logs.values()) {
                if (log.leader == broker && !log.over && !log.asked && log.ready.isEmpty()) {
                    wanted.add(log);
                    log.asked = true;
                    if (log.patience == null) {
                        log.patience = Deadline.in(timeout);
                    }
                }
            }
            if (!wanted.isEmpty()) {
                return wanted;
            }
            wait();
        }
        return List.of();
    }

    /** Asks once; false where the broker does not answer, so that it may have another address when it comes back. */
    private boolean read(BrokerConnections wire, Node node, List<Log> wanted) throws InterruptedException {
        Map<TopicPartition, FetchRequest.PartitionData> questions = new LinkedHashMap<>();
        // Whoever got nothing because its next batch did not fit comes first: the first batch always fits.
        List<Log> sorted = wanted.stream()
                .sorted((a, b) -> Integer.compare(b.bytes, a.bytes))
                .toList();
        sorted.forEach(log -> log.first = log == sorted.get(0));
        sorted.forEach(log -> questions.put(
                new TopicPartition(log.partition.topic(), log.partition.partition()),
                new FetchRequest.PartitionData(Uuid.ZERO_UUID, log.next, -1, log.bytes, Optional.empty())));
        FetchRequest.Builder question = FetchRequest.Builder.forConsumer(BY_NAME, WAIT_MILLIS, 1, questions)
                .isolationLevel(committed ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED)
                .setMaxBytes(4 * AT_ONCE);
        BrokerConnections.Replies<FetchResponse> replies =
                wire.askEach(Map.of(node, question), FetchResponse.class, Deadline.in(timeout.plusMillis(WAIT_MILLIS)));
        FetchResponse reply = replies.answers().get(node.id());
        if (reply == null) {
            BrokerError trouble = replies.troubles().get(node.id());
            if (trouble.kind() == BrokerError.Kind.NAMELESS) {
                synchronized (this) {
                    wanted.forEach(log -> log.patience = Deadline.in(Duration.ZERO)); // no later try will find it
                }
            }
            troubled(wanted, "broker " + node.id() + ": " + trouble.cause());
            return false;
        }
        if (reply.data().errorCode() != 0) {
            troubled(wanted, Errors.forCode(reply.data().errorCode()).message());
            return true;
        }
        for (FetchableTopicResponse topic : reply.data().responses()) {
            for (PartitionData data : topic.partitions()) {
                take(logs.get(data.partitionIndex()), data);
            }
        }
        synchronized (this) {
            wanted.forEach(log -> log.asked = false);
        }
        return true;
    }

    private void take(Log log, PartitionData data) throws InterruptedException {
        Errors error = Errors.forCode(data.errorCode());
        switch (error) {
            case NONE -> received(log, data);
            case OFFSET_OUT_OF_RANGE -> moved(log);
            case TOPIC_AUTHORIZATION_FAILED ->
                throw new Failure(
                        Failure.Kind.REFUSED, "cannot read topic " + log.partition.topic() + ": " + error.message());
            default -> troubled(List.of(log), log.partition.name() + ": " + lower(error.message()));
        }
    }

    private static String lower(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private void received(Log log, PartitionData data) {
        FetchedBatch piece = new FetchedBatch(
                log.partition.topic(),
                log.partition.partition(),
                (MemoryRecords) FetchResponse.recordsOrFail(data),
                log.next,
                log.end,
                committed && data.abortedTransactions() != null ? data.abortedTransactions() : List.of());
        boolean nothing = piece.after() == log.next;
        synchronized (this) {
            log.patience = null;
            log.told = false;
            if (nothing) {
                long known = committed ? data.lastStableOffset() : data.highWatermark();
                if (known < log.end || !log.first) {
                    log.bytes = Math.min(log.bytes, MOST) * 2; // its next batch did not fit
                } else {
                    log.over = true; // what was there has been compacted away
                }
            } else {
                log.bytes = this.piece;
                log.ready.add(piece);
                log.next = piece.after();
                log.over = log.next >= log.end;
            }
            notifyAll();
        }
    }

    /** The log has lost its beginning, to its retention, or its end, to an unclean election. */
    private void moved(Log log) throws InterruptedException {
        OptionalLong begin = topics.offsets(List.of(log.partition), new Topics.Position.Beginning())
                .of(log.partition);
        OptionalLong end = topics.offsets(List.of(log.partition), new Topics.Position.End())
                .of(log.partition);
        if (begin.isEmpty() || end.isEmpty()) {
            troubled(List.of(log), log.partition.name() + ": does not tell where it begins and ends");
            return;
        }
        synchronized (this) {
            if (log.next < begin.getAsLong()) {
                remarks.add(log.partition.name() + ": the records from " + log.next + " to "
                        + (Math.min(begin.getAsLong(), log.end) - 1) + " have been deleted");
                log.next = begin.getAsLong();
            } else if (log.next > end.getAsLong()) {
                remarks.add(log.partition.name() + ": its leader has lost the records from " + end.getAsLong() + " on");
                log.next = end.getAsLong();
                log.over = !endless;
            }
            log.over |= log.next >= log.end;
            notifyAll();
        }
    }

    /** Looks for another leader; where there is none in time, those are left out. */
    private void troubled(List<Log> troubled, String why) throws InterruptedException {
        Map<Integer, OptionalInt> leaders = leaders(troubled.get(0).partition.topic());
        boolean same = true;
        synchronized (this) {
            for (Log log : troubled) {
                OptionalInt leader = leaders.getOrDefault(log.partition.partition(), OptionalInt.empty());
                if (leader.isPresent() && leader.getAsInt() != log.leader) {
                    log.leader = leader.getAsInt();
                    log.patience = Deadline.in(timeout);
                    start(log.leader);
                    same = false;
                } else if (log.patience == null || log.patience.passed()) {
                    String said = leader.isEmpty() && !leaders.isEmpty()
                            ? log.partition.name() + Topics.NO_LEADER
                            : why.startsWith(log.partition.name()) ? why : log.partition.name() + ": " + why;
                    if (!log.told) {
                        remarks.add(said);
                    }
                    log.told = true;
                    log.over = !endless;
                }
                log.asked = false;
            }
            notifyAll();
            Deadline pause = Deadline.in(Duration.ofMillis(RETRY_MILLIS));
            while (same && !closed && !pause.passed()) {
                wait(pause.millis());
            }
        }
    }

    /** Who leads each partition now; empty where nobody tells. */
    private Map<Integer, OptionalInt> leaders(String topic) {
        Map<Integer, OptionalInt> leaders = new HashMap<>();
        try {
            topics.state(List.of(topic))
                    .partitions()
                    .forEach(partition -> leaders.put(partition.partition(), partition.leader()));
        } catch (Failure e) {
            e.unlessInterrupted(); // otherwise none is known
        }
        return leaders;
    }

    @Override
    public void close() {
        List<Thread> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(readers.values());
            notifyAll();
        }
        // They are the process's last concern: none writes, and each ends within its question's bound.
        all.forEach(Thread::interrupt);
    }
}
