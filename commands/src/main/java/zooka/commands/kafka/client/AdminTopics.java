package zooka.commands.kafka.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DeletedRecords;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import zooka.commands.Settled;

/** Topics made and unmade by the admin client. */
final class AdminTopics implements TopicChanges {

    private final AdminConnection connection;
    private final Spreading spreading;

    /** Over a connection that stays open. */
    AdminTopics(AdminConnection connection, Spreading spreading) {
        this.connection = connection;
        this.spreading = spreading;
    }

    @Override
    public Made create(NewTopic topic, boolean onlyValidate) {
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
        CreateTopicsResult result = connection
                .changing()
                .createTopics(List.of(wanted), new CreateTopicsOptions().validateOnly(onlyValidate));
        String what = "create topic " + topic.name();
        connection.await(what, result.all());
        Uuid id = connection.await(what, result.topicId(topic.name()));
        if (!onlyValidate) {
            spreading.await(topic.name());
        }
        return new Made(
                topic.name(),
                id.equals(Uuid.ZERO_UUID) ? Optional.empty() : Optional.of(id.toString()),
                connection.await(what, result.numPartitions(topic.name())),
                connection.await(what, result.replicationFactor(topic.name())));
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
        connection.await(
                "change the partitions of topic " + topic,
                connection
                        .changing()
                        .createPartitions(
                                Map.of(topic, wanted), new CreatePartitionsOptions().validateOnly(onlyValidate))
                        .all());
    }

    @Override
    public Map<Integer, Settled<Long>> deleteRecords(String topic, Map<Integer, Long> before) {
        Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
        before.forEach((partition, offset) ->
                wanted.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)));
        Map<TopicPartition, KafkaFuture<DeletedRecords>> told =
                connection.changing().deleteRecords(wanted).lowWatermarks();
        Map<Integer, KafkaFuture<DeletedRecords>> inOrder = new TreeMap<>();
        told.forEach((partition, future) -> inOrder.put(partition.partition(), future));
        Map<Integer, Settled<Long>> outcomes = new TreeMap<>();
        connection
                .each(inOrder, partition -> "delete records of " + topic + "-" + partition)
                .forEach((partition, outcome) -> outcomes.put(partition, outcome.map(DeletedRecords::lowWatermark)));
        return outcomes;
    }

    @Override
    public Map<String, Settled<Void>> delete(Collection<String> topics) {
        Map<String, KafkaFuture<Void>> told =
                connection.changing().deleteTopics(topics).topicNameValues();
        Map<String, KafkaFuture<Void>> inOrder = new LinkedHashMap<>();
        topics.forEach(topic -> inOrder.put(topic, told.get(topic)));
        return connection.each(inOrder, topic -> "delete topic " + topic);
    }
}
