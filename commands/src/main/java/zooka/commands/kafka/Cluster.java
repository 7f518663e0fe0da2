package zooka.commands.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Glob;
import zooka.commands.kafka.client.ClusterState;
import zooka.commands.kafka.client.Partition;
import zooka.commands.kafka.client.Topic;
import zooka.commands.kafka.client.Topics;

/**
 * The cluster as a command sees it: what the brokers say, and from ZooKeeper what only ZooKeeper knows. Where no broker
 * can be reached and ZooKeeper can, ZooKeeper's word is taken, and that is said.
 */
final class Cluster {

    private final Context context;

    Cluster(Context context) {
        this.context = context;
    }

    /** All of it. */
    ClusterState state() {
        return state(Topics::state, ZooKeeperState::readAll);
    }

    /**
     * The same with those topics only, or those whose names match; all where none is named. {@code NOT_FOUND} names the first
     * that does not exist.
     */
    ClusterState state(Collection<String> topics) {
        if (topics.isEmpty()) {
            return state();
        }
        if (topics.stream().noneMatch(Glob::isPattern)) {
            return state(gateway -> gateway.state(topics), zookeeper -> zookeeper.read(topics));
        }
        ClusterState all = state();
        Map<String, Topic> chosen = new TreeMap<>();
        for (String pattern : topics) {
            Glob glob = new Glob(pattern);
            List<Topic> matching = all.topics().stream()
                    .filter(topic -> glob.matches(topic.name()))
                    .toList();
            if (matching.isEmpty()) {
                throw Failure.absent(Failure.Noun.TOPIC, pattern);
            }
            matching.forEach(topic -> chosen.put(topic.name(), topic));
        }
        return all.withTopics(List.copyOf(chosen.values()));
    }

    /** The topics only, as cheaply as the brokers can tell. */
    List<Topic> topics() {
        try {
            return context.clusters().topics().list();
        } catch (Failure failure) {
            return fromZooKeeper(failure, ZooKeeperState::readAll).topics();
        }
    }

    /** The topics with their minimum of in-sync replicas; without it, and that said, where it cannot be asked for. */
    List<Topic> withMinInSync(List<Topic> topics) {
        try {
            return context.clusters().topics().withMinInSync(topics);
        } catch (Failure failure) {
            goWithout("min.insync.replicas", failure);
            return topics;
        }
    }

    /** The topics with what is being reassigned; without it, and that said, where it cannot be asked for. */
    List<Topic> withReassignments(List<Topic> topics) {
        try {
            return context.clusters().topics().withReassignments(topics);
        } catch (Failure failure) {
            goWithout("reassignments", failure);
            return topics;
        }
    }

    /** Says that a part of the answer is missing; an interrupt is no such thing and ends all. */
    void goWithout(String what, Failure failure) {
        context.remarks().incomplete(what + ": " + failure.unlessInterrupted().getMessage());
    }

    private ClusterState state(Function<Topics, ClusterState> ask, Consumer<ZooKeeperState> read) {
        ClusterState told;
        try {
            told = ask.apply(context.clusters().topics());
        } catch (Failure failure) {
            return fromZooKeeper(failure, read);
        }
        if (told.mode() == ClusterState.Mode.KRAFT || !context.clusters().hasZooKeeper()) {
            return told;
        }
        try {
            return merge(told, readFrom(read));
        } catch (Failure failure) {
            goWithout("since when", failure);
            return told;
        }
    }

    private ClusterState fromZooKeeper(Failure failure, Consumer<ZooKeeperState> read) {
        if (failure.kind() != Failure.Kind.UNREACHABLE || !context.clusters().hasZooKeeper()) {
            throw failure;
        }
        ClusterState state;
        try {
            state = readFrom(read);
        } catch (Failure worse) {
            throw failure;
        }
        if (state.topics().isEmpty()) {
            throw failure;
        }
        context.remarks().incomplete("the brokers' word; this is ZooKeeper's: " + failure.getMessage());
        return state;
    }

    private ClusterState readFrom(Consumer<ZooKeeperState> read) {
        ZooKeeperState zookeeper = new ZooKeeperState(context.clusters().znodes());
        read.accept(zookeeper);
        return zookeeper.state(context.clock().instant());
    }

    /** What the brokers told, with the ages and epochs that ZooKeeper keeps. */
    static ClusterState merge(ClusterState brokers, ClusterState zookeeper) {
        Map<String, Partition> kept = new HashMap<>();
        zookeeper.partitions().forEach(partition -> kept.put(partition.name(), partition));
        List<Topic> topics = brokers.topics().stream()
                .map(topic -> topic.withPartitions(topic.partitions().stream()
                        .map(partition -> merge(partition, Optional.ofNullable(kept.get(partition.name()))))
                        .toList()))
                .toList();
        OptionalInt controller = brokers.controller().isPresent() ? brokers.controller() : zookeeper.controller();
        return new ClusterState(
                brokers.asOf(),
                brokers.clusterId(),
                brokers.mode(),
                controller,
                zookeeper.controllerEpoch(),
                brokers.brokers(),
                topics);
    }

    private static Partition merge(Partition told, Optional<Partition> kept) {
        return told.known(
                told.leaderEpoch().isPresent()
                        ? told.leaderEpoch()
                        : kept.map(Partition::leaderEpoch).orElse(OptionalInt.empty()),
                kept.flatMap(Partition::since));
    }
}
