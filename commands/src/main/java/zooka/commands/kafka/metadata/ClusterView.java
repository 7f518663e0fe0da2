package zooka.commands.kafka.metadata;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.text.Selector;
import zooka.commands.action.Context;

/**
 * The view of the cluster that commands show: the answers of the brokers, completed by ZooKeeper's metadata. If no broker
 * answers but ZooKeeper does, ZooKeeper's metadata is shown with a remark.
 */
public final class ClusterView {

    /** How many topics a remark lists at most. */
    private static final int NAMED = 5;

    private final Context context;

    /** Whether no broker is registered that could answer more. */
    private boolean unserved;

    /** Whether the KRaft quorum has no leader. */
    private boolean uncontrolled;

    public ClusterView(Context context) {
        this.context = context;
    }

    /**
     * Refuses a change before its plan if only controllers of a KRaft quorum are specified, and only brokers can make it. To be called
     * after the first answer.
     *
     * @param what as it follows "cannot": {@code elect leaders}
     */
    public static void requireBrokers(Context context, String what) {
        if (context.clusters().topics().ofControllers()) {
            throw new Failure(Failure.Kind.FAILED, "cannot " + what + ": only controllers are specified")
                    .hint("specify brokers with -b HOST:PORT[,...]");
        }
    }

    /** The whole cluster. */
    public ClusterState state() {
        return state(Topics::state, ZooKeeperMetadata::readAll);
    }

    /**
     * The cluster with the selected topics only; all without a word. Of several words, each that selects nothing
     * is remarked; a single word that selects nothing is {@code NOT_FOUND}.
     */
    public ClusterState topics(List<String> words) {
        boolean plain = words.stream().allMatch(word -> word.equals(Selector.exactly(word)));
        return selected(words, plain ? Optional.of(words) : Optional.empty(), (all, word) -> {
            Set<String> names = Set.copyOf(new Selector(word)
                    .among(all.topics().stream().map(Topic::name).toList()));
            if (names.isEmpty()) {
                throw Failure.absent(Failure.Noun.TOPIC, word);
            }
            return all.topics().stream()
                    .filter(topic -> names.contains(topic.name()))
                    .flatMap(topic -> topic.partitions().stream())
                    .toList();
        });
    }

    /** The cluster with the selected partitions only, as {@link PartitionSelection#ofTopics} parses them. */
    public ClusterState partitions(List<String> words) {
        return selected(
                words,
                PartitionSelection.plainTopics(words),
                (all, word) -> PartitionSelection.ofTopics(all.topics(), List.of(word)));
    }

    /** @param named the topics to request; empty for all */
    private ClusterState selected(
            List<String> words,
            Optional<List<String>> named,
            BiFunction<ClusterState, String, List<Partition>> select) {
        ClusterState all = words.isEmpty() || named.isEmpty() ? state() : those(named.get());
        if (words.isEmpty()) {
            return all;
        }
        Set<Partition> chosen = new HashSet<>(each(words, word -> select.apply(all, word)));
        return all.withTopics(all.topics().stream()
                .map(topic -> topic.withPartitions(
                        topic.partitions().stream().filter(chosen::contains).toList()))
                .filter(topic -> !topic.partitions().isEmpty())
                .toList());
    }

    /**
     * The selected partitions, without duplicates. A word that selects none, or no permission to describe a topic, is remarked
     * as missing; it is the failure if there is no other word.
     */
    public List<Partition> each(List<String> words, Function<String, List<Partition>> select) {
        Set<Partition> chosen = new LinkedHashSet<>();
        List<Failure> failures = new ArrayList<>();
        for (String word : words) {
            try {
                chosen.addAll(select.apply(word));
            } catch (Failure failure) {
                if (failure.kind() != Failure.Kind.NOT_FOUND) {
                    throw failure;
                }
                failures.add(AbsentTopic.explained(context.clusters(), failure));
                if (failures.size() == words.size()) {
                    throw failures.get(0);
                }
            }
        }
        failures.forEach(failure -> context.remarks().incomplete(failure));
        return List.copyOf(chosen);
    }

    /** The cluster with those of the topics that exist and may be described. */
    private ClusterState those(List<String> topics) {
        List<String> left = new ArrayList<>(topics);
        List<Failure> absent = new ArrayList<>();
        while (true) {
            try {
                return state(gateway -> gateway.state(left), zookeeper -> zookeeper.read(left));
            } catch (Failure failure) {
                Optional<String> without = failure.kind() == Failure.Kind.REFUSED
                        ? left.stream().filter(this::isHidden).findFirst()
                        : failure.absent().map(Failure.Absent::name);
                if (without.isEmpty() || !left.remove(without.get())) {
                    throw failure;
                }
                absent.add(failure);
                if (left.isEmpty()) {
                    throw absent.get(0);
                }
            }
        }
    }

    /** Whether there is no permission to describe a topic. */
    private boolean isHidden(String topic) {
        try {
            context.clusters().topics().state(List.of(topic));
            return false;
        } catch (Failure failure) {
            return failure.unlessInterrupted().kind() == Failure.Kind.REFUSED;
        }
    }

    /** The topics only, by the cheapest request. */
    public List<Topic> topics() {
        try {
            return controlled(context.clusters().topics().basicState()).topics();
        } catch (Failure failure) {
            return fromZooKeeper(failure, ZooKeeperMetadata::readAll).topics();
        }
    }

    /** The topics with their {@code min.insync.replicas}; without it and with a remark if it cannot be read. */
    public List<Topic> withMinInSync(List<Topic> topics) {
        if (unserved) {
            return topics;
        }
        try {
            List<Topic> told = context.clusters().topics().withMinInSync(topics);
            List<String> unknown = told.stream()
                    .filter(topic -> topic.minInSync().isEmpty())
                    .map(Topic::name)
                    .toList();
            if (!unknown.isEmpty()) {
                context.remarks()
                        .incomplete(
                                "no-permission",
                                "min.insync.replicas of "
                                        + (unknown.size() == 1 ? "topic " : unknown.size() + " topics, ")
                                        + unknown.stream().limit(NAMED).collect(Collectors.joining(" "))
                                        + (unknown.size() > NAMED ? " …" : "")
                                        + ": no permission to describe "
                                        + (unknown.size() == 1 ? "its" : "their") + " configuration");
            }
            return told;
        } catch (Failure failure) {
            remarkMissing("min.insync.replicas", failure);
            return topics;
        }
    }

    /** The topics with reassignments in progress; without them and with a remark if they cannot be read. */
    public List<Topic> withReassignments(List<Topic> topics) {
        if (unserved) {
            return topics;
        }
        if (uncontrolled) {
            context.remarks().incomplete("no-controller", "reassignments: the KRaft quorum has no leader");
            return topics;
        }
        try {
            return context.clusters().topics().withReassignments(topics);
        } catch (Failure failure) {
            remarkMissing("reassignments", failure);
            return topics;
        }
    }

    /** Remarks that a part of the answer is missing; rethrows an interrupt. */
    public void remarkMissing(String what, Failure failure) {
        context.remarks()
                .incomplete(
                        failure.id(), what + ": " + failure.unlessInterrupted().getMessage());
    }

    private ClusterState state(Function<Topics, ClusterState> ask, Consumer<ZooKeeperMetadata> read) {
        ClusterState told;
        try {
            told = ask.apply(context.clusters().topics());
        } catch (Failure failure) {
            return fromZooKeeper(failure, read);
        }
        if (told.mode() == ClusterState.Mode.KRAFT || !context.clusters().hasZooKeeper()) {
            return controlled(told);
        }
        try {
            return merge(told, readFrom(read));
        } catch (Failure failure) {
            remarkMissing("state age", failure);
            return told;
        }
    }

    /** Remembers whether the quorum has a leader. */
    private ClusterState controlled(ClusterState told) {
        uncontrolled =
                told.mode() == ClusterState.Mode.KRAFT && told.controller().isEmpty();
        return told;
    }

    private ClusterState fromZooKeeper(Failure failure, Consumer<ZooKeeperMetadata> read) {
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
            // Nothing is missing then: no broker could answer more.
            unserved = true;
            context.remarks().note("zookeeper-metadata", "no broker is registered; showing the metadata in ZooKeeper");
            return state;
        }
        context.remarks()
                .incomplete(
                        "zookeeper-metadata",
                        "no answer from the brokers; showing the metadata in ZooKeeper: " + failure.getMessage());
        return withReachability(state);
    }

    /** The state with the brokers that do not answer this client, if that can be determined. */
    public ClusterState withReachability(ClusterState state) {
        return withReachability(state, context.clusters().profile().timeout());
    }

    /** The same with a timeout for each broker. */
    public ClusterState withReachability(ClusterState state, Duration within) {
        if (!state.unreachable().isEmpty() || state.online().isEmpty()) {
            return state;
        }
        try {
            return context.clusters().topics().withReachability(state, within);
        } catch (Failure failure) {
            remarkMissing("reachability of brokers", failure);
            return state;
        }
    }

    private ClusterState readFrom(Consumer<ZooKeeperMetadata> read) {
        ZooKeeperMetadata zookeeper = new ZooKeeperMetadata(context.clusters().znodes());
        read.accept(zookeeper);
        return zookeeper.state(context.clock().instant());
    }

    /** The answers of the brokers, with the times and epochs from ZooKeeper. */
    public static ClusterState merge(ClusterState brokers, ClusterState zookeeper) {
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
