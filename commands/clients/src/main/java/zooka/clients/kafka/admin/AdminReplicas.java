package zooka.clients.kafka.admin;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.ReplicaNotAvailableException;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas;
import zooka.clients.kafka.wire.Reassignments;
import zooka.clients.kafka.wire.WireTopics;

/** Reassigns replicas and elects leaders with the admin client. */
final class AdminReplicas implements Replicas {

    private final AdminConnection connection;

    private final WireTopics topics;

    /** Uses connections that stay open. */
    AdminReplicas(AdminConnection connection, WireTopics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    static TopicPartition topicPartition(PartitionName name) {
        return new TopicPartition(name.topic(), name.partition());
    }

    static PartitionName name(TopicPartition partition) {
        return new PartitionName(partition.topic(), partition.partition());
    }

    @Override
    public Map<PartitionName, Outcome<ElectionResult>> elect(Election kind, Collection<PartitionName> partitions) {
        Set<TopicPartition> wanted = new HashSet<>();
        partitions.forEach(name -> wanted.add(topicPartition(name)));
        Map<TopicPartition, Optional<Throwable>> told = connection.await(
                "elect leaders",
                connection
                        .changing()
                        .electLeaders(kind == Election.UNCLEAN ? ElectionType.UNCLEAN : ElectionType.PREFERRED, wanted)
                        .partitions());
        Map<PartitionName, Outcome<ElectionResult>> outcomes = new LinkedHashMap<>();
        // The controller omits partitions without a change.
        partitions.forEach(
                name -> outcomes.put(name, outcome(name, told.getOrDefault(topicPartition(name), notNeeded()))));
        return outcomes;
    }

    private static Optional<Throwable> notNeeded() {
        return Optional.of(new ElectionNotNeededException(""));
    }

    private Outcome<ElectionResult> outcome(PartitionName name, Optional<Throwable> trouble) {
        if (trouble.isEmpty()) {
            return Outcome.of(ElectionResult.CHANGED);
        }
        return trouble.get() instanceof ElectionNotNeededException
                ? Outcome.of(ElectionResult.NOT_NEEDED)
                : Outcome.failed(connection.failure("elect a leader of " + name, trouble.get()));
    }

    @Override
    public List<Move> moves() {
        return new Reassignments(topics).moves(topics.deadline());
    }

    @Override
    public Map<PartitionName, Outcome<Void>> move(Map<PartitionName, List<Integer>> assignments) {
        Map<PartitionName, Optional<NewPartitionReassignment>> wanted = new LinkedHashMap<>();
        assignments.forEach((name, replicas) -> wanted.put(name, Optional.of(new NewPartitionReassignment(replicas))));
        return alter(wanted, "move ");
    }

    @Override
    public Map<PartitionName, Outcome<Void>> cancel(Collection<PartitionName> partitions) {
        Map<PartitionName, Optional<NewPartitionReassignment>> wanted = new LinkedHashMap<>();
        partitions.forEach(name -> wanted.put(name, Optional.empty()));
        return alter(wanted, "cancel the reassignment of ");
    }

    private Map<PartitionName, Outcome<Void>> alter(
            Map<PartitionName, Optional<NewPartitionReassignment>> wanted, String verb) {
        return connection.eachInTurn(
                List.copyOf(wanted.keySet()),
                some -> {
                    Map<TopicPartition, Optional<NewPartitionReassignment>> request = new LinkedHashMap<>();
                    some.forEach(name -> request.put(topicPartition(name), wanted.get(name)));
                    Map<PartitionName, KafkaFuture<Void>> told = new LinkedHashMap<>();
                    connection
                            .changing()
                            .alterPartitionReassignments(request)
                            .values()
                            .forEach((partition, future) -> told.put(name(partition), future));
                    return told;
                },
                name -> verb + name);
    }

    @Override
    public void moveToDir(PartitionName partition, int broker, String dir) {
        TopicPartitionReplica replica = new TopicPartitionReplica(partition.topic(), partition.partition(), broker);
        connection.await(
                "move " + partition + " on broker " + broker + " to " + dir,
                connection.changing().alterReplicaLogDirs(Map.of(replica, dir)).all());
    }

    @Override
    public void chooseDir(PartitionName partition, int broker, String dir) {
        try {
            moveToDir(partition, broker, dir);
        } catch (Failure failure) {
            // The answer of a broker without the replica, which remembers the directory.
            if (!(failure.getCause() instanceof ReplicaNotAvailableException
                    || failure.getCause() instanceof NotLeaderOrFollowerException)) {
                throw failure;
            }
        }
    }
}
