package zooka.clients.kafka.wire.log;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.wire.WireTopics;

/**
 * Topics as the servers of the bootstrap list know them. Whether these are brokers or controllers of a KRaft quorum turns out with
 * the first answer: brokers are asked for their metadata, and if one is a controller, the metadata log is read.
 */
public final class BootstrapTopics implements Topics {

    private final WireTopics servers;
    private final LogTopics log;
    private volatile boolean controllers;

    /**
     * Connects to nothing yet.
     *
     * @param servers connections to the bootstrap list; closed with this
     * @param logs a new follower of the metadata log, by the bootstrap list or other controllers
     * @param controllers whether the bootstrap list is known to name controllers
     * @param timeout of each call
     */
    public BootstrapTopics(WireTopics servers, Supplier<MetadataLog> logs, boolean controllers, Duration timeout) {
        this(servers, new LogTopics(servers, logs, timeout), controllers);
    }

    private BootstrapTopics(WireTopics servers, LogTopics log, boolean controllers) {
        this.servers = servers;
        this.log = log;
        this.controllers = controllers;
    }

    private <R> R ask(Function<Topics, R> question) {
        if (!controllers) {
            try {
                return question.apply(servers);
            } catch (Failure failure) {
                if (!servers.wire().atController()) {
                    throw failure;
                }
                controllers = true;
            }
        }
        return question.apply(log);
    }

    @Override
    public boolean ofControllers() {
        return controllers;
    }

    @Override
    public ClusterState state() {
        return ask(Topics::state);
    }

    @Override
    public ClusterState state(Collection<String> topics) {
        return ask(asked -> asked.state(topics));
    }

    @Override
    public ClusterState state(Broker witness) {
        return ask(asked -> asked.state(witness));
    }

    @Override
    public ClusterState withReachability(ClusterState state, Duration within) {
        return ask(asked -> asked.withReachability(state, within));
    }

    @Override
    public Topics withOwnConnections() {
        WireTopics others = servers.withOwnConnections();
        return new BootstrapTopics(others, log.with(others), controllers);
    }

    @Override
    public ClusterState basicState() {
        return ask(Topics::basicState);
    }

    @Override
    public List<String> names() {
        return ask(Topics::names);
    }

    @Override
    public List<Topic> withMinInSync(List<Topic> topics) {
        return ask(asked -> asked.withMinInSync(topics));
    }

    @Override
    public List<Topic> withReassignments(List<Topic> topics) {
        return ask(asked -> asked.withReassignments(topics));
    }

    @Override
    public List<Setting> overrides(String topic) {
        return ask(asked -> asked.overrides(topic));
    }

    @Override
    public Offsets offsets(Collection<Partition> partitions, Position position) {
        return ask(asked -> asked.offsets(partitions, position));
    }

    @Override
    public void close() {
        log.close();
        servers.close();
    }
}
