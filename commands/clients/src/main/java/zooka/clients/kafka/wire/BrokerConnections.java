package zooka.clients.kafka.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.BootstrapConfiguration;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.utils.Time;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;

/**
 * Sends requests to particular brokers over kept connections. It exists beside the clients of the
 * Kafka library because those select the broker themselves, drop parts of responses, start slowly and wait long
 * for unresponsive brokers.
 *
 * <p>One call at a time; other threads wait for their turn within their own deadline. An interrupt ends
 * the wait with {@link Failure.Kind#INTERRUPTED}.
 */
public final class BrokerConnections implements AutoCloseable {

    /** How long a broker may take to get ready before the next one is tried in parallel. */
    private static final long HEAD_START_MILLIS = 250;

    static final int DEFAULT_PORT = 9092;

    /** How many parts a deadline is divided into, so that time is left for other brokers if one does not answer. */
    private static final int TRIES = 3;

    private static final int REQUESTS_IN_FLIGHT = 5;

    private final String bootstrap;
    private final BrokerAccess reach;
    private final List<Node> named = new ArrayList<>();
    private final ApiVersions versions = new ApiVersions();
    private final NetworkClient client;
    private final BrokerRequest.Transport means;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;
    private volatile boolean atController;

    /** The brokers of the metadata, by id; written under the lock, which guards the fields below. */
    private volatile List<Node> knownBrokers = List.of();

    private Optional<Node> answered = Optional.empty();

    /** The hint for unreachable brokers, after it was searched once. */
    private Optional<ReachabilityHint> wayOut = Optional.empty();

    /** @param bootstrap {@code host:port,...} */
    public BrokerConnections(String bootstrap, BrokerAccess reach) {
        this.bootstrap = bootstrap;
        this.reach = reach;
        int id = -1;
        for (String address : Addresses.parse(bootstrap, DEFAULT_PORT)) {
            named.add(reach.named(id--, address));
        }
        MappedSelector selector = Channels.selector(reach.config());
        Lookup lookup = new Lookup();
        this.client = new NetworkClient(
                new ManualMetadataUpdater(),
                null,
                selector,
                "zooka",
                REQUESTS_IN_FLIGHT,
                0,
                0,
                -1,
                -1,
                // The deadline of each call decides; these limits are never reached first.
                Integer.MAX_VALUE / 4,
                Integer.MAX_VALUE / 4,
                Integer.MAX_VALUE / 4,
                Time.SYSTEM,
                true,
                versions,
                null,
                Channels.QUIET,
                lookup,
                null,
                Long.MAX_VALUE,
                MetadataRecoveryStrategy.NONE,
                BootstrapConfiguration.DISABLED,
                false);
        this.means = new BrokerRequest.Transport(reach, client, selector, lookup);
    }

    /** The answers of several brokers, and the errors of the others, by broker id. */
    public record Replies<R>(Map<Integer, R> answers, Map<Integer, BrokerError> troubles) {}

    /** The brokers of the last metadata. */
    List<Node> knownBrokers() {
        return knownBrokers;
    }

    /** Adds brokers to ask if none of the bootstrap list answers any more. */
    void addBrokers(Collection<Node> brokers) {
        lock.lock();
        try {
            knownBrokers = List.copyOf(brokers);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the broker that answered last supports a request. */
    public boolean supports(ApiKeys api) {
        return latestVersion(api) >= 0;
    }

    /**
     * Whether a server of the bootstrap list is a controller of a KRaft quorum, which does not answer what brokers do. False as
     * long as none of them has answered anything.
     */
    public boolean atController() {
        return atController;
    }

    /** Remembers whether a server is a controller, which is forgotten when its connection is closed. */
    private void noteControllers() {
        atController |= named.stream()
                .map(node -> versions.get(node.idString()))
                .anyMatch(known -> known != null && known.apiVersion(ApiKeys.METADATA) == null);
    }

    /** The newest version of a request that both the last broker and this client support, or -1. */
    public int latestVersion(ApiKeys api) {
        return answered.map(node -> latestVersion(node, api)).orElse(-1);
    }

    private int latestVersion(Node node, ApiKeys api) {
        NodeApiVersions known = versions.get(node.idString());
        return known != null && known.apiVersion(api) != null ? known.latestUsableVersion(api) : -1;
    }

    /** The broker that answered last; requires an earlier answer. */
    Node answering() {
        lock.lock();
        try {
            return answered.orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    /** Sends a request to any broker: the last one that answered, the bootstrap list, or brokers of the metadata. */
    public <R extends AbstractResponse> R ask(AbstractRequest.Builder<?> question, Class<R> type, Deadline deadline) {
        return ask(question, type, deadline, false);
    }

    /**
     * Sends a request whose answer is in the cluster's metadata to any broker. Where ZooKeeper keeps the metadata, it must pass the
     * {@link ZooKeeperGate}.
     */
    public <R extends AbstractResponse> R askOfMetadata(
            AbstractRequest.Builder<?> question, Class<R> type, Deadline deadline) {
        return ask(question, type, deadline, true);
    }

    private <R extends AbstractResponse> R ask(
            AbstractRequest.Builder<?> question, Class<R> type, Deadline deadline, boolean ofMetadata) {
        acquire(deadline);
        try {
            List<BrokerRequest> attempts = candidates();
            Map<String, BrokerError> troubles = new LinkedHashMap<>();
            while (!attempts.isEmpty()) {
                BrokerRequest ready = firstReady(attempts, troubles, deadline);
                if (ready == null) {
                    break;
                }
                boolean fromZooKeeper = ofMetadata && latestVersion(ready.node(), ApiKeys.DESCRIBE_QUORUM) < 0;
                if (fromZooKeeper) {
                    reach.zookeeper().check();
                }
                boolean once = fromZooKeeper && !reach.zookeeper().letsRepeat();
                Deadline share =
                        once ? deadline : deadline.within(deadline.millis() / Math.min(attempts.size(), TRIES));
                Replies<R> replies = exchange(Map.of(ready.node(), question), type, share);
                R reply = replies.answers().get(ready.node().id());
                if (reply != null) {
                    answered = Optional.of(ready.node());
                    if (fromZooKeeper) {
                        reach.zookeeper().answered();
                    }
                    return reply;
                }
                troubles.put(
                        address(ready.node()),
                        replies.troubles().get(ready.node().id()));
                attempts.remove(ready);
                if (once) {
                    reach.zookeeper().unanswered();
                    break;
                }
            }
            answered = Optional.empty();
            boolean far = troubles.values().stream().anyMatch(BrokerError::isOutOfReach);
            throw BrokerError.failure(bootstrap, troubles, far ? Optional.of(wayOut().hint()) : Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    /** Sends a request to the broker that answered last; empty without an answer. */
    <R extends AbstractResponse> Optional<R> askSame(
            AbstractRequest.Builder<?> question, Class<R> type, Deadline deadline) {
        acquire(deadline);
        try {
            return answered.map(node ->
                    exchange(Map.of(node, question), type, deadline).answers().get(node.id()));
        } finally {
            lock.unlock();
        }
    }

    /** Sends a request to each broker, in parallel. */
    public <R extends AbstractResponse> Replies<R> askEach(
            Map<Node, ? extends AbstractRequest.Builder<?>> questions, Class<R> type, Deadline deadline) {
        return askAll(List.of(questions), type, deadline).get(0);
    }

    /** The same with several pipelined requests for each broker; answers in the same order. */
    <R extends AbstractResponse> List<Replies<R>> askAll(
            List<? extends Map<Node, ? extends AbstractRequest.Builder<?>>> questions,
            Class<R> type,
            Deadline deadline) {
        acquire(deadline);
        try {
            return exchangeAll(questions, type, deadline);
        } finally {
            lock.unlock();
        }
    }

    private void acquire(Deadline deadline) {
        try {
            if (!lock.tryLock(deadline.millis(), TimeUnit.MILLISECONDS)) {
                throw Failure.unreachable("no broker of " + bootstrap + " answers: another request is still pending");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
    }

    private List<BrokerRequest> candidates() {
        Map<String, Node> nodes = new LinkedHashMap<>();
        answered.ifPresent(node -> nodes.put(address(node), node));
        named.forEach(node -> nodes.putIfAbsent(address(node), node));
        knownBrokers.forEach(node -> nodes.putIfAbsent(address(node), node));
        List<BrokerRequest> attempts = new ArrayList<>();
        nodes.values().forEach(node -> attempts.add(new BrokerRequest(node, means)));
        return attempts;
    }

    /**
     * The first broker that accepts requests; each next one is tried when the previous ones have failed or had their head start.
     * Brokers that fail are removed from the list; null if none is left or the time is up.
     */
    private BrokerRequest firstReady(
            List<BrokerRequest> attempts, Map<String, BrokerError> troubles, Deadline deadline) {
        int dialled = 1;
        Deadline start = deadline.within(HEAD_START_MILLIS);
        while (!attempts.isEmpty()) {
            if (deadline.passed()) {
                attempts.forEach(attempt -> troubles.put(address(attempt.node()), attempt.overdue()));
                attempts.forEach(attempt -> client.close(attempt.node().idString()));
                return null;
            }
            int before = attempts.size();
            for (BrokerRequest attempt : List.copyOf(attempts.subList(0, Math.min(dialled, attempts.size())))) {
                if (attempt.advance(deadline)) {
                    return attempt;
                }
                if (attempt.trouble().isPresent()) {
                    attempts.remove(attempt);
                    troubles.put(address(attempt.node()), attempt.diagnose(deadline));
                }
            }
            if (attempts.size() < before) {
                continue;
            }
            if (start.passed() && dialled < attempts.size()) {
                dialled++;
                start = deadline.within(HEAD_START_MILLIS);
            } else {
                List<BrokerRequest> tried = attempts.subList(0, Math.min(dialled, attempts.size()));
                poll(patience(tried, dialled < attempts.size() ? start : deadline));
            }
        }
        return null;
    }

    private <R extends AbstractResponse> Replies<R> exchange(
            Map<Node, ? extends AbstractRequest.Builder<?>> questions, Class<R> type, Deadline deadline) {
        return exchangeAll(List.of(questions), type, deadline).get(0);
    }

    /** A request in flight. */
    private record Call<R>(BrokerRequest attempt, AbstractRequest.Builder<?> question, Replies<R> replies) {}

    private <R extends AbstractResponse> List<Replies<R>> exchangeAll(
            List<? extends Map<Node, ? extends AbstractRequest.Builder<?>>> questions,
            Class<R> type,
            Deadline deadline) {
        List<Replies<R>> all = new ArrayList<>();
        List<Call<R>> open = new ArrayList<>();
        questions.forEach(round -> {
            Replies<R> replies = new Replies<>(new TreeMap<>(), new TreeMap<>());
            round.forEach((node, question) -> open.add(new Call<>(new BrokerRequest(node, means), question, replies)));
            all.add(replies);
        });
        try {
            while (!open.isEmpty() && !deadline.passed()) {
                for (Iterator<Call<R>> calls = open.iterator(); calls.hasNext(); ) {
                    Call<R> asked = calls.next();
                    BrokerRequest attempt = asked.attempt;
                    attempt.exchange(asked.question, deadline);
                    if (attempt.reply().isPresent()) {
                        asked.replies
                                .answers()
                                .put(
                                        attempt.node().id(),
                                        type.cast(attempt.reply().get()));
                        calls.remove();
                    } else if (attempt.trouble().isPresent()) {
                        asked.replies
                                .troubles()
                                .put(attempt.node().id(), attempt.trouble().get());
                        calls.remove();
                    }
                }
                if (!open.isEmpty()) {
                    poll(patience(open.stream().map(Call::attempt).toList(), deadline));
                }
            }
            open.forEach(
                    asked -> asked.replies.troubles().put(asked.attempt.node().id(), asked.attempt.overdue()));
        } finally {
            noteControllers();
            // A late response would be taken for that of the next request.
            open.forEach(asked -> client.close(asked.attempt.node().idString()));
        }
        for (Replies<R> replies : all) {
            if (!replies.troubles().isEmpty()) {
                sayWayOut(replies);
            }
        }
        return all;
    }

    /** Searches once for the hint on unreachable brokers. */
    private <R> void sayWayOut(Replies<R> replies) {
        replies.troubles().entrySet().stream()
                .filter(entry -> entry.getKey() >= 0 && entry.getValue().isOutOfReach())
                .findFirst()
                .ifPresent(entry ->
                        entry.setValue(entry.getValue().saying(entry.getValue().cause() + "; " + wayOut().text())));
    }

    private ReachabilityHint wayOut() {
        if (wayOut.isEmpty()) {
            wayOut = Optional.of(ReachabilityHint.of(knownBrokers.isEmpty() ? named : knownBrokers, reach));
        }
        return wayOut.get();
    }

    /** How long to wait for the next event. */
    private static Deadline patience(List<BrokerRequest> attempts, Deadline deadline) {
        Deadline patience = deadline;
        for (BrokerRequest attempt : attempts) {
            patience = patience.within(attempt.pollMillis(deadline));
        }
        return patience;
    }

    private void poll(Deadline deadline) {
        if (Thread.currentThread().isInterrupted() || closed) {
            throw Failure.interrupted();
        }
        client.poll(Math.max(1, deadline.millis()), Time.SYSTEM.milliseconds());
        if (Thread.currentThread().isInterrupted() || closed) {
            throw Failure.interrupted();
        }
    }

    public static String address(Node node) {
        return node.host() + ":" + node.port();
    }

    @Override
    public void close() {
        closed = true;
        client.wakeup();
        lock.lock();
        try {
            client.close();
        } finally {
            lock.unlock();
        }
    }
}
