package zooka.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.StockTools;
import zooka.testing.TestRun;

/**
 * The same cluster at the same moment, as our JSON and as Kafka's own tools tell it: the tools are asked, then we, until both
 * have said the same. Where the answers are not meant to be alike, the comparison says why.
 */
@OnServers
@Timeout(900)
@RunsInParallel(seconds = 96)
final class DifferentialTest {

    @ParameterizedTest
    @EnumSource(Mode.class)
    void says_what_the_stock_tools_say(Mode mode) throws Exception {
        try (Sandbox sandbox = Sandboxes.fresh(mode, Options.bare(1, 3));
                Cluster cluster = new Cluster(mode, sandbox)) {
            cluster.comparisons.compare("no topics");

            cluster.fill();
            cluster.comparisons.compare("healthy");

            cluster.reassign();
            cluster.comparisons.compare("a reassignment under way");
            cluster.cancelReassignment();

            int controller = cluster.controller();
            int other = controller % 3 + 1;
            int third = other % 3 + 1;
            cluster.makeAlone(other);
            cluster.during(third, "one broker dead");
            cluster.during(other, "a leaderless partition");
            cluster.during(controller, "controller dead");
        }
    }

    /** A cluster, and both kinds of tools for it. */
    private static final class Cluster implements AutoCloseable {
        private final Sandbox sandbox;
        private final StockTools stock;
        private final LiveClusters clusters;
        private final TestRun zooka;
        private final StockComparisons comparisons;
        private final Admin admin;
        private final AtomicBoolean reading = new AtomicBoolean(true);
        private Optional<CompletableFuture<Void>> reader = Optional.empty();

        Cluster(Mode mode, Sandbox sandbox) {
            this.sandbox = sandbox;
            String bootstrap = sandbox.bootstrap().orElseThrow();
            this.stock = new StockTools(mode == Mode.KRAFT ? StockTools.Version.V4 : StockTools.Version.V3, bootstrap);
            this.clusters = new LiveClusters(
                    new Profile(
                            "test",
                            sandbox.zookeeper(),
                            sandbox.bootstrap(),
                            ClientSettings.OPEN,
                            Duration.ofSeconds(10),
                            true),
                    notice -> {});
            this.zooka = new TestRun(clusters);
            this.comparisons = new StockComparisons(stock, zooka, mode);
            this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        }

        /** Topics with records, groups that have read some of them, one of them with a member. */
        void fill() throws Exception {
            admin.createTopics(List.of(
                            new NewTopic("orders", Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1)))
                                    .configs(Map.of("min.insync.replicas", "2", "retention.ms", "86400000")),
                            new NewTopic("strict", Map.of(0, List.of(1, 2, 3)))
                                    .configs(Map.of("min.insync.replicas", "3")),
                            new NewTopic("app.logs", Map.of(0, List.of(3, 1), 1, List.of(1, 2), 2, List.of(2, 3)))))
                    .all()
                    .get(60, TimeUnit.SECONDS);
            produce("orders", 100, 10);
            produce("app.logs", 60, 10);
            TopicPartition first = new TopicPartition("orders", 0);
            admin.alterConsumerGroupOffsets("simple", Map.of(first, new OffsetAndMetadata(3)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
            reader = Optional.of(CompletableFuture.runAsync(this::read));
        }

        private void produce(String topic, int records, int length) throws Exception {
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", sandbox.bootstrap().orElseThrow()),
                    new StringSerializer(),
                    new StringSerializer())) {
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int i = 0; i < records; i++) {
                    sent.add(producer.send(new ProducerRecord<>(topic, "key" + i, "x".repeat(length))));
                }
                for (Future<RecordMetadata> record : sent) {
                    record.get();
                }
            }
        }

        private void read() {
            try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            sandbox.bootstrap().orElseThrow(),
                            "group.id",
                            "readers",
                            "client.id",
                            "reader",
                            "auto.offset.reset",
                            "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                consumer.subscribe(List.of("orders", "app.logs"));
                while (reading.get()) {
                    consumer.poll(Duration.ofMillis(200));
                }
            }
        }

        int controller() {
            return zooka.rows("broker", "list").stream()
                    .filter(broker -> broker.get("controller").equals(true))
                    .map(broker -> (Integer) broker.get("id"))
                    .findFirst()
                    .orElseThrow();
        }

        /** A topic with one replica only, on that broker. */
        void makeAlone(int broker) throws Exception {
            admin.createTopics(List.of(new NewTopic("alone", Map.of(0, List.of(broker)))))
                    .all()
                    .get(60, TimeUnit.SECONDS);
            produce("alone", 10, 10);
        }

        /** Kills a broker, compares, and brings it back. */
        void during(int broker, String situation) {
            String name = sandbox.servers().stream()
                    .map(server -> server.name())
                    .filter(server -> server.endsWith("-" + broker) && !server.startsWith("zk"))
                    .filter(server -> !server.startsWith("zookeeper"))
                    .findFirst()
                    .orElseThrow();
            sandbox.kill(name);
            until(situation, () -> zooka.rows("broker", "list").stream()
                    .anyMatch(row -> row.get("id").equals(broker)
                            && !row.get("state").equals("online")
                            && row.get("leaders").equals(0)));
            comparisons.compare(situation);
            sandbox.start(name);
            until("all in sync again", () -> zooka.rows("partition", "list", "--under-replicated")
                    .isEmpty());
        }

        /** A copy of a full partition to another broker, slow enough to be looked at. */
        void reassign() throws Exception {
            admin.createTopics(List.of(new NewTopic("moving", Map.of(0, List.of(1, 2)))))
                    .all()
                    .get(60, TimeUnit.SECONDS);
            produce("moving", 500, 10_000);
            zooka.change("partition", "move", "moving-0", "--to", "3,2", "--throttle", "1KiB");
            until("the move", () -> !zooka.rows("partition", "moves").isEmpty());
        }

        void cancelReassignment() throws Exception {
            assertThat(zooka.rows("partition", "moves")).isNotEmpty();
            zooka.change("partition", "cancel");
            zooka.change("partition", "unthrottle");
            admin.deleteTopics(List.of("moving")).all().get(60, TimeUnit.SECONDS);
        }

        private static void until(String what, Supplier<Boolean> holds) {
            KafkaRun.until(what, holds::get);
        }

        @Override
        public void close() {
            reading.set(false);
            reader.ifPresent(CompletableFuture::join);
            admin.close(Duration.ZERO);
            clusters.close();
            stock.close();
        }
    }
}
