package zooka.clients.kafka.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;

/**
 * Lets requests through that brokers serve from ZooKeeper, such as those for the configuration of a topic. A broker reads
 * ZooKeeper on the thread that serves the request, and waits there without bound while the ensemble has no quorum
 * ({@code KafkaZkClient.retryRequestsUntilConnected}), although the client has long given up: after {@code num.io.threads}
 * such requests the broker serves nobody any more, neither producers nor consumers. So they are sent only while ZooKeeper
 * serves. Where this client cannot ask ZooKeeper, each goes to one broker only. After one without an answer, others are not sent for some
 * time.
 *
 * <p>It does not concern a cluster with a KRaft quorum. Safe for use by several threads.
 */
public final class ZooKeeperGate {

    /** How long a known trouble of ZooKeeper is taken to last. */
    private static final Duration KNOWN = Duration.ofSeconds(2);

    private static final Duration FIRST_REST = Duration.ofMinutes(10);

    private final Supplier<Optional<Failure>> zookeeper;
    private final boolean told;
    private Optional<Failure> trouble = Optional.empty();
    private Deadline troubleKnown = Deadline.in(Duration.ZERO);
    private Duration rest = FIRST_REST;
    private Deadline rested = Deadline.in(Duration.ZERO);

    /** @param zookeeper asks whether ZooKeeper serves: its trouble, or empty if it serves */
    public ZooKeeperGate(Supplier<Optional<Failure>> zookeeper) {
        this(zookeeper, true);
    }

    private ZooKeeperGate(Supplier<Optional<Failure>> zookeeper, boolean told) {
        this.zookeeper = zookeeper;
        this.told = told;
    }

    /** Of a client that is not told of any ensemble. */
    public static ZooKeeperGate unknown() {
        return new ZooKeeperGate(Optional::empty, false);
    }

    /** Whether another broker may be asked if one gives no answer: it cannot be because of ZooKeeper. */
    public boolean letsRepeat() {
        return told;
    }

    /** Returns if a request may be sent; {@code UNREACHABLE} otherwise. */
    public synchronized void check() {
        if (!rested.passed()) {
            throw Failure.unreachable("not sent again: the brokers need ZooKeeper for this, and gave no answer")
                    .hint("doctor");
        }
        if (troubleKnown.passed()) {
            trouble = zookeeper.get();
            troubleKnown = Deadline.in(trouble.isPresent() ? KNOWN : Duration.ZERO);
        }
        if (trouble.isPresent()) {
            throw Failure.unreachable("not sent: the brokers need ZooKeeper for this, and would hold a request thread"
                            + " until it serves: "
                            + trouble.get().getMessage())
                    .hint("ensemble");
        }
    }

    /** A request that was let through got no answer: it may hold a thread of its broker. */
    public synchronized void unanswered() {
        rested = Deadline.in(rest);
        rest = rest.multipliedBy(2);
    }

    /** A request got its answer. */
    public synchronized void answered() {
        rest = FIRST_REST;
    }
}
