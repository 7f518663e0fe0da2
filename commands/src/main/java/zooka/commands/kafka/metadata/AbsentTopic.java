package zooka.commands.kafka.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Failure.Noun;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.text.Selector;
import zooka.commands.action.Clusters;

/** Explains why a topic is not listed: it does not exist, it is being deleted, or there is no permission to describe it. */
public final class AbsentTopic {

    private AbsentTopic() {}

    /**
     * The failure with the cause added: {@code REFUSED} without the permission to describe the topic, and for a topic marked for
     * deletion what blocks it. Failures that are not about a topic are not changed.
     */
    public static Failure explained(Clusters clusters, Failure failure) {
        Optional<String> name = failure.absent()
                .filter(absent -> absent.noun() == Noun.TOPIC && !Selector.isPattern(absent.name()))
                .map(Failure.Absent::name);
        if (name.isEmpty()) {
            return failure;
        }
        try {
            clusters.topics().state(List.of(name.get()));
            return failure;
        } catch (Failure told) {
            told.unlessInterrupted();
            if (told.kind() == Kind.REFUSED) {
                return told;
            }
            return told.kind() == Kind.NOT_FOUND
                    ? deletion(clusters, name.get()).orElse(failure)
                    : failure;
        }
    }

    /** The failure of a topic that is marked for deletion in ZooKeeper; empty for other topics. */
    public static Optional<Failure> deletion(Clusters clusters, String topic) {
        try {
            if (!clusters.hasZooKeeper()
                    || clusters.znodes()
                            .stat(KafkaZnodes.DELETED_TOPICS + "/" + topic)
                            .isEmpty()) {
                return Optional.empty();
            }
            ZooKeeperMetadata state = new ZooKeeperMetadata(clusters.znodes());
            state.read(List.of(topic));
            return Optional.of(waiting(topic, state));
        } catch (Failure silent) {
            silent.unlessInterrupted();
            return Optional.empty();
        }
    }

    private static Failure waiting(String topic, ZooKeeperMetadata zookeeper) {
        ClusterState state = zookeeper.state(Instant.EPOCH);
        Set<Integer> replicas = state.partitions().stream()
                .flatMap(partition -> partition.replicas().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> offline = state.brokers().stream()
                .filter(broker -> !broker.online() && replicas.contains(broker.id()))
                .map(Broker::id)
                .map(String::valueOf)
                .toList();
        String message = "topic " + topic + " is marked for deletion";
        if (offline.isEmpty()) {
            return Failure.notFound(message).hint("audit --check pending-deletion shows what blocks the deletion");
        }
        String brokers = (offline.size() == 1 ? "broker " : "brokers ") + String.join(" ", offline);
        return Failure.notFound(message + ": " + brokers + " with its replicas " + (offline.size() == 1 ? "is" : "are")
                        + " offline")
                .hint("start " + brokers);
    }
}
