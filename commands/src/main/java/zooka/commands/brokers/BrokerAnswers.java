package zooka.commands.brokers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Brokers.Versions;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Topic;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.ClusterView;

/**
 * What the brokers have told about themselves so far: log directories, API versions, {@code min.insync.replicas}. Only
 * brokers that answer are asked. Used by one thread.
 */
final class BrokerAnswers {

    /** How long a broker may take to show that it answers. */
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final Context context;
    private final Function<Versions, Optional<String>> release;

    private Map<Integer, List<LogDir>> logDirs = Map.of();
    private final Map<Integer, String> releases = new HashMap<>();
    private final Map<String, Integer> minimums = new HashMap<>();
    /** What could not be read, by what it is. */
    private final Map<String, List<String>> troubles = new TreeMap<>();

    BrokerAnswers(Context context, Function<Versions, Optional<String>> release) {
        this.context = context;
        this.release = release;
    }

    /** The state with the brokers that do not answer this client. */
    ClusterState reachable(ClusterState state) {
        return new ClusterView(context).withReachability(state, ANSWER);
    }

    /** Asks each broker for its log directories, and for its versions if they are not known. */
    void askAll(ClusterState state) {
        List<Broker> answering = state.brokers().stream()
                .filter(broker -> broker.online() && broker.trouble().isEmpty())
                .toList();
        Set<Integer> ids = new HashSet<>();
        answering.forEach(broker -> ids.add(broker.id()));
        // After a restart a broker may have another release.
        releases.keySet().retainAll(ids);
        List<Integer> unknown =
                ids.stream().filter(id -> !releases.containsKey(id)).sorted().toList();
        if (!unknown.isEmpty()) {
            ask(
                            "API versions",
                            () -> context.clusters().administration().brokers().versions(unknown))
                    .ifPresent(told -> told.answers().forEach((id, versions) -> release.apply(versions)
                            .ifPresent(name -> releases.put(id, name))));
        }
        if (!answering.isEmpty()) {
            ask("log directories", () -> context.clusters().logDirs().of(answering))
                    .ifPresent(told -> logDirs = told.answers());
        }
    }

    /** Forgets what may be outdated, so that it is asked for again. */
    void forget() {
        releases.clear();
        minimums.clear();
    }

    /** Asks for {@code min.insync.replicas} of the topics of a broker, as far as it is not known. */
    void askMinimums(ClusterState state, int broker) {
        List<Topic> unknown = state.topics().stream()
                .filter(topic -> !minimums.containsKey(topic.name())
                        && topic.partitions().stream()
                                .anyMatch(partition -> partition.replicas().contains(broker)))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        String what = "min.insync.replicas";
        troubles.remove(what);
        try {
            context.clusters().topics().withMinInSync(unknown).forEach(topic -> topic.minInSync()
                    .ifPresent(value -> minimums.put(topic.name(), value)));
        } catch (Failure failure) {
            missing(what, failure);
        }
    }

    private <T> Optional<PerBroker<T>> ask(String what, Supplier<PerBroker<T>> question) {
        troubles.remove(what);
        try {
            PerBroker<T> told = question.get();
            List<String> silent = new ArrayList<>();
            told.unreachable().forEach((id, why) -> silent.add(what + ": broker " + id + ": " + why));
            troubles.put(what, silent);
            return Optional.of(told);
        } catch (Failure failure) {
            missing(what, failure);
            return Optional.empty();
        }
    }

    private void missing(String what, Failure failure) {
        troubles.put(what, List.of(what + ": " + failure.unlessInterrupted().getMessage()));
    }

    List<String> troubles() {
        return troubles.values().stream().flatMap(List::stream).toList();
    }

    /** A picture of a state with what is known. */
    BrokersPicture picture(ClusterState state) {
        ClusterState complete = minimums.isEmpty()
                ? state
                : state.withTopics(state.topics().stream()
                        .map(topic -> minimums.containsKey(topic.name())
                                ? topic.withMinInSync(minimums.get(topic.name()))
                                : topic)
                        .toList());
        return BrokersPicture.of(context.clusters().profile().name(), complete, logDirs, releases, troubles());
    }
}
