package zooka.clients.kafka.wire.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.MetadataImage;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.wire.BrokerRequest;
import zooka.clients.kafka.wire.QuorumAddresses;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Deadline;

/**
 * Topics as the controllers of a KRaft quorum know them: by the metadata log, which is read once and followed from then on, and by
 * their answers about configuration. What only brokers know is a {@code FAILED} failure.
 */
final class LogTopics implements Topics {

    private final WireTopics controllers;
    private final Supplier<MetadataLog> logs;
    private final Duration timeout;

    /** The log as far as it was read; guarded by {@code this}. */
    private Optional<MetadataLog> log = Optional.empty();

    private final MetadataImage image = new MetadataImage();
    private Optional<String> clusterId = Optional.empty();

    /**
     * @param controllers connections to controllers; stay open
     * @param logs a new follower of their log, which is closed with this
     * @param timeout of each call
     */
    LogTopics(WireTopics controllers, Supplier<MetadataLog> logs, Duration timeout) {
        this.controllers = controllers;
        this.logs = logs;
        this.timeout = timeout;
    }

    @Override
    public synchronized ClusterState state() {
        Deadline deadline = Deadline.in(timeout);
        if (log.isEmpty()) {
            log = Optional.of(logs.get());
            image.clear();
        }
        MetadataLog.Update update;
        do {
            if (deadline.passed()) {
                throw Failure.unreachable("the metadata log was not read within " + timeout.toMillis() + " ms")
                        .hint("use --timeout 30s to wait longer");
            }
            // A wait of zero returns what is there.
            update = log.get().next(Duration.ZERO);
            if (update.restart()) {
                image.clear();
            }
            update.batches().forEach(image::apply);
        } while (!update.caughtUp());
        if (clusterId.isEmpty()) {
            clusterId = QuorumAddresses.clusterId(controllers, deadline);
        }
        return image.state(update, update.asOf().orElseGet(Instant::now), clusterId);
    }

    @Override
    public ClusterState state(Collection<String> topics) {
        ClusterState all = state();
        List<Topic> found = new ArrayList<>();
        for (String name : topics) {
            found.add(all.topics().stream()
                    .filter(topic -> topic.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Failure.absent(Failure.Noun.TOPIC, name)));
        }
        return all.withTopics(found);
    }

    @Override
    public ClusterState state(Broker witness) {
        throw unknown("the metadata of broker " + witness.id());
    }

    /** The same state: a controller fences brokers that it does not hear of, and their listeners may not be for this client. */
    @Override
    public ClusterState withReachability(ClusterState state, Duration within) {
        return state;
    }

    @Override
    public Topics withOwnConnections() {
        return with(controllers.withOwnConnections());
    }

    /** The same over other connections. */
    LogTopics with(WireTopics others) {
        return new LogTopics(others, logs, timeout);
    }

    @Override
    public ClusterState basicState() {
        return state();
    }

    @Override
    public List<String> names() {
        return state().topics().stream().map(Topic::name).toList();
    }

    @Override
    public List<Topic> withMinInSync(List<Topic> topics) {
        return controllers.withMinInSync(topics);
    }

    /** The same topics: the log tells of reassignments. */
    @Override
    public List<Topic> withReassignments(List<Topic> topics) {
        return topics;
    }

    @Override
    public List<Setting> overrides(String topic) {
        return controllers.overrides(topic);
    }

    @Override
    public Offsets offsets(Collection<Partition> partitions, Position position) {
        throw unknown("the offsets of partitions");
    }

    private static Failure unknown(String what) {
        return new Failure(Failure.Kind.FAILED, "controllers do not know " + what).hint(BrokerRequest.SPECIFY_BROKERS);
    }

    @Override
    public synchronized void close() {
        log.ifPresent(MetadataLog::close);
        log = Optional.empty();
        controllers.close();
    }
}
