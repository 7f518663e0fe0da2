package zooka.commands.kafka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import zooka.clients.Failure;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;

/** Topics with records for the tests of groups, and what those tests share. */
final class GroupRecords {

    private static final Instant FIRST = Instant.parse("2026-02-01T00:00:00Z");

    private GroupRecords() {}

    /** A topic of two partitions with four records in each, an hour apart. */
    static void fill(KafkaRun run, Mode mode, String topic) {
        run.change("topic create " + topic + " -p 2 -r 3 -c retention.ms=-1");
        KafkaRun.until(
                "leaders of " + topic,
                () -> run.told("partitions --offline").isEmpty()
                        && run.told("partitions " + topic).lines().count() == 2);
        try (KafkaProducer<byte[], byte[]> producer = producer(mode, Map.of())) {
            for (int i = 0; i < 8; i++) {
                long time = FIRST.plus(Duration.ofHours(i / 2)).toEpochMilli();
                send(producer, new ProducerRecord<>(topic, i % 2, time, null, new byte[] {1}));
            }
        }
    }

    static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> message) {
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static KafkaProducer<byte[], byte[]> producer(Mode mode, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", KafkaRun.bootstrap(mode));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static void fails(Failure.Kind kind, String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageMatching(message);
    }
}
