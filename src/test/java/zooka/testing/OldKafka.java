package zooka.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;

/** One broker of an old release, on a ZooKeeper server of its own. */
public final class OldKafka implements AutoCloseable {

    private final ZooKeeperProcess zookeeper;
    private final Process broker;
    private final String address;

    private OldKafka(ZooKeeperProcess zookeeper, Process broker, String address) {
        this.zookeeper = zookeeper;
        this.broker = broker;
        this.address = address;
    }

    /**
     * Starts both, and waits until the broker answers.
     *
     * @param version one whose jars {@code scripts/servers/fetch} knows
     * @param id of the broker
     */
    public static OldKafka start(String version, int id, Path folder) {
        ZooKeeperProcess zookeeper = ZooKeeperProcess.start(
                "zookeeper-3.9.5", folder, "admin.enableServer=false\n4lw.commands.whitelist=*\ntickTime=500\n");
        String address = "127.0.0.1:" + ZooKeeperProcess.freePort();
        try {
            Path settings = folder.resolve("server.properties");
            Files.writeString(settings, """
                    broker.id=%d
                    reserved.broker.max.id=2000000000
                    listeners=PLAINTEXT://%s
                    log.dirs=%s
                    zookeeper.connect=%s
                    zookeeper.connection.timeout.ms=60000
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=1
                    log.cleaner.dedupe.buffer.size=2097152
                    """.formatted(id, address, folder.resolve("logs"), zookeeper.address()));
            Process broker = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:-UsePerfData",
                            "-cp",
                            fetched("kafka-" + version) + "/*",
                            "kafka.Kafka",
                            settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("broker.log").toFile())
                    .start();
            OldKafka started = new OldKafka(zookeeper, broker, address);
            started.awaitAnswer();
            return started;
        } catch (IOException e) {
            zookeeper.close();
            throw new UncheckedIOException(e);
        }
    }

    private static String fetched(String jars) throws IOException {
        Process fetch = new ProcessBuilder(
                        Program.HOME.resolve("scripts/servers/fetch").toString(), jars)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String lib = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(lib).isNotEmpty();
        return lib;
    }

    private void awaitAnswer() {
        try (KafkaRun run = run()) {
            KafkaRun.until("the broker answers", () -> {
                assertThat(broker.isAlive()).as("it starts").isTrue();
                try {
                    return run.told("brokers").contains("state=online");
                } catch (Failure failure) {
                    return false;
                }
            });
        }
    }

    /** Commands on it. */
    public KafkaRun run() {
        return KafkaRun.on(new Profile(
                "test",
                Optional.of(zookeeper.address()),
                Optional.of(address),
                ClientSettings.OPEN,
                Duration.ofSeconds(20),
                false));
    }

    /** Writes two records in one batch, without a key and with {@code key}; their value is the compression's name. */
    public void write(String topic, String compression, Instant time) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                address,
                "compression.type",
                compression,
                "linger.ms",
                60_000,
                // Records of the old formats have no room for what it needs.
                "enable.idempotence",
                false);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] value = compression.getBytes(StandardCharsets.UTF_8);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (byte[] key : new byte[][] {null, "key".getBytes(StandardCharsets.UTF_8)}) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, time.toEpochMilli(), key, value)));
            }
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get(60, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The releases of which there are jars. */
    public static List<String> releases() {
        return List.of("1.1.1", "2.8.2");
    }

    @Override
    public void close() {
        broker.destroyForcibly();
        zookeeper.close();
    }
}
