import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes so many topics of so many partitions, and a group that has committed an offset on each. */
public final class ManyTopics {

    private static final int AT_ONCE = 100;
    private static final int TRIES = 120;

    private ManyTopics() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        int partitions = Integer.parseInt(arguments[2]);
        String group = arguments[3];
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", arguments[0], "default.api.timeout.ms", "300000"))) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (int from = 0; from < count; from += AT_ONCE) {
                List<NewTopic> topics = new ArrayList<>();
                for (int i = from; i < Math.min(count, from + AT_ONCE); i++) {
                    String name = String.format("topic-%05d", i);
                    topics.add(new NewTopic(name, partitions, (short) 1));
                    for (int p = 0; p < partitions; p++) {
                        offsets.put(new TopicPartition(name, p), new OffsetAndMetadata(0));
                    }
                }
                admin.createTopics(topics).all().get();
            }
            commit(admin, group, offsets);
        }
    }

    /** The brokers hear of the last topics a while after they were made. */
    private static void commit(Admin admin, String group, Map<TopicPartition, OffsetAndMetadata> offsets) throws Exception {
        for (int left = TRIES; ; left--) {
            try {
                admin.alterConsumerGroupOffsets(group, offsets).all().get();
                return;
            } catch (ExecutionException e) {
                if (left == 0 || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new IllegalStateException(e.getCause().getClass().getSimpleName());
                }
                Thread.sleep(1_000);
            }
        }
    }
}
