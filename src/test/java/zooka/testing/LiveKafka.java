package zooka.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;

/** Real brokers, the commands on them, and topics of the test's own that go with it. */
public final class LiveKafka extends TestKafka {

    private final Sandbox sandbox;

    public LiveKafka(Sandbox sandbox) {
        super(KafkaRun.on(sandbox, Duration.ofSeconds(15)));
        this.sandbox = sandbox;
    }

    /** On the shared servers. */
    public static LiveKafka shared(Mode mode) {
        return new LiveKafka(KafkaRun.shared(mode));
    }

    /** Brokers of a test's own, two at least, which it closes. */
    public static Sandbox alone(Mode mode) {
        return Sandboxes.fresh(mode, mode == Mode.KRAFT ? Options.bare(0, 3) : Options.bare(1, 2));
    }

    /** A producer; with an id it is transactional. */
    public Producer<byte[], byte[]> producer(Optional<String> transactionalId) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("bootstrap.servers", sandbox.bootstrap().orElseThrow(), "linger.ms", 0));
        transactionalId.ifPresent(id -> settings.put("transactional.id", id));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void fill(String topic, int records) {
        byte[] value = "0123456789".repeat(RECORD / 10).getBytes(StandardCharsets.US_ASCII);
        try (Producer<byte[], byte[]> producer = producer(Optional.empty())) {
            for (int i = 0; i < records; i++) {
                send(producer, topic, value);
            }
        }
    }

    private static void send(Producer<byte[], byte[]> producer, String topic, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, 0, null, value)).get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Transaction transaction(String id, String topic) {
        Producer<byte[], byte[]> producer = producer(Optional.of(id));
        producer.initTransactions();
        producer.beginTransaction();
        send(producer, topic, new byte[] {'v'});
        return () -> {
            try (producer) {
                producer.abortTransaction();
            }
        };
    }

    @Override
    public void stop(int broker) {
        sandbox.kill("kafka-" + broker);
    }

    @Override
    public void start(int broker) {
        sandbox.start("kafka-" + broker);
    }
}
