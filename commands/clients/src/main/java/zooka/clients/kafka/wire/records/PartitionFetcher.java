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
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.wire.BrokerConnections;
import zooka.clients.kafka.wire.BrokerError;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;

/**
 * Reads partitions from their leaders, with one thread per broker that is one chunk ahead of the consumer of
 * the records; a broker that does not answer does not affect the others. A partition whose leader fails is read from the next
 * one; without one within the timeout it is left out, unless it is followed.
 */
final class PartitionFetcher implements AutoCloseable {

    /** The newest version that identifies topics by name. */
    private static final short BY_NAME = 12;

    /** How long a broker waits for new records. */
    private static final int WAIT_MILLIS = 500;

    private static final int RETRY_MILLIS = 200;

    /** The maximum bytes of a request for all partitions. */
    private static final int MOST = 2 << 20;

    private final WireTopics topics;
    private final Duration timeout;
    private final boolean committed;
    private final boolean endless;
    private final Map<Integer, PartitionLog> logs = new LinkedHashMap<>();

    /** The fields below, and those of the logs, are guarded by {@code this}. */
    private final Map<Integer, Async<Boolean>> readers = new HashMap<>();

    private final Deque<String> remarks = new ArrayDeque<>();
    private Optional<Failure> failure = Optional.empty();
    private boolean closed;

    /**
     * Starts reading.
     *
     * @param topics provides the leaders; stays open
     * @param ranges ranges of one topic
     * @param endless whether the ranges have no end
     */
    PartitionFetcher(
            WireTopics topics, Duration timeout, List<Ranges.Range> ranges, boolean committed, boolean endless) {
        this.topics = topics;
        this.timeout = timeout;
        this.committed = committed;
        this.endless = endless;
        for (Ranges.Range range : ranges) {
            logs.put(
                    range.partition().partition(),
                    new PartitionLog(
                            range.partition(),
                            range.from(),
                            endless ? Long.MAX_VALUE : range.to(),
                            MOST,
                            ranges.size()));
        }
        synchronized (this) {
            logs.values().stream().filter(log -> !log.complete).forEach(log -> start(log.leader));
        }
    }

    Collection<PartitionLog> logs() {
        return logs.values();
    }

    /** The next record of a partition, or null after its last; remarks what is left out. */
    Message next(PartitionLog log, Consumer<String> leftOut) throws InterruptedException {
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

    private FetchedBatch take(PartitionLog log, Consumer<String> leftOut) throws InterruptedException {
        synchronized (this) {
            while (log.ready.isEmpty() && !log.complete && failure.isEmpty()) {
                wait();
            }
        }
        tell(leftOut);
        return poll(log);
    }

    private synchronized FetchedBatch poll(PartitionLog log) {
        FetchedBatch chunk = log.ready.poll();
        notifyAll(); // there is room for another chunk
        return chunk;
    }

    /**
     * The next chunk of any partition, or null if none has arrived in time, or all are complete.
     *
     * @param deadline empty for no limit
     */
    FetchedBatch next(Optional<Deadline> deadline, Consumer<String> leftOut) throws InterruptedException {
        while (true) {
            tell(leftOut);
            synchronized (this) {
                for (PartitionLog log : logs.values()) {
                    if (!log.ready.isEmpty()) {
                        return poll(log);
                    }
                }
                if ((deadline.isPresent() && deadline.get().passed())
                        || logs.values().stream().allMatch(log -> log.complete)) {
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
            readers.put(leader, Async.run("records of broker " + leader, () -> read(leader)));
        }
    }

    private void read(int broker) {
        Optional<BrokerConnections> wire = Optional.empty();
        Node node = null;
        try {
            for (List<PartitionLog> wanted = wanted(broker); !wanted.isEmpty(); wanted = wanted(broker)) {
                if (node == null) {
                    node = topics.brokers(Deadline.in(timeout)).get(broker);
                }
                if (node == null) {
                    troubled(wanted, "broker " + broker + " is not registered");
                } else {
                    wire = wire.isPresent()
                            ? wire
                            : Optional.of(new BrokerConnections(BrokerConnections.address(node), topics.access()));
                    node = read(wire.get(), node, wanted) ? node : null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (Failure e) {
            fail(e);
        } catch (KafkaException e) {
            fail(new Failure(Failure.Kind.FAILED, "broker " + broker + " sent an invalid response: " + e.getMessage())
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

    /** The partitions to request from a broker now; empty after close. */
    private synchronized List<PartitionLog> wanted(int broker) throws InterruptedException {
        while (!closed) {
            List<PartitionLog> wanted = new ArrayList<>();
            for (PartitionLog log : logs.values()) {
                if (log.due(broker)) {
                    wanted.add(log);
                    log.requested = true;
                    if (log.limit == null) {
                        log.limit = Deadline.in(timeout);
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

    /** Sends one request; false if the broker does not answer, so that it may have another address later. */
    private boolean read(BrokerConnections wire, Node node, List<PartitionLog> wanted) throws InterruptedException {
        Map<TopicPartition, FetchRequest.PartitionData> questions = new LinkedHashMap<>();
        // A partition whose next batch did not fit comes first: the first batch always fits.
        List<PartitionLog> sorted = wanted.stream()
                .sorted((a, b) -> Integer.compare(b.bytes, a.bytes))
                .toList();
        sorted.forEach(log -> log.first = log == sorted.get(0));
        sorted.forEach(log ->
                questions.put(new TopicPartition(log.partition.topic(), log.partition.partition()), log.question()));
        FetchRequest.Builder question = FetchRequest.Builder.forConsumer(BY_NAME, WAIT_MILLIS, 1, questions)
                .isolationLevel(committed ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED)
                .setMaxBytes(4 * MOST);
        BrokerConnections.Replies<FetchResponse> replies =
                wire.askEach(Map.of(node, question), FetchResponse.class, Deadline.in(timeout.plusMillis(WAIT_MILLIS)));
        FetchResponse reply = replies.answers().get(node.id());
        if (reply == null) {
            BrokerError trouble = replies.troubles().get(node.id());
            if (trouble.kind() == BrokerError.Kind.NAMELESS) {
                synchronized (this) {
                    wanted.forEach(log -> log.limit = Deadline.in(Duration.ZERO)); // no later attempt will succeed
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
            wanted.forEach(log -> log.requested = false);
        }
        return true;
    }

    private void take(PartitionLog log, PartitionData data) throws InterruptedException {
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

    private void received(PartitionLog log, PartitionData data) {
        FetchedBatch chunk = new FetchedBatch(
                log.partition.topic(),
                log.partition.partition(),
                (MemoryRecords) FetchResponse.recordsOrFail(data),
                log.next,
                log.end,
                committed && data.abortedTransactions() != null ? data.abortedTransactions() : List.of());
        synchronized (this) {
            log.add(chunk, committed ? data.lastStableOffset() : data.highWatermark());
            notifyAll();
        }
    }

    /** Handles a log that has lost its start (by retention) or its end (by an unclean election). */
    private void moved(PartitionLog log) throws InterruptedException {
        OptionalLong begin = topics.offsets(List.of(log.partition), new Topics.Position.Beginning())
                .of(log.partition);
        OptionalLong end = topics.offsets(List.of(log.partition), new Topics.Position.End())
                .of(log.partition);
        if (begin.isEmpty() || end.isEmpty()) {
            troubled(List.of(log), log.partition.name() + ": unknown first and last offsets");
            return;
        }
        synchronized (this) {
            log.restart(begin.getAsLong(), end.getAsLong(), endless).ifPresent(remarks::add);
            notifyAll();
        }
    }

    /** Looks for other leaders; partitions without one in time are left out. */
    private void troubled(List<PartitionLog> troubled, String why) throws InterruptedException {
        Map<Integer, OptionalInt> leaders = leaders(troubled.get(0).partition.topic());
        boolean same = true;
        synchronized (this) {
            for (PartitionLog log : troubled) {
                OptionalInt leader = leaders.getOrDefault(log.partition.partition(), OptionalInt.empty());
                if (leader.isPresent() && leader.getAsInt() != log.leader) {
                    log.leader = leader.getAsInt();
                    log.limit = Deadline.in(timeout);
                    start(log.leader);
                    same = false;
                } else if (log.limit == null || log.limit.passed()) {
                    String said = leader.isEmpty() && !leaders.isEmpty()
                            ? log.partition.name() + Topics.NO_LEADER
                            : why.startsWith(log.partition.name()) ? why : log.partition.name() + ": " + why;
                    if (!log.reported) {
                        remarks.add(said);
                    }
                    log.reported = true;
                    log.complete = !endless;
                }
                log.requested = false;
            }
            notifyAll();
            Deadline pause = Deadline.in(Duration.ofMillis(RETRY_MILLIS));
            while (same && !closed && !pause.passed()) {
                wait(pause.millis());
            }
        }
    }

    /** The current leaders; empty if no broker answers. */
    private Map<Integer, OptionalInt> leaders(String topic) {
        Map<Integer, OptionalInt> leaders = new HashMap<>();
        try {
            topics.state(List.of(topic))
                    .partitions()
                    .forEach(partition -> leaders.put(partition.partition(), partition.leader()));
        } catch (Failure e) {
            e.unlessInterrupted(); // no leaders are known
        }
        return leaders;
    }

    @Override
    public void close() {
        List<Async<Boolean>> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(readers.values());
            notifyAll();
        }
        // The threads need not be joined: they do not write, and each ends within the timeout of its request.
        all.forEach(Async::cancel);
    }
}
