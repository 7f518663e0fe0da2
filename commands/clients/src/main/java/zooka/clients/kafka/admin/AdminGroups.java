package zooka.clients.kafka.admin;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.AlterShareGroupOffsetsResult;
import org.apache.kafka.clients.admin.DeleteConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.DeleteShareGroupOffsetsResult;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import zooka.clients.Outcome;
import zooka.clients.kafka.GroupChanges;
import zooka.clients.kafka.PartitionName;

/** Changes groups with the admin client. */
final class AdminGroups implements GroupChanges {

    private final AdminConnection connection;

    /** Uses a connection that stays open. */
    AdminGroups(AdminConnection connection) {
        this.connection = connection;
    }

    private static TopicPartition known(PartitionName partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }

    @Override
    public Map<PartitionName, Outcome<Void>> commit(String group, boolean share, Map<PartitionName, Long> offsets) {
        Function<PartitionName, KafkaFuture<Void>> result;
        if (share) {
            Map<TopicPartition, Long> wanted = new HashMap<>();
            offsets.forEach((partition, offset) -> wanted.put(known(partition), offset));
            AlterShareGroupOffsetsResult told = connection.changing().alterShareGroupOffsets(group, wanted);
            result = partition -> told.partitionResult(known(partition));
        } else {
            Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
            offsets.forEach((partition, offset) -> wanted.put(known(partition), new OffsetAndMetadata(offset)));
            AlterConsumerGroupOffsetsResult told = connection.changing().alterConsumerGroupOffsets(group, wanted);
            result = partition -> told.partitionResult(known(partition));
        }
        return each(
                offsets.keySet(),
                result,
                partition -> "set the offset of group " + group + " on partition " + partition);
    }

    @Override
    public Map<String, Outcome<Void>> delete(Collection<String> groups) {
        Map<String, KafkaFuture<Void>> told =
                connection.changing().deleteConsumerGroups(groups).deletedGroups();
        return each(groups, told::get, group -> "delete group " + group);
    }

    @Override
    public Map<PartitionName, Outcome<Void>> deleteOffsets(String group, Collection<PartitionName> partitions) {
        Set<TopicPartition> wanted = partitions.stream().map(AdminGroups::known).collect(Collectors.toSet());
        DeleteConsumerGroupOffsetsResult told = connection.changing().deleteConsumerGroupOffsets(group, wanted);
        return each(
                partitions,
                partition -> told.partitionResult(known(partition)),
                partition -> "delete the offset of group " + group + " on partition " + partition);
    }

    @Override
    public Map<String, Outcome<Void>> deleteShareOffsets(String group, Collection<String> topics) {
        DeleteShareGroupOffsetsResult told = connection.changing().deleteShareGroupOffsets(group, Set.copyOf(topics));
        return each(
                topics,
                told::topicResult,
                topic -> "delete the offsets of share group " + group + " on topic " + topic);
    }

    private <K> Map<K, Outcome<Void>> each(
            Collection<K> keys, Function<K, KafkaFuture<Void>> result, Function<K, String> what) {
        Map<K, KafkaFuture<Void>> inOrder = new LinkedHashMap<>();
        keys.forEach(key -> inOrder.put(key, result.apply(key)));
        return connection.each(inOrder, what);
    }
}
