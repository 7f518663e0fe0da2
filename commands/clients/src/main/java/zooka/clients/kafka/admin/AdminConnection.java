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
import org.apache.kafka.common.errors.UnsupportedVersionException;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Acls;
import zooka.clients.kafka.Administration;
import zooka.clients.kafka.Brokers;
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
import zooka.clients.kafka.wire.Impostor;
import zooka.clients.kafka.wire.TopicPropagation;
import zooka.clients.kafka.wire.UnreachableBrokers;
import zooka.clients.kafka.wire.WireBrokers;
import zooka.clients.kafka.wire.WireConfigs;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Deadline;

/**
 * The library's admin clients, opened when they are first needed, and the one place where what it throws becomes a
 * {@link Failure}. It knows which broker has to do what; {@link BrokerConnections} is for what has to be fast.
 */
public final class AdminConnection implements Administration, AutoCloseable {

    /** By how much the client's own bound may be late before it is not waited for any longer. */
    private static final long GRACE_MILLIS = 500;

    /** How many brokers may be stopped of those that the client tries in turn for a question that any can answer. */
    private static final int TRIES = 3;

    /** How many things one request changes. */
    private static final int AT_ONCE = 1_000;

    private final WireTopics topics;
    private final Duration timeout;
    /** A broker that has answered; guarded by this. */
    private Optional<Node> bootstrap = Optional.empty();

    /** By how long one request of them may take; guarded by this. */
    private final Map<Integer, Admin> clients = new HashMap<>();

    /**
     * Why a client has ended by itself, such as at a request that cannot be written: nothing that it is asked is answered then,
     * and it has to be opened anew. Guarded by this.
     */
    private CompletableFuture<Void> broken = new CompletableFuture<>();

    /**
     * Connects to nothing yet.
     *
     * @param topics finds the broker that the client begins with, says why none answers, and knows how brokers are reached;
     *     stays open
     * @param timeout bound of each call
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
     * The client for questions, which are put to another broker when one is silent, and for settings, which any broker takes and
     * which are the same when they are said twice; {@code UNREACHABLE}, with each address and its cause, where no broker answers.
     */
    Admin admin() {
        return client(false);
    }

    /**
     * The client for changes. In ZooKeeper mode the controller answers when a change is done, and asking it again meanwhile
     * would be refused; in KRaft any broker hands them on, and one that is stopped must not keep them.
     */
    Admin changing() {
        return client(true);
    }

    private synchronized Admin client(boolean changes) {
        if (bootstrap.isEmpty()) {
            bootstrap = Optional.of(topics.answering());
        }
        int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
        boolean once = changes && topics.mode() == ClusterState.Mode.ZOOKEEPER;
        return clients.computeIfAbsent(once ? millis : Math.max(1, millis / TRIES), request -> open(millis, request));
    }

    private Admin open(int millis, int requestMillis) {
        // The client itself would try in turn for a minute and then say only that it timed out. It begins with the
        // broker that answered, so that one which is stopped costs nothing here.
        Map<String, Object> settings = topics.reach().settings(bootstrap.orElseThrow());
        settings.put("client.id", "zooka");
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", false);
        settings.put("request.timeout.ms", requestMillis);
        settings.put("default.api.timeout.ms", millis);
        settings.put("socket.connection.setup.timeout.ms", requestMillis);
        Admin made = Admin.create(settings);
        watch(made, broken);
        topics.reach().lead(made, bootstrap.orElseThrow());
        return made;
    }

    private static void watch(Admin made, CompletableFuture<Void> broken) {
        try {
            Thread thread = (Thread) AddressMapPatch.field(made, Thread.class).get(made);
            thread.setUncaughtExceptionHandler((ended, e) -> broken.completeExceptionally(e));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return; // another version of the library: it is found out by the timeout
        }
    }

    private synchronized CompletableFuture<Void> broken() {
        return broken;
    }

    /** What ended a client; from now on there is another. */
    private synchronized Failure ended(String what, Throwable cause) {
        clients.values().forEach(open -> open.close(Duration.ZERO));
        clients.clear();
        broken = new CompletableFuture<>();
        return Optional.of(cause)
                .filter(RuntimeException.class::isInstance)
                .flatMap(e -> BrokerRequest.tooLong((RuntimeException) e))
                .orElseGet(() -> failure(what, cause));
    }

    /** The answer as soon as it is there, or the failure as soon as none will be. */
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
     * @param what was asked for, behind "cannot": {@code create topic orders}
     */
    <T> T await(String what, KafkaFuture<T> future) {
        return await(what, future, deadline());
    }

    /** Waits for each of the answers, all within one timeout, and tells what became of each. */
    <K, T> Map<K, Outcome<T>> each(Map<K, KafkaFuture<T>> futures, Function<K, String> what) {
        Deadline deadline = deadline();
        Map<K, Outcome<T>> outcomes = new LinkedHashMap<>();
        futures.forEach((key, future) -> outcomes.put(key, outcome(what.apply(key), future, deadline)));
        return outcomes;
    }

    /**
     * The same for changes of very many things, some at a time: a controller refuses a request that changes too much. Behind
     * some of which none was answered, the others are not tried.
     *
     * @param change asks for some of them
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
                .hint("status shows which broker is missing; --timeout 30s waits longer")
                .cause(cause);
    }

    /** What a client's exception means for the user. */
    Failure failure(String what, Throwable cause) {
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return timedOut(what, cause);
        }
        String message = "cannot " + what + ": " + text(cause);
        if (cause instanceof UnsupportedVersionException) {
            return new Failure(Kind.FAILED, "cannot " + what + ": the brokers are too old for this").cause(cause);
        }
        if (cause instanceof SecurityDisabledException) {
            return new Failure(Kind.FAILED, message)
                    .hint("the brokers have no authorizer.class.name")
                    .cause(cause);
        }
        return Impostor.failure(what, cause.getMessage())
                .orElseGet(() -> new Failure(kind(cause), message))
                .cause(cause);
    }

    private static Kind kind(Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException
                || cause instanceof UnknownTopicIdException
                || cause instanceof GroupIdNotFoundException
                || cause instanceof TransactionalIdNotFoundException
                || cause instanceof LogDirNotFoundException
                || cause instanceof ResourceNotFoundException) {
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
        // An interrupted thread has no patience left; the flag is kept for whoever looks at it next.
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
