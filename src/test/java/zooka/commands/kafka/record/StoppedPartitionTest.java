package zooka.commands.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zooka.commands.kafka.record.LiveRecords.clusters;
import static zooka.commands.kafka.record.LiveRecords.producer;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordReader.End;
import zooka.clients.kafka.RecordReader.Message;
import zooka.clients.kafka.RecordReader.Query;
import zooka.clients.kafka.RecordReader.Start;
import zooka.commands.LiveClusters;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;

/** Records of a broker that stops while they are read or written, on servers of the test. */
@OnServers
@RunsInParallel(seconds = 24)
@Timeout(300)
final class StoppedPartitionTest {

    @org.junit.jupiter.api.Test
    void a_broker_that_stops_in_the_middle_costs_its_own_partitions_and_no_more_than_the_timeout(
            @org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        Duration timeout = Duration.ofSeconds(3);
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(1, 2));
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", sandbox.bootstrap().orElseThrow()));
                LiveClusters clusters = clusters(sandbox, timeout);
                RecordReader records = clusters.records()) {
            admin.createTopics(List.of(new NewTopic("two", Map.of(0, List.of(1), 1, List.of(2)))))
                    .all()
                    .get();
            try (KafkaProducer<byte[], byte[]> producer = producer(sandbox, Map.of())) {
                for (int i = 0; i < 200; i++) {
                    var unused = producer.send(new ProducerRecord<>("two", i % 2, null, new byte[100_000]));
                }
            }
            List<Message> read = new ArrayList<>();
            List<String> leftOut = new ArrayList<>();
            records.read(
                    new Query("two", java.util.Set.of(), new Start.Beginning(), new End.Present(), false),
                    message -> {
                        if (read.isEmpty()) {
                            sandbox.pause("kafka-2");
                        }
                        return read.add(message);
                    },
                    leftOut::add);
            assertThat(leftOut).hasSize(1).first().asString().startsWith("two-1");
            assertThat(read.stream().filter(message -> message.partition() == 0))
                    .hasSize(100);
            assertThat(read.stream().filter(message -> message.partition() == 1).count())
                    .isLessThan(100);
            sandbox.resume("kafka-2");
            KafkaRun.until("all lead", () -> clusters.topics().state(List.of("two")).partitions().stream()
                    .allMatch(partition -> partition.leader().isPresent()));
            what_is_not_known_to_be_written_is_kept(sandbox, clusters, folder.resolve("again.jsonl"));
            what_is_under_way_to_a_broker_that_stops_is_written_once(sandbox, admin);
        }
    }

    /** Stops a broker when so many bytes have been read. */
    private static InputStream stoppingAt(int bytes, String lines, Sandbox sandbox) {
        return new FilterInputStream(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))) {
            private boolean stopped;

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                if (!stopped && lines.length() - in.available() >= bytes) {
                    stopped = true;
                    sandbox.pause("kafka-2");
                }
                return super.read(to, from, Math.min(length, 16_000));
            }
        };
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    private static void what_is_not_known_to_be_written_is_kept(Sandbox sandbox, LiveClusters clusters, Path file)
            throws IOException {
        try {
            assertThatThrownBy(() -> new TestRun(clusters)
                            .stdin(stoppingAt(0, lines(3_000), sandbox))
                            .plan("produce", "two", "-p", "1", "--unwritten", file.toString())
                            .make())
                    .isInstanceOfSatisfying(Failure.class, failure -> {
                        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
                        assertThat(failure.hint().orElseThrow())
                                .startsWith("saved 3,000 records in " + file)
                                .contains("produce two --json-lines --keep-partition < " + file);
                    })
                    .hasMessageContaining("; none of 3,000 records was acknowledged");
        } finally {
            sandbox.resume("kafka-2");
        }
        assertThat(Files.readAllLines(file).stream()
                        .map(line -> Integer.valueOf(line.replaceAll(".*\"value\":\"(.*?)\".*", "$1")))
                        .sorted()
                        .map(number -> number + "\n")
                        .collect(Collectors.joining()))
                .isEqualTo(lines(3_000));
    }

    private static void what_is_under_way_to_a_broker_that_stops_is_written_once(Sandbox sandbox, Admin admin)
            throws Exception {
        NewTopic both = new NewTopic("both", Map.of(0, List.of(2, 1))).configs(Map.of("min.insync.replicas", "1"));
        admin.createTopics(List.of(both)).all().get();
        KafkaRun.awaitEverywhere(sandbox, List.of("both"));
        try (LiveClusters patient = clusters(sandbox, Duration.ofSeconds(15));
                LiveClusters clusters = clusters(sandbox, Duration.ofSeconds(3));
                RecordReader records = patient.records()) {
            TestRun run = new TestRun(patient);
            run.stdin(stoppingAt(60_000, lines(20_000), sandbox))
                    .plan("produce", "both")
                    .make();
            assertThat(run.missing()).isEmpty();
            List<String> read = new ArrayList<>();
            records.read(
                    new Query("both", java.util.Set.of(), new Start.Beginning(), new End.Present(), false),
                    message -> read.add(new String(message.value().orElseThrow(), StandardCharsets.UTF_8)),
                    left -> read.add("left out: " + left));
            assertThat(read).hasSize(20_000).doesNotHaveDuplicates();

            // A client that knows of the brokers alone asks one of them, which may be the one that stands.
            KafkaRun.until("broker 2 is gone", () -> patient.topics().state().brokers().stream()
                    .noneMatch(broker -> broker.id() == 2 && broker.online()));
            run.change("config", "alter", "topic", "both", "min.insync.replicas=2");
            assertThatThrownBy(() ->
                            new TestRun(clusters).plan("produce", "both", "x").make())
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                    .hasMessageContaining(": both-0 has 1 in-sync replica, below min.insync.replicas=2")
                    .hasMessageNotContaining("xpir");
        } finally {
            sandbox.resume("kafka-2");
        }
    }
}
