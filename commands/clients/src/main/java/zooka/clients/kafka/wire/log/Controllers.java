package zooka.clients.kafka.wire.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchSnapshotResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeQuorumResponse;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.wire.BrokerAccess;
import zooka.clients.kafka.wire.BrokerConnections;
import zooka.clients.kafka.wire.BrokerError;
import zooka.clients.kafka.wire.QuorumAddresses;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Deadline;
import zooka.clients.net.MapTemplate;

/**
 * The controllers of a quorum, and which of them leads it. Each of them names the leader that it knows, so a dead or cut-off
 * leader is left for the next one. Used by one thread, except for {@link #close}.
 */
final class Controllers implements AutoCloseable {

    /** How long one round of questions to all controllers may take. */
    private static final int ROUND_MILLIS = 1_000;

    /** How long an answer of the leader may take, beyond what it was asked to wait. */
    private static final int ANSWER_MILLIS = 2_000;

    private static final int PAUSE_MILLIS = 100;

    /** The ids of controllers are also ids of brokers, which the address map may name: connections to them have others. */
    private static final int FIRST_ID = -1_000;

    private static final BrokerError IS_BROKER = new BrokerError("is a broker, not a controller");

    private final Function<Deadline, List<String>> source;
    private final Runnable sourceEnd;
    private final BrokerAccess access;
    private final Duration timeout;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** The known controllers by address, and those among them that did not answer last. */
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    private final Map<String, BrokerError> silent = new LinkedHashMap<>();

    /** Created on first use; guarded by {@code this}. */
    private Optional<BrokerConnections> wire = Optional.empty();

    private int nextId = FIRST_ID;
    private Optional<Node> leading = Optional.empty();
    private int leader = -1;
    private int epoch;
    private boolean followed;

    /** Until when to look for a leader; empty while there is one. */
    private Optional<Deadline> patience = Optional.empty();

    /**
     * @param source the addresses of controllers to begin with, as {@code host:port}; asked again if all of them have
     *     failed
     * @param sourceEnd closes the source; a question to it on another thread ends
     * @param timeout how long the quorum may be without a leader
     */
    Controllers(Function<Deadline, List<String>> source, Runnable sourceEnd, BrokerAccess access, Duration timeout) {
        this.source = source;
        this.sourceEnd = sourceEnd;
        this.access = access;
        this.timeout = timeout;
    }

    /** Whether a leader is known; {@link #find} looks for one. */
    boolean led() {
        return leading.isPresent();
    }

    /** The id of the leader; empty while none is known. */
    OptionalInt leader() {
        return leading.isPresent() && leader >= 0 ? OptionalInt.of(leader) : OptionalInt.empty();
    }

    /** The newest known epoch of the quorum. */
    int epoch() {
        return epoch;
    }

    /** Leaves the leader, which does not lead any more, or does not answer. */
    void lose() {
        leading = Optional.empty();
    }

    /**
     * Sends a request to the leader; empty without an answer, and then the leader is lost.
     *
     * @param waitMillis how long the leader is asked to wait
     */
    <R extends AbstractResponse> Optional<R> ask(AbstractRequest.Builder<?> question, Class<R> type, int waitMillis) {
        Node node = leading.orElseThrow();
        BrokerConnections.Replies<R> replies = wire().askEach(
                        Map.of(node, question), type, Deadline.in(Duration.ofMillis(ANSWER_MILLIS + waitMillis)));
        Optional<R> reply = Optional.ofNullable(replies.answers().get(node.id()));
        if (reply.isEmpty()) {
            silent.put(BrokerConnections.address(node), replies.troubles().get(node.id()));
            lose();
        }
        return reply;
    }

    /**
     * The log in an answer to {@link #ask}; empty if its sender does not lead, and then the leader is lost.
     *
     * @throws Failure {@code REFUSED} without permission
     */
    Optional<FetchResponseData.PartitionData> read(FetchResponseData data) {
        Optional<FetchResponseData.PartitionData> log = data.responses().stream()
                .flatMap(topic -> topic.partitions().stream())
                .findFirst();
        Errors error = Errors.forCode(
                data.errorCode() != 0
                        ? data.errorCode()
                        : log.map(FetchResponseData.PartitionData::errorCode)
                                .orElse(Errors.UNKNOWN_TOPIC_OR_PARTITION.code()));
        data.nodeEndpoints().forEach(node -> add(node.host() + ":" + node.port()));
        log.ifPresent(told ->
                learn(told.currentLeader().leaderId(), told.currentLeader().leaderEpoch()));
        return leads(error) ? log : Optional.empty();
    }

    /** The same for a part of a snapshot. */
    Optional<FetchSnapshotResponseData.PartitionSnapshot> read(FetchSnapshotResponseData data) {
        Optional<FetchSnapshotResponseData.PartitionSnapshot> part = data.topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .findFirst();
        Errors error = Errors.forCode(
                data.errorCode() != 0
                        ? data.errorCode()
                        : part.map(FetchSnapshotResponseData.PartitionSnapshot::errorCode)
                                .orElse(Errors.UNKNOWN_TOPIC_OR_PARTITION.code()));
        part.ifPresent(told ->
                learn(told.currentLeader().leaderId(), told.currentLeader().leaderEpoch()));
        return leads(error) ? part : Optional.empty();
    }

    private void learn(int newLeader, int newEpoch) {
        if (newEpoch > epoch || (newEpoch == epoch && newLeader >= 0)) {
            epoch = newEpoch;
            leader = newLeader;
        }
    }

    private boolean leads(Errors error) {
        switch (error) {
            case NONE, OFFSET_OUT_OF_RANGE, SNAPSHOT_NOT_FOUND, POSITION_OUT_OF_RANGE -> {
                return true;
            }
            case CLUSTER_AUTHORIZATION_FAILED ->
                throw new Failure(
                                Failure.Kind.REFUSED,
                                "no permission to read the metadata log: it requires ClusterAction on the cluster")
                        .hint("acl create --allow NAME --operation ClusterAction --cluster");
            default -> {
                lose();
                return false;
            }
        }
    }

    /**
     * Looks for the leader once, and waits a moment if there is none.
     *
     * @param position where the next leader has to go on
     * @return whether there is one
     * @throws Failure without any for longer than the timeout, or if no controller ever answered
     */
    boolean find(LogPosition position, Deadline until) {
        if (nodes.isEmpty()) {
            source.apply(Deadline.in(timeout)).forEach(this::add);
        }
        List<Node> likely = nodes.values().stream()
                .filter(node -> !silent.containsKey(BrokerConnections.address(node)))
                .toList();
        List<Node> others =
                nodes.values().stream().filter(node -> !likely.contains(node)).toList();
        leading = among(likely, position).or(() -> among(others, position));
        if (leading.isPresent()) {
            followed = true;
            patience = Optional.empty();
            addOthers(leading.get());
            return true;
        }
        if (patience.isEmpty()) {
            patience = Optional.of(Deadline.in(timeout));
        }
        boolean mute = silent.keySet().containsAll(nodes.keySet());
        if (patience.get().passed() || (mute && !followed)) {
            throw forget(mute);
        }
        pause(until);
        return false;
    }

    /** Asks these in parallel; the one that accepts the position and the newest epoch leads. */
    private Optional<Node> among(Collection<Node> some, LogPosition position) {
        // The first connection may need a login, and classes for it.
        long bound = followed ? ROUND_MILLIS : Math.max(ROUND_MILLIS, timeout.toMillis() / 2);
        int before;
        do {
            before = epoch;
            Map<Node, FetchRequest.SimpleBuilder> questions = new HashMap<>();
            some.forEach(node -> questions.put(node, LogRequests.fetch(position, epoch, -1, 0)));
            BrokerConnections.Replies<FetchResponse> replies =
                    wire().askEach(questions, FetchResponse.class, Deadline.in(Duration.ofMillis(bound)));
            for (Node node : some) {
                String address = BrokerConnections.address(node);
                FetchResponse reply = replies.answers().get(node.id());
                if (reply == null) {
                    silent.put(address, replies.troubles().get(node.id()));
                } else if (reply.error() == Errors.NONE && isUnknown(reply)) {
                    silent.put(address, IS_BROKER);
                } else {
                    silent.remove(address);
                    if (read(reply.data()).isPresent()) {
                        return Optional.of(node);
                    }
                }
            }
        } while (epoch > before);
        return Optional.empty();
    }

    /** Whether the sender does not know the metadata log, as brokers do not. */
    private static boolean isUnknown(FetchResponse reply) {
        return reply.data().responses().stream()
                .flatMap(topic -> topic.partitions().stream())
                .map(log -> Errors.forCode(log.errorCode()))
                .anyMatch(error -> error == Errors.UNKNOWN_TOPIC_ID || error == Errors.UNKNOWN_TOPIC_OR_PARTITION);
    }

    /** Adds the other controllers that the leader knows: one of them leads next. */
    private void addOthers(Node node) {
        DescribeQuorumResponse reply = wire().askEach(
                        Map.of(node, WireTopics.quorumQuestion()),
                        DescribeQuorumResponse.class,
                        Deadline.in(Duration.ofMillis(ROUND_MILLIS)))
                .answers()
                .get(node.id());
        if (reply != null) {
            QuorumAddresses.of(reply).forEach(this::add);
        }
    }

    private void add(String address) {
        if (!nodes.containsKey(address)) {
            Node node = access.named(nextId, address);
            if (nodes.putIfAbsent(BrokerConnections.address(node), node) == null) {
                nextId--; // a connection is kept under its id, also while its address is forgotten
            }
        }
    }

    /** The failure to find a leader; the next call begins anew, since the controllers may have moved. */
    private Failure forget(boolean mute) {
        Failure failure = mute ? unreachable() : leaderless();
        patience = Optional.empty();
        nodes.clear();
        silent.clear();
        epoch = 0;
        leader = -1;
        return failure;
    }

    private Failure unreachable() {
        List<String> far = new ArrayList<>();
        silent.forEach((address, trouble) -> {
            if (trouble.isOutOfReach()) {
                far.add(address);
            }
        });
        boolean refused = silent.values().stream().allMatch(BrokerError::refused);
        String message = "no controller answers: " + troubles();
        Failure failure = refused ? new Failure(Failure.Kind.REFUSED, message) : Failure.unreachable(message);
        String otherwise = refused
                ? "configure the credentials in --command-config FILE"
                : far.isEmpty()
                        ? "specify reachable controllers with --bootstrap-controller HOST:PORT[,...]"
                        : "map the addresses of the controllers with " + MapTemplate.options(far);
        return failure.hint(silent.values().stream()
                .flatMap(trouble -> trouble.hint().stream())
                .findFirst()
                .orElse(otherwise));
    }

    private Failure leaderless() {
        int here = nodes.size() - silent.size();
        // A minority may still name a leader that is gone.
        String message = leader >= 0 && 2 * here > nodes.size()
                ? "controller " + leader + ", which leads the quorum, does not answer"
                : "the quorum has no leader: " + here + " of " + nodes.size() + " controllers answer"
                        + (here == 1 ? "s" : "");
        return Failure.unreachable(silent.isEmpty() ? message : message + " (" + troubles() + ")");
    }

    private String troubles() {
        return silent.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().cause())
                .collect(Collectors.joining("; "));
    }

    private void pause(Deadline until) {
        try {
            if (closed.await(until.within(PAUSE_MILLIS).millis(), TimeUnit.MILLISECONDS)) {
                throw Failure.interrupted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
    }

    private synchronized BrokerConnections wire() {
        if (closed.getCount() == 0) {
            throw Failure.interrupted();
        }
        if (wire.isEmpty()) {
            wire = Optional.of(new BrokerConnections(String.join(",", nodes.keySet()), access));
        }
        return wire.get();
    }

    @Override
    public void close() {
        Optional<BrokerConnections> open;
        synchronized (this) {
            closed.countDown();
            open = wire;
        }
        sourceEnd.run();
        open.ifPresent(BrokerConnections::close);
    }
}
