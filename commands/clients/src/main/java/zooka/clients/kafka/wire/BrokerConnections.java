package zooka.clients.kafka.wire;

import java.util.ArrayList;
import java.util.Collection;
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
 * Kafka's protocol, spoken to brokers of our choice over connections that are kept. It exists beside the clients of the
 * Kafka library because those choose the broker themselves, drop part of what it says, take long to start and wait long
 * for the dead.
 *
 * <p>One question at a time; threads that ask meanwhile wait for their turn within their own deadline. An interrupt ends
 * the wait with {@link Failure.Kind#INTERRUPTED}.
 */
public final class BrokerConnections implements AutoCloseable {

    /** How long a broker may take to get ready before the next one is dialled beside it. */
    private static final long HEAD_START_MILLIS = 250;

    static final int DEFAULT_PORT = 9092;

    /** Into how many parts a deadline is divided, so that time is left for the others when one does not answer. */
    private static final int TRIES = 3;

    private static final int REQUESTS_IN_FLIGHT = 5;

    private final String bootstrap;
    private final BrokerAccess reach;
    private final List<Node> named = new ArrayList<>();
    private final ApiVersions versions = new ApiVersions();
    private final NetworkClient client;
    private final BrokerRequest.Means means;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    /** The brokers that metadata named, by id; written under the lock, which guards the rest below. */
    private volatile List<Node> learned = List.of();

    private Optional<Node> answered = Optional.empty();

    /** What helps with the brokers that are out of reach, once it has been looked for. */
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
                // The deadline of each call decides; here is only what never comes first.
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
        this.means = new BrokerRequest.Means(reach, client, selector, lookup);
    }

    /** The answers of several brokers, and why the others gave none, each by broker id. */
    public record Replies<R>(Map<Integer, R> answers, Map<Integer, BrokerError> troubles) {}

    /** The brokers that metadata named last. */
    List<Node> learned() {
        return learned;
    }

    /** Remembers brokers to ask when none of those that the user named answers any more. */
    void learn(Collection<Node> brokers) {
        lock.lock();
        try {
            learned = List.copyOf(brokers);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the broker that answered last knows a request. */
    public boolean supports(ApiKeys api) {
        return latestVersion(api) >= 0;
    }

    /** The newest version of a request that the broker that answered last and this client both know, or -1. */
    public int latestVersion(ApiKeys api) {
        Optional<NodeApiVersions> known = answered.map(node -> versions.get(node.idString()));
        return known.isPresent() && known.get().apiVersion(api) != null
                ? known.get().latestUsableVersion(api)
                : -1;
    }

    /** The broker that answered last; a question must have been answered before. */
    Node answering() {
        lock.lock();
        try {
            return answered.orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    /** Asks whichever broker answers: the one that did the last time, else those named, else those learned. */
    public <R extends AbstractResponse> R ask(AbstractRequest.Builder<?> question, Class<R> type, Deadline deadline) {
        acquire(deadline);
        try {
            List<BrokerRequest> attempts = candidates();
            Map<String, BrokerError> troubles = new LinkedHashMap<>();
            while (!attempts.isEmpty()) {
                BrokerRequest ready = firstReady(attempts, troubles, deadline);
                if (ready == null) {
                    break;
                }
                Deadline share = deadline.within(deadline.millis() / Math.min(attempts.size(), TRIES));
                Replies<R> replies = exchange(Map.of(ready.node(), question), type, share);
                R reply = replies.answers().get(ready.node().id());
                if (reply != null) {
                    answered = Optional.of(ready.node());
                    return reply;
                }
                troubles.put(
                        address(ready.node()),
                        replies.troubles().get(ready.node().id()));
                attempts.remove(ready);
            }
            answered = Optional.empty();
            boolean far = troubles.values().stream().anyMatch(BrokerError::isOutOfReach);
            throw BrokerError.failure(bootstrap, troubles, far ? Optional.of(wayOut().hint()) : Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    /** Asks the broker that answered last, and nobody else; empty when it does not answer this. */
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

    /** Asks each of those brokers its question, all at the same time. */
    public <R extends AbstractResponse> Replies<R> askEach(
            Map<Node, ? extends AbstractRequest.Builder<?>> questions, Class<R> type, Deadline deadline) {
        return askAll(List.of(questions), type, deadline).get(0);
    }

    /** The same with several questions for each broker, none of which waits for the answer to another; same order. */
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
                throw Failure.unreachable("no broker of " + bootstrap + " answers: another question is still waiting");
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
        learned.forEach(node -> nodes.putIfAbsent(address(node), node));
        List<BrokerRequest> attempts = new ArrayList<>();
        nodes.values().forEach(node -> attempts.add(new BrokerRequest(node, means)));
        return attempts;
    }

    /**
     * The first broker that takes requests; each next one is dialled when those before have failed or had their head start.
     * Those that fail are taken from the list; null when none is left or the time is up.
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
                    troubles.put(address(attempt.node()), attempt.explained(deadline));
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

    /** A question on its way. */
    private record Asked<R>(BrokerRequest attempt, AbstractRequest.Builder<?> question, Replies<R> replies) {}

    private <R extends AbstractResponse> List<Replies<R>> exchangeAll(
            List<? extends Map<Node, ? extends AbstractRequest.Builder<?>>> questions,
            Class<R> type,
            Deadline deadline) {
        List<Replies<R>> all = new ArrayList<>();
        List<Asked<R>> open = new ArrayList<>();
        questions.forEach(round -> {
            Replies<R> replies = new Replies<>(new TreeMap<>(), new TreeMap<>());
            round.forEach((node, question) -> open.add(new Asked<>(new BrokerRequest(node, means), question, replies)));
            all.add(replies);
        });
        try {
            while (!open.isEmpty() && !deadline.passed()) {
                for (Asked<R> asked : List.copyOf(open)) {
                    BrokerRequest attempt = asked.attempt;
                    attempt.exchange(asked.question, deadline);
                    if (attempt.reply().isPresent()) {
                        asked.replies
                                .answers()
                                .put(
                                        attempt.node().id(),
                                        type.cast(attempt.reply().get()));
                        open.remove(asked);
                    } else if (attempt.trouble().isPresent()) {
                        asked.replies
                                .troubles()
                                .put(attempt.node().id(), attempt.trouble().get());
                        open.remove(asked);
                    }
                }
                if (!open.isEmpty()) {
                    poll(patience(open.stream().map(Asked::attempt).toList(), deadline));
                }
            }
            open.forEach(
                    asked -> asked.replies.troubles().put(asked.attempt.node().id(), asked.attempt.overdue()));
        } finally {
            // An answer that comes too late would be taken for the next question's.
            open.forEach(asked -> client.close(asked.attempt.node().idString()));
        }
        for (Replies<R> replies : all) {
            if (!replies.troubles().isEmpty()) {
                sayWayOut(replies);
            }
        }
        return all;
    }

    /** Says once what helps with the brokers that are out of reach. */
    private <R> void sayWayOut(Replies<R> replies) {
        replies.troubles().entrySet().stream()
                .filter(entry -> entry.getKey() >= 0 && entry.getValue().isOutOfReach())
                .findFirst()
                .ifPresent(entry ->
                        entry.setValue(entry.getValue().saying(entry.getValue().cause() + "; " + wayOut().text())));
    }

    private ReachabilityHint wayOut() {
        if (wayOut.isEmpty()) {
            wayOut = Optional.of(ReachabilityHint.of(learned.isEmpty() ? named : learned, reach));
        }
        return wayOut.get();
    }

    /** Until when there is nothing to do but wait. */
    private static Deadline patience(List<BrokerRequest> attempts, Deadline deadline) {
        Deadline patience = deadline;
        for (BrokerRequest attempt : attempts) {
            patience = patience.within(attempt.patience(deadline));
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
