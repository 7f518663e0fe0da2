package zooka.commands.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Selector;
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

    /** Whether there is no broker that could be asked for more. */
    private boolean unserved;

    /** Whether there is no quorum that could be asked for what only it knows. */
    private boolean uncontrolled;

    Cluster(Context context) {
        this.context = context;
    }

    /** All of it. */
    ClusterState state() {
        return state(Topics::state, ZooKeeperState::readAll);
    }

    /**
     * The same with those topics only that words select; all where there is no word. Of several words, one that selects nothing
     * is said to be missing; where there is one, that is {@code NOT_FOUND}.
     */
    ClusterState topics(List<String> words) {
        boolean plain = words.stream().allMatch(word -> word.equals(Selector.exactly(word)));
        return selected(words, plain ? Optional.of(words) : Optional.empty(), (all, word) -> {
            List<String> names = new Selector(word)
                    .among(all.topics().stream().map(Topic::name).toList());
            if (names.isEmpty()) {
                throw Failure.absent(Failure.Noun.TOPIC, word);
            }
            return all.topics().stream()
                    .filter(topic -> names.contains(topic.name()))
                    .flatMap(topic -> topic.partitions().stream())
                    .toList();
        });
    }

    /** The same with those partitions only that words name, as {@link PartitionNames#ofTopics} reads them. */
    ClusterState partitions(List<String> words) {
        return selected(
                words,
                PartitionNames.plainTopics(words),
                (all, word) -> PartitionNames.ofTopics(all.topics(), List.of(word)));
    }

    /** @param named the topics that are enough to be asked for; empty where all are needed */
    private ClusterState selected(
            List<String> words,
            Optional<List<String>> named,
            BiFunction<ClusterState, String, List<Partition>> select) {
        ClusterState all = words.isEmpty() || named.isEmpty() ? state() : those(named.get());
        if (words.isEmpty()) {
            return all;
        }
        Set<Partition> chosen = new HashSet<>();
        List<Failure> failures = new ArrayList<>();
        for (String word : words) {
            try {
                chosen.addAll(select.apply(all, word));
            } catch (Failure failure) {
                if (failure.kind() != Failure.Kind.NOT_FOUND) {
                    throw failure;
                }
                failures.add(failure);
                if (failures.size() == words.size()) {
                    throw failures.get(0);
                }
            }
        }
        failures.forEach(failure -> context.remarks().incomplete(failure.getMessage()));
        return all.withTopics(all.topics().stream()
                .map(topic -> topic.withPartitions(
                        topic.partitions().stream().filter(chosen::contains).toList()))
                .filter(topic -> !topic.partitions().isEmpty())
                .toList());
    }

    /** The cluster with these topics, or those of them that exist. */
    private ClusterState those(List<String> topics) {
        List<String> left = new ArrayList<>(topics);
        List<Failure> absent = new ArrayList<>();
        while (true) {
            try {
                return state(gateway -> gateway.state(left), zookeeper -> zookeeper.read(left));
            } catch (Failure failure) {
                boolean dropped =
                        failure.absent().map(what -> left.remove(what.name())).orElse(false);
                if (!dropped) {
                    throw failure;
                }
                absent.add(failure);
                if (left.isEmpty()) {
                    throw absent.get(0);
                }
            }
        }
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
        if (unserved) {
            return topics;
        }
        try {
            return context.clusters().topics().withMinInSync(topics);
        } catch (Failure failure) {
            goWithout("min.insync.replicas", failure);
            return topics;
        }
    }

    /** The topics with what is being reassigned; without it, and that said, where it cannot be asked for. */
    List<Topic> withReassignments(List<Topic> topics) {
        if (unserved) {
            return topics;
        }
        if (uncontrolled) {
            context.remarks().incomplete("reassignments: the quorum, which keeps them, has no leader");
            return topics;
        }
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
            uncontrolled =
                    told.mode() == ClusterState.Mode.KRAFT && told.controller().isEmpty();
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
        if (state.online().isEmpty()) {
            // Nothing is missing then: there is nobody who could say more.
            unserved = true;
            context.remarks().note("no broker is registered; this is what ZooKeeper has kept");
            return state;
        }
        context.remarks().incomplete("the brokers' word; this is ZooKeeper's: " + failure.getMessage());
        return asked(state);
    }

    /** The state with the brokers that do not answer this client; without, where that cannot be asked. */
    ClusterState asked(ClusterState state) {
        if (!state.silent().isEmpty() || state.online().isEmpty()) {
            return state;
        }
        try {
            return context.clusters().topics().asked(state);
        } catch (Failure failure) {
            goWithout("which brokers answer", failure);
            return state;
        }
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
                        topics)
                .registeredIn(zookeeper);
    }

    private static Partition merge(Partition told, Optional<Partition> kept) {
        return told.known(
                told.leaderEpoch().isPresent()
                        ? told.leaderEpoch()
                        : kept.map(Partition::leaderEpoch).orElse(OptionalInt.empty()),
                kept.flatMap(Partition::since));
    }
}
