package zooka.clients.kafka.admin;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.DuplicateResourceException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.LogDirNotFoundException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ReassignmentInProgressException;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedEndpointTypeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Acls;
import zooka.clients.kafka.Administration;
import zooka.clients.kafka.Brokers;
import zooka.clients.kafka.ClusterChanges;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.GroupChanges;
import zooka.clients.kafka.Quotas;
import zooka.clients.kafka.Replicas;
import zooka.clients.kafka.ScramUsers;
import zooka.clients.kafka.Throttles;
import zooka.clients.kafka.TopicChanges;
import zooka.clients.kafka.Transactions;
import zooka.clients.kafka.wire.AddressMapPatch;
import zooka.clients.kafka.wire.BrokerConnections;
import zooka.clients.kafka.wire.BrokerRequest;
import zooka.clients.kafka.wire.BrokerWords;
import zooka.clients.kafka.wire.TopicPropagation;
import zooka.clients.kafka.wire.UnreachableBrokers;
import zooka.clients.kafka.wire.WireBrokers;
import zooka.clients.kafka.wire.WireConfigs;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.kafka.wire.WrongBroker;
import zooka.clients.net.Deadline;

/**
 * The library's admin clients, created on first use, and the only place where their exceptions are converted to a
 * {@link Failure}. The library selects the broker for each request; {@link BrokerConnections} is for fast requests.
 */
public final class AdminConnection implements Administration, AutoCloseable {

    /** How much later than its own timeout the client may fail. */
    private static final long GRACE_MILLIS = 500;

    /** How many unresponsive brokers the client may try for a request that any broker can answer. */
    private static final int TRIES = 3;

    /** The maximum number of changes in one request. */
    private static final int AT_ONCE = 1_000;

    private final WireTopics topics;
    private final Duration timeout;
    /** A broker that has answered; guarded by {@code this}. */
    private Optional<Node> bootstrap = Optional.empty();

    /** The clients by the timeout of a request; guarded by {@code this}. */
    private final Map<Integer, Admin> clients = new HashMap<>();

    /**
     * Why a client has ended by itself, for example at a request that cannot be serialized: it does not answer any more,
     * and must be created again. Guarded by {@code this}.
     */
    private CompletableFuture<Void> broken = new CompletableFuture<>();

    /**
     * Creates a gateway that connects on first use.
     *
     * @param topics finds the first broker, explains why none answers, and has the access to brokers;
     *     stays open
     * @param timeout the timeout of each call
     */
    public AdminConnection(WireTopics topics, Duration timeout) {
        this.topics = topics;
        this.timeout = timeout;
    }

    @Override
    public TopicChanges topics() {
        return new AdminTopics(this, new TopicPropagation(topics));
    }

    @Override
    public GroupChanges groups() {
        return new AdminGroups(this);
    }

    @Override
    public Configs configs() {
        return new AdminConfigs(this, new WireConfigs(topics));
    }

    @Override
    public Brokers brokers() {
        return new WireBrokers(topics);
    }

    @Override
    public ClusterChanges cluster() {
        return new AdminCluster(this);
    }

    @Override
    public Replicas replicas() {
        return new AdminReplicas(this, topics);
    }

    @Override
    public Throttles throttles() {
        return new AdminThrottles(this);
    }

    @Override
    public Acls acls() {
        return new AdminAcls(this);
    }

    @Override
    public ScramUsers users() {
        return new AdminScramUsers(this, topics);
    }

    @Override
    public Quotas quotas() {
        return new AdminQuotas(this);
    }

    @Override
    public Transactions transactions() {
        return new AdminTransactions(this);
    }

    /**
     * The client for reads, which are sent to another broker if one does not answer; {@code UNREACHABLE} with each address and its
     * cause if no broker answers.
     */
    Admin admin() {
        return client(false);
    }

    /**
     * The client for changes. In ZooKeeper mode the controller answers after a change, and repeating the request meanwhile
     * would be rejected; in KRaft mode any broker forwards them, and an unresponsive broker must not hold them up.
     */
    Admin changing() {
        return client(true);
    }

    /**
     * The client for what brokers read from the cluster's metadata, and for changes of it that may be repeated. Where ZooKeeper keeps the
     * metadata, requests pass the {@link zooka.clients.kafka.wire.ZooKeeperGate}; otherwise {@code UNREACHABLE}.
     *
     * @param what the request as it follows "cannot": {@code create topic orders}
     */
    Admin ofMetadata(String what) {
        Admin once = changingMetadata(what);
        return topics.access().zookeeper().letsRepeat() ? admin() : once;
    }

    /** The same for changes that must not be repeated. */
    Admin changingMetadata(String what) {
        Admin once = changing();
        if (topics.mode() == ClusterState.Mode.ZOOKEEPER) {
            try {
                topics.access().zookeeper().check();
            } catch (Failure failure) {
                Failure whole = Failure.unreachable("cannot " + what + ": " + failure.getMessage());
                throw failure.hint().map(whole::hint).orElse(whole);
            }
        }
        return once;
    }

    private synchronized Admin client(boolean changes) {
        if (bootstrap.isEmpty()) {
            bootstrap = Optional.of(topics.answeringServer());
        }
        int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
        boolean once = changes && topics.mode() == ClusterState.Mode.ZOOKEEPER;
        return clients.computeIfAbsent(once ? millis : Math.max(1, millis / TRIES), request -> open(millis, request));
    }

    private Admin open(int millis, int requestMillis) {
        // The client itself would try each broker for a minute and only report a timeout. It starts with the
        // broker that answered, so that an unresponsive one costs nothing.
        Map<String, Object> settings = topics.access().settings(bootstrap.orElseThrow());
        if (topics.wire().atController()) {
            settings.put("bootstrap.controllers", settings.remove("bootstrap.servers"));
        }
        settings.put("client.id", "zooka");
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", false);
        settings.put("request.timeout.ms", requestMillis);
        settings.put("default.api.timeout.ms", millis);
        settings.put("socket.connection.setup.timeout.ms", requestMillis);
        Admin made = Admin.create(settings);
        watch(made, broken);
        topics.access().lead(made, bootstrap.orElseThrow());
        return made;
    }

    private static void watch(Admin made, CompletableFuture<Void> broken) {
        try {
            Thread thread = (Thread) AddressMapPatch.field(made, Thread.class).get(made);
            thread.setUncaughtExceptionHandler((ended, e) -> broken.completeExceptionally(e));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return; // another version of the library: the timeout applies
        }
    }

    private synchronized CompletableFuture<Void> broken() {
        return broken;
    }

    /** Records what ended a client; the next call creates another one. */
    private synchronized Failure ended(String what, Throwable cause) {
        clients.values().forEach(open -> open.close(Duration.ZERO));
        clients.clear();
        broken = new CompletableFuture<>();
        return Optional.of(cause)
                .filter(RuntimeException.class::isInstance)
                .flatMap(e -> BrokerRequest.tooLong((RuntimeException) e))
                .orElseGet(() -> failure(what, cause));
    }

    /** Completes with the answer, or fails as soon as the client has ended. */
    private <T> T get(String what, KafkaFuture<T> future, CompletableFuture<Void> broken, long millis)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> done =
                future.toCompletionStage().toCompletableFuture().handle((answer, failure) -> null);
        try {
            CompletableFuture.anyOf(done, broken).get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw ended(what, e.getCause());
        }
        return future.get(millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for an answer.
     *
     * @param what the request as it follows "cannot": {@code create topic orders}
     */
    <T> T await(String what, KafkaFuture<T> future) {
        return await(what, future, deadline());
    }

    /** Waits for all answers within one timeout, and returns the outcome of each. */
    <K, T> Map<K, Outcome<T>> each(Map<K, KafkaFuture<T>> futures, Function<K, String> what) {
        Deadline deadline = deadline();
        Map<K, Outcome<T>> outcomes = new LinkedHashMap<>();
        futures.forEach((key, future) -> outcomes.put(key, outcome(what.apply(key), future, deadline)));
        return outcomes;
    }

    /**
     * The same for many changes, in several requests: a controller rejects a request with too many changes. After a
     * request without any answer the others are skipped.
     *
     * @param change sends a request for some of the changes
     */
    <K, T> Map<K, Outcome<T>> eachInTurn(
            List<K> keys, Function<List<K>, Map<K, KafkaFuture<T>>> change, Function<K, String> what) {
        Map<K, Outcome<T>> outcomes = new LinkedHashMap<>();
        Optional<Failure> silent = Optional.empty();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<K> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            if (silent.isPresent()) {
                for (K key : some) {
                    outcomes.put(
                            key,
                            Outcome.failed(
                                    Failure.unreachable("cannot " + what.apply(key) + ": skipped: out of time")));
                }
                continue;
            }
            Map<K, KafkaFuture<T>> told = change.apply(some);
            Map<K, KafkaFuture<T>> inOrder = new LinkedHashMap<>();
            some.forEach(key -> inOrder.put(key, told.get(key)));
            Map<K, Outcome<T>> now = each(inOrder, what);
            outcomes.putAll(now);
            boolean answered = now.values().stream().anyMatch(outcome -> outcome.failure()
                    .map(failure -> failure.kind() != Kind.UNREACHABLE)
                    .orElse(true));
            silent =
                    answered ? Optional.empty() : now.values().iterator().next().failure();
        }
        return outcomes;
    }

    private <T> Outcome<T> outcome(String what, KafkaFuture<T> future, Deadline deadline) {
        try {
            return new Outcome<>(Optional.ofNullable(await(what, future, deadline)), Optional.empty());
        } catch (Failure failure) {
            return Outcome.failed(failure.unlessInterrupted());
        }
    }

    private <T> T await(String what, KafkaFuture<T> future, Deadline deadline) {
        CompletableFuture<Void> now = broken();
        try {
            Deadline early = deadline.within(UnreachableBrokers.UNEASY_MILLIS);
            try {
                return get(what, future, now, Math.max(1, early.millis()));
            } catch (TimeoutException e) {
                if (!deadline.passed()) {
                    topics.outOfReach().failure(what).ifPresent(failure -> {
                        throw failure;
                    });
                }
            }
            return get(what, future, now, Math.max(1, deadline.millis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        } catch (TimeoutException e) {
            throw timedOut(what, e);
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        }
    }

    private Deadline deadline() {
        return Deadline.in(timeout.plusMillis(GRACE_MILLIS));
    }

    private Failure timedOut(String what, Throwable cause) {
        return Failure.unreachable("cannot " + what + ": no answer within " + timeout.toMillis() + " ms")
                .hint("status shows which broker is missing; use --timeout 30s to wait longer")
                .cause(cause);
    }

    /** Converts a client's exception. */
    Failure failure(String what, Throwable cause) {
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return timedOut(what, cause);
        }
        String message = "cannot " + what + ": " + text(cause);
        if (cause instanceof UnsupportedVersionException) {
            return new Failure(Kind.FAILED, "cannot " + what + ": not supported by these brokers (too old)")
                    .cause(cause);
        }
        if (cause instanceof UnsupportedEndpointTypeException) {
            return new Failure(Kind.FAILED, "cannot " + what + ": a controller does not answer this request")
                    .hint(BrokerRequest.SPECIFY_BROKERS)
                    .cause(cause);
        }
        if (cause instanceof SecurityDisabledException) {
            return new Failure(Kind.FAILED, message)
                    .hint("authorizer.class.name is not set on the brokers")
                    .cause(cause);
        }
        return WrongBroker.failure(what, cause.getMessage())
                .orElseGet(() -> new Failure(kind(cause), message).as(BrokerWords.id(cause)))
                .cause(cause);
    }

    /** Whether the client has no broker, but a controller. */
    boolean atControllers() {
        Admin unused = admin(); // its first server tells
        return topics.wire().atController();
    }

    /**
     * Refuses a request for brokers where only controllers are named; the library would wait for a broker of that id among them.
     *
     * @param what as it follows "cannot"
     */
    void requireBrokers(String what) {
        if (atControllers()) {
            throw new Failure(Kind.FAILED, "cannot " + what + ": a controller does not know the brokers' own settings")
                    .hint(BrokerRequest.SPECIFY_BROKERS);
        }
    }

    private static Kind kind(Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException
                || cause instanceof UnknownTopicIdException
                || cause instanceof GroupIdNotFoundException
                || cause instanceof TransactionalIdNotFoundException
                || cause instanceof LogDirNotFoundException
                || cause instanceof ResourceNotFoundException
                || cause instanceof BrokerIdNotRegisteredException) {
            return Kind.NOT_FOUND;
        }
        if (cause instanceof TopicExistsException
                || cause instanceof GroupNotEmptyException
                || cause instanceof GroupSubscribedToTopicException
                || cause instanceof DuplicateResourceException
                || cause instanceof UnknownMemberIdException
                || cause instanceof FencedInstanceIdException
                || cause instanceof ReassignmentInProgressException) {
            return Kind.CONFLICT;
        }
        if (cause instanceof InvalidTopicException) {
            return Kind.USAGE;
        }
        boolean refused = cause instanceof AuthorizationException
                || cause instanceof AuthenticationException
                || cause instanceof PolicyViolationException;
        return refused ? Kind.REFUSED : Kind.FAILED;
    }

    private static String text(Throwable cause) {
        String message = BrokerWords.of(cause.getMessage())
                .orElseGet(() -> cause instanceof ApiException ? BrokerWords.standard(cause) : cause.toString());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    @Override
    public synchronized void close() {
        // An interrupted thread must not wait; the flag is restored for the caller.
        boolean interrupted = Thread.interrupted();
        try {
            clients.values().forEach(open -> open.close(Duration.ZERO));
        } finally {
            clients.clear();
            bootstrap = Optional.empty();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
