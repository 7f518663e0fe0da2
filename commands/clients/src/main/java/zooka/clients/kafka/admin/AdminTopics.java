package zooka.clients.kafka.admin;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DeletedRecords;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.TopicChanges;
import zooka.clients.kafka.wire.TopicPropagation;

/** Creates and deletes topics with the admin client. */
final class AdminTopics implements TopicChanges {

    private final AdminConnection connection;
    private final TopicPropagation spreading;

    /** Uses a connection that stays open. */
    AdminTopics(AdminConnection connection, TopicPropagation spreading) {
        this.connection = connection;
        this.spreading = spreading;
    }

    @Override
    public CreatedTopic create(NewTopic topic, boolean onlyValidate) {
        org.apache.kafka.clients.admin.NewTopic wanted = topic.assignment().isEmpty()
                ? new org.apache.kafka.clients.admin.NewTopic(
                        topic.name(),
                        topic.partitions().isPresent()
                                ? Optional.of(topic.partitions().getAsInt())
                                : Optional.empty(),
                        topic.replication().isPresent()
                                ? Optional.of((short) topic.replication().getAsInt())
                                : Optional.empty())
                : new org.apache.kafka.clients.admin.NewTopic(topic.name(), numbered(topic.assignment()));
        wanted.configs(topic.configs());
        String what = "create topic " + topic.name();
        CreateTopicsResult result = connection
                .changingMetadata(what)
                .createTopics(List.of(wanted), new CreateTopicsOptions().validateOnly(onlyValidate));
        try {
            connection.await(what, result.all());
        } catch (Failure failure) {
            throw explained(failure, topic);
        }
        if (!onlyValidate) {
            spreading.await(topic.name());
        }
        return made(topic, result);
    }

    /** Adds a hint to the failure of a creation. */
    private static Failure explained(Failure failure, NewTopic topic) {
        if (failure.getCause() instanceof InvalidTopicException
                && failure.getMessage().contains("collides with")) {
            return Failure.conflict(failure.getMessage())
                    .hint("metric names do not distinguish . and _: choose another name")
                    .cause(failure.getCause());
        }
        if (failure.kind() == Kind.CONFLICT && failure.getMessage().contains("marked for deletion")) {
            return Failure.conflict("topic " + topic.name() + " is marked for deletion")
                    .hint("with -z, run audit --check pending-deletion to see what blocks the deletion")
                    .cause(failure.getCause());
        }
        boolean defaults = topic.assignment().isEmpty()
                && (topic.partitions().isEmpty() || topic.replication().isEmpty());
        return failure.getCause() instanceof UnsupportedVersionException && defaults
                ? failure.hint("before Kafka 2.4, --partitions and --replication are required")
                : failure;
    }

    /** The details of a created topic: brokers before 2.4 do not report them, later ones only with permission. */
    private static CreatedTopic made(NewTopic topic, CreateTopicsResult result) {
        List<List<Integer>> assignment = topic.assignment();
        return new CreatedTopic(
                topic.name(),
                told(result.topicId(topic.name()))
                        .filter(id -> !id.equals(Uuid.ZERO_UUID))
                        .map(Uuid::toString),
                known(
                        told(result.numPartitions(topic.name())),
                        assignment.isEmpty() ? topic.partitions() : OptionalInt.of(assignment.size())),
                known(
                        told(result.replicationFactor(topic.name())),
                        assignment.isEmpty()
                                ? topic.replication()
                                : OptionalInt.of(assignment.get(0).size())));
    }

    /** The value of a completed future. */
    private static <T> Optional<T> told(KafkaFuture<T> future) {
        return future.isCompletedExceptionally() ? Optional.empty() : Optional.ofNullable(now(future));
    }

    private static <T> T now(KafkaFuture<T> future) {
        try {
            return future.getNow(null);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e); // the future is complete, not exceptionally
        }
    }

    private static OptionalInt known(Optional<Integer> told, OptionalInt asked) {
        return told.isPresent() && told.get() > 0 ? OptionalInt.of(told.get()) : asked;
    }

    private static Map<Integer, List<Integer>> numbered(List<List<Integer>> assignment) {
        Map<Integer, List<Integer>> numbered = new HashMap<>();
        for (int i = 0; i < assignment.size(); i++) {
            numbered.put(i, assignment.get(i));
        }
        return numbered;
    }

    @Override
    public void addPartitions(String topic, int count, List<List<Integer>> assignment, boolean onlyValidate) {
        NewPartitions wanted =
                assignment.isEmpty() ? NewPartitions.increaseTo(count) : NewPartitions.increaseTo(count, assignment);
        String what = "change the partitions of topic " + topic;
        connection.await(
                what,
                connection
                        .changingMetadata(what)
                        .createPartitions(
                                Map.of(topic, wanted), new CreatePartitionsOptions().validateOnly(onlyValidate))
                        .all());
    }

    @Override
    public Map<Integer, Outcome<Long>> deleteRecords(String topic, Map<Integer, Long> before) {
        Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
        before.forEach((partition, offset) ->
                wanted.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)));
        Map<TopicPartition, KafkaFuture<DeletedRecords>> told =
                connection.changing().deleteRecords(wanted).lowWatermarks();
        Map<Integer, KafkaFuture<DeletedRecords>> inOrder = new TreeMap<>();
        told.forEach((partition, future) -> inOrder.put(partition.partition(), future));
        Map<Integer, Outcome<Long>> outcomes = new TreeMap<>();
        connection
                .each(inOrder, partition -> "delete records of " + topic + "-" + partition)
                .forEach((partition, outcome) -> outcomes.put(partition, outcome.map(DeletedRecords::lowWatermark)));
        return outcomes;
    }

    @Override
    public Map<String, Outcome<Void>> delete(Collection<String> topics) {
        Map<String, KafkaFuture<Void>> told = connection
                .changingMetadata("delete topics")
                .deleteTopics(topics)
                .topicNameValues();
        Map<String, KafkaFuture<Void>> inOrder = new LinkedHashMap<>();
        topics.forEach(topic -> inOrder.put(topic, told.get(topic)));
        return connection.each(inOrder, topic -> "delete topic " + topic);
    }
}
