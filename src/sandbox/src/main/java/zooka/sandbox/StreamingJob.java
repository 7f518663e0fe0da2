package zooka.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A group without members that goes on committing, as the sources of Spark and Flink do: the job assigns all partitions
 * of {@code app-logs} to itself, reads what is new every few seconds, and commits under a group id.
 */
final class StreamingJob {

    /** The group under which the job commits. */
    static final String GROUP = "spark-hourly";

    private static final Duration INTERVAL = Duration.ofSeconds(4);

    private StreamingJob() {}

    /** Runs the job until the thread is interrupted. */
    static void run(String bootstrap) {
        do {
            try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings(bootstrap))) {
                List<TopicPartition> partitions = consumer.partitionsFor(DemoTopics.APP_LOGS).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                consumer.assign(partitions);
                do {
                    readAll(consumer);
                    consumer.commitSync();
                } while (Traffic.rested(INTERVAL));
                return;
            } catch (KafkaException lost) {
                // No leader or no coordinator for longer than the consumer waits: a new one goes on from the last
                // commit.
            }
        } while (Traffic.rested(Traffic.REST));
    }

    private static void readAll(KafkaConsumer<String, String> consumer) {
        while (!consumer.poll(Duration.ofMillis(200)).isEmpty()) {
            // A job would process the records.
        }
    }

    private static Map<String, Object> settings(String bootstrap) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.CLIENT_ID_CONFIG,
                GROUP,
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5000,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000);
    }
}
