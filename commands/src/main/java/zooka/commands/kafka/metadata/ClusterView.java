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
 * The cluster as a command sees it: what the brokers say, and from ZooKeeper what only ZooKeeper knows. Where no broker
 * can be reached and ZooKeeper can, ZooKeeper's word is taken, and that is said.
 */
public final class ClusterView {

    /** So many topics are named where something is unknown of many. */
    private static final int NAMED = 5;

    private final Context context;

    /** Whether there is no broker that could be asked for more. */
    private boolean unserved;

    /** Whether there is no quorum that could be asked for what only it knows. */
    private boolean uncontrolled;

    public ClusterView(Context context) {
        this.context = context;
    }

    /** All of it. */
    public ClusterState state() {
        return state(Topics::state, ZooKeeperMetadata::readAll);
    }

    /**
     * The same with those topics only that words select; all where there is no word. Of several words, one that selects nothing
     * is said to be missing; where there is one, that is {@code NOT_FOUND}.
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

    /** The same with those partitions only that words name, as {@link PartitionSelection#ofTopics} reads them. */
    public ClusterState partitions(List<String> words) {
        return selected(
                words,
                PartitionSelection.plainTopics(words),
                (all, word) -> PartitionSelection.ofTopics(all.topics(), List.of(word)));
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
        Set<Partition> chosen = new HashSet<>(each(words, word -> select.apply(all, word)));
        return all.withTopics(all.topics().stream()
                .map(topic -> topic.withPartitions(
                        topic.partitions().stream().filter(chosen::contains).toList()))
                .filter(topic -> !topic.partitions().isEmpty())
                .toList());
    }

    /**
     * The partitions that words select, each of them once. A word that selects none, or what may not be seen, is said to be
     * missing; where there is no other word, that is the failure.
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
        failures.forEach(failure -> context.remarks().incomplete(failure.getMessage()));
        return List.copyOf(chosen);
    }

    /** The cluster with these topics, or those of them that exist and may be seen. */
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

    /** Whether a topic may not be seen. */
    private boolean isHidden(String topic) {
        try {
            context.clusters().topics().state(List.of(topic));
            return false;
        } catch (Failure failure) {
            return failure.unlessInterrupted().kind() == Failure.Kind.REFUSED;
        }
    }

    /** The topics only, as cheaply as the brokers can tell. */
    public List<Topic> topics() {
        try {
            return controlled(context.clusters().topics().glance()).topics();
        } catch (Failure failure) {
            return fromZooKeeper(failure, ZooKeeperMetadata::readAll).topics();
        }
    }

    /** The topics with their minimum of in-sync replicas; without it, and that said, where it cannot be asked for. */
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
                        .incomplete("min.insync.replicas of "
                                + (unknown.size() == 1 ? "topic " : unknown.size() + " topics, ")
                                + unknown.stream().limit(NAMED).collect(Collectors.joining(" "))
                                + (unknown.size() > NAMED ? " …" : "")
                                + ": no permission to describe "
                                + (unknown.size() == 1 ? "its" : "their") + " configuration");
            }
            return told;
        } catch (Failure failure) {
            goWithout("min.insync.replicas", failure);
            return topics;
        }
    }

    /** The topics with what is being reassigned; without it, and that said, where it cannot be asked for. */
    public List<Topic> withReassignments(List<Topic> topics) {
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
    public void goWithout(String what, Failure failure) {
        context.remarks().incomplete(what + ": " + failure.unlessInterrupted().getMessage());
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
            goWithout("since when", failure);
            return told;
        }
    }

    /** Remembers whether there is a quorum. */
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
            // Nothing is missing then: there is nobody who could say more.
            unserved = true;
            context.remarks().note("no broker is registered; this is what ZooKeeper has kept");
            return state;
        }
        context.remarks().incomplete("the brokers' word; this is ZooKeeper's: " + failure.getMessage());
        return asked(state);
    }

    /** The state with the brokers that do not answer this client; without, where that cannot be asked. */
    public ClusterState asked(ClusterState state) {
        return asked(state, context.clusters().profile().timeout());
    }

    /** The same, which waits no longer than that for a broker. */
    public ClusterState asked(ClusterState state, Duration within) {
        if (!state.silent().isEmpty() || state.online().isEmpty()) {
            return state;
        }
        try {
            return context.clusters().topics().asked(state, within);
        } catch (Failure failure) {
            goWithout("which brokers answer", failure);
            return state;
        }
    }

    private ClusterState readFrom(Consumer<ZooKeeperMetadata> read) {
        ZooKeeperMetadata zookeeper = new ZooKeeperMetadata(context.clusters().znodes());
        read.accept(zookeeper);
        return zookeeper.state(context.clock().instant());
    }

    /** What the brokers told, with the ages and epochs that ZooKeeper keeps. */
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
