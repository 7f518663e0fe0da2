package zooka.commands.timeline;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.kafka.metadata.KafkaZnodes;
import zooka.commands.kafka.metadata.ZooKeeperMetadata;
import zooka.commands.kafka.metadata.ZooKeeperMetadata.Reread;

/**
 * Follows a cluster by watches in ZooKeeper. What a watch names is read at once; what is named meanwhile is read together
 * in the next round, so that one change is seen without delay and a failover needs few rounds.
 */
final class ZooKeeperSource {

    /** The interval of complete readings, in case an event was missed. A lost connection causes one by itself. */
    private static final Duration RESYNC = Duration.ofMinutes(5);

    /** Markers in the queue of paths, which start with a slash. */
    private static final String EVERYTHING = "everything";

    private static final String LOST = "lost";

    private final Znodes znodes;
    private final Current current;
    private final Clock clock;
    private final Consumer<Failure> failures;
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private volatile boolean connected = true;

    /** Called when the connection is lost or there again; on the client's event thread. */
    private final Runnable turned;

    ZooKeeperSource(Znodes znodes, Current current, Clock clock, Consumer<Failure> failures, Runnable turned) {
        this.znodes = znodes;
        this.current = current;
        this.clock = clock;
        this.failures = failures;
        this.turned = turned;
    }

    /** Reads everything again now. */
    void refresh() {
        news.add(EVERYTHING);
    }

    /** Whether the ensemble is connected, and what is known is current. */
    boolean connected() {
        return connected;
    }

    /**
     * Follows until the thread is interrupted.
     *
     * @throws Failure if the watches cannot be set
     */
    void follow(Duration retry) throws InterruptedException {
        ZooKeeperMetadata metadata = new ZooKeeperMetadata(znodes);
        try (Znodes.Watch brokers = znodes.watch(KafkaZnodes.BROKERS, this::seen);
                Znodes.Watch controller = znodes.watch(KafkaZnodes.CONTROLLER, this::seen);
                Znodes.Watch epoch = znodes.watch(KafkaZnodes.CONTROLLER_EPOCH, this::seen)) {
            Set<String> changed = new HashSet<>(Set.of(EVERYTHING));
            while (true) {
                try {
                    if (changed.remove(LOST)) {
                        failures.accept(Failure.unreachable("connection to ZooKeeper lost, trying another server"));
                    }
                    read(metadata, changed);
                    changed.clear();
                } catch (Failure failure) {
                    failures.accept(failure);
                    changed.add(EVERYTHING);
                    String next = news.poll(retry.toMillis(), TimeUnit.MILLISECONDS);
                    if (next != null) {
                        changed.add(next);
                    }
                    continue;
                }
                collect(changed);
            }
        }
    }

    /** Waits for the next event, and takes those that came with it. */
    private void collect(Set<String> changed) throws InterruptedException {
        String first = news.poll(RESYNC.toMillis(), TimeUnit.MILLISECONDS);
        changed.add(first == null ? EVERYTHING : first);
        news.drainTo(changed);
    }

    /** Called on the ZooKeeper client's event thread. */
    private void seen(Znodes.Event event) {
        switch (event.type()) {
            case DISCONNECTED -> {
                connected = false;
                news.add(LOST);
                turned.run();
            }
            case CONNECTED -> {
                connected = true;
                news.add(EVERYTHING);
                turned.run();
            }
            case CREATED, CHANGED, DELETED, CHILDREN -> news.add(event.path());
        }
    }

    private void read(ZooKeeperMetadata metadata, Set<String> changed) {
        if (changed.contains(EVERYTHING)) {
            metadata.readAll();
            current.change(clock.instant(), edit -> {
                edit.via(Via.WATCHES).cluster(Mode.ZOOKEEPER, metadata.clusterId());
                tell(edit);
                controller(edit, metadata);
                brokers(edit, metadata);
                edit.allTopics(metadata.topics(), metadata::created);
            });
            return;
        }
        Reread reread = metadata.reread(changed);
        if (!reread.isEmpty()) {
            current.change(clock.instant(), edit -> {
                tell(edit);
                change(edit, metadata, reread);
            });
        }
    }

    private void tell(Edit edit) {
        // Without a connection the state is outdated.
        if (connected) {
            edit.asOf(clock.instant());
        }
    }

    private static void change(Edit edit, ZooKeeperMetadata metadata, Reread reread) {
        if (reread.controller()) {
            controller(edit, metadata);
        }
        if (reread.brokers()) {
            brokers(edit, metadata);
        }
        for (String name : reread.topics()) {
            metadata.topic(name)
                    .ifPresentOrElse(topic -> edit.topic(topic, metadata.created(name)), () -> edit.deleted(name));
        }
        for (Map.Entry<String, Set<Integer>> entry : reread.partitions().entrySet()) {
            for (int number : entry.getValue()) {
                metadata.partition(entry.getKey(), number).ifPresent(edit::partition);
            }
        }
    }

    private static void controller(Edit edit, ZooKeeperMetadata metadata) {
        edit.controller(metadata.controller(), metadata.controllerEpoch(), metadata.elected());
    }

    private static void brokers(Edit edit, ZooKeeperMetadata metadata) {
        edit.allBrokers(metadata.brokers(), metadata::registered);
    }
}
