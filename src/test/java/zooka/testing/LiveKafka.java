package zooka.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Partition;
import zooka.commands.action.Clusters;
import zooka.sandbox.Mode;
import zooka.sandbox.Sandbox;

/** Real brokers, the commands on them, and topics of the test's own that go with it. */
public final class LiveKafka implements AutoCloseable {

    private final String bootstrap;
    private final KafkaRun kafka;
    private final List<String> topics = new ArrayList<>();

    public LiveKafka(Sandbox sandbox) {
        bootstrap = sandbox.bootstrap().orElseThrow();
        kafka = KafkaRun.on(sandbox, Duration.ofSeconds(15));
    }

    /** On the shared servers. */
    public static LiveKafka shared(Mode mode) {
        return new LiveKafka(KafkaRun.shared(mode));
    }

    public TestRun run() {
        return kafka.run();
    }

    public Clusters clusters() {
        return kafka.clusters();
    }

    /** Makes a topic that keeps its records: those of tests may have times that are long past, and the brokers look every 5 min. */
    public void topic(String name, String assignment, String... configs) {
        topics.add(name);
        List<String> line = new ArrayList<>(List.of("topic", "create", name, "--assign", assignment));
        line.addAll(List.of("-c", "retention.ms=-1"));
        for (String config : configs) {
            line.addAll(List.of("-c", config));
        }
        run().change(line.toArray(new String[0]));
        // Any broker may be asked next, and each hears of a topic by itself.
        until(name + " on all brokers", () -> clusters().topics().state().brokers().stream()
                .allMatch(broker -> known(name, broker)));
    }

    private boolean known(String name, Broker witness) {
        List<Partition> told = clusters().topics().state(witness).topics().stream()
                .filter(topic -> topic.name().equals(name))
                .flatMap(topic -> topic.partitions().stream())
                .toList();
        return !told.isEmpty() && told.stream().noneMatch(Partition::offline);
    }

    public List<Partition> partitions(String topic) {
        return clusters().topics().list().stream()
                .filter(one -> one.name().equals(topic))
                .flatMap(one -> one.partitions().stream())
                .toList();
    }

    public Partition partition(String topic) {
        return partitions(topic).get(0);
    }

    public static void until(String what, BooleanSupplier holds) {
        KafkaRun.until(what, holds);
    }

    /** A producer; with an id it is transactional. */
    public Producer<byte[], byte[]> producer(Optional<String> transactionalId) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", bootstrap, "linger.ms", 0));
        transactionalId.ifPresent(id -> settings.put("transactional.id", id));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Writes so many records of 100 kB. */
    public void fill(String topic, int records) {
        byte[] value = "0123456789".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        try (Producer<byte[], byte[]> producer = producer(Optional.empty())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, 0, null, value)).get(60, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (kafka) {
            if (!topics.isEmpty()) {
                clusters().administration().topics().delete(topics);
            }
        }
    }
}
