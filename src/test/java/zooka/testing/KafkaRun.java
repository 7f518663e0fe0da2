package zooka.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.net.Deadline;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.commands.action.Clusters;
import zooka.commands.action.Plan;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.sandbox.Mode;
import zooka.sandbox.Sandbox;
import zooka.testing.fake.MemoryKafka;

/** Commands on real brokers: words in, results out. */
public final class KafkaRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long INTERVAL_MILLIS = 50;

    /** Writes empty records. */
    private interface Writing {
        void write(String topic, int partition, int records);
    }

    private final Clusters clusters;
    private final TestRun run;
    private final Writing writing;

    private KafkaRun(Clusters clusters, Writing writing) {
        this.clusters = clusters;
        this.writing = writing;
        run = new TestRun(clusters);
    }

    /** As a profile says. */
    public static KafkaRun on(Profile profile) {
        return new KafkaRun(
                new LiveClusters(profile, notice -> {}),
                (topic, partition, records) -> write(profile.bootstrap().orElseThrow(), topic, partition, records));
    }

    /** On brokers in memory, new ones. */
    public static KafkaRun inMemory() {
        return on(new MemoryKafka());
    }

    /** On brokers in memory. */
    public static KafkaRun on(MemoryKafka kafka) {
        return new KafkaRun(kafka.clusters(), kafka::append);
    }

    /** On the shared brokers of that mode. */
    public static KafkaRun on(Mode mode) {
        return on(shared(mode), Duration.ofSeconds(20));
    }

    /** The shared servers of that mode. */
    public static Sandbox shared(Mode mode) {
        return mode == Mode.ZOOKEEPER ? Sandboxes.zookeeper() : Sandboxes.kraft();
    }

    /** On other brokers, with another bound of each request. */
    public static KafkaRun on(Sandbox sandbox, Duration timeout) {
        return on(new Profile("test", sandbox.zookeeper(), sandbox.bootstrap(), ClientSettings.OPEN, timeout, false));
    }

    public TestRun run() {
        return run;
    }

    public Clusters clusters() {
        return clusters;
    }

    /** What a query says, as {@link ResultText} tells it. */
    public String told(String line) {
        return run.told(words(line));
    }

    public Result query(String line) {
        return run.query(words(line));
    }

    /** The fields of a detail view. */
    public String fields(String line) {
        return ResultText.fields(((Result.Details) query(line)).fields());
    }

    public Plan plan(String line) {
        return run.plan(words(line));
    }

    /** What a change would do, after the servers were asked whether they could. */
    public String dryRun(String line) {
        return plan(line).preview().summary();
    }

    /** The same as JSON has it. */
    public String dryRunFields(String line) {
        return ResultText.fields(plan(line).preview().fields());
    }

    /** Makes a change without a question, and gives what was said of it. */
    public String change(String line) {
        return run.change(words(line));
    }

    /** Makes a change without a question, and gives what JSON says of it. */
    public List<Field> made(String line) {
        return ((Result.Change) plan(line).make()).fields();
    }

    /** Waits until something holds that the brokers come to by themselves. */
    public static void until(String what, BooleanSupplier holds) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!holds.getAsBoolean()) {
            if (deadline.passed()) {
                throw new AssertionError("never came to hold: " + what);
            }
            deadline.within(INTERVAL_MILLIS).await();
        }
    }

    /** Makes a topic that keeps its records, and waits until each broker knows who leads it. */
    public void topic(String name, String assignment) {
        change("topic create " + name + " --assign " + assignment + " -c retention.ms=-1");
        until(name + " on all brokers", () -> clusters.topics().state().brokers().stream()
                .allMatch(broker -> knows(broker, name)));
    }

    private boolean knows(Broker broker, String name) {
        return clusters.topics().state(broker).topics().stream()
                .anyMatch(topic ->
                        topic.name().equals(name) && topic.partitions().stream().noneMatch(Partition::offline));
    }

    /** Writes so many empty records into a partition. */
    public void fill(String topic, int partition, int records) {
        writing.write(topic, partition, records);
    }

    private static void write(String bootstrap, String topic, int partition, int records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class))) {
            for (int i = 0; i < records; i++) {
                var sent = producer.send(new ProducerRecord<>(topic, partition, new byte[0], new byte[0]));
                assertThat(sent).isNotNull();
            }
            producer.flush();
        }
    }

    /** Waits until each broker knows these topics, of which it hears by itself. */
    public static void awaitEverywhere(Sandbox sandbox, List<String> topics) {
        for (String broker : sandbox.bootstrap().orElseThrow().split(",", -1)) {
            Profile alone = new Profile(
                    "test", Optional.empty(), Optional.of(broker), ClientSettings.OPEN, Duration.ofSeconds(20), false);
            try (KafkaRun asked = on(alone)) {
                until(broker + " knows " + topics, () -> topics.stream()
                        .allMatch(topic ->
                                asked.run().table("topics", topic).rows().size() == 1));
            }
        }
    }

    /** Deletes topics of a test, those that are there. */
    public void delete(String pattern) {
        change("topic delete --if-exists " + pattern);
        until("gone: " + pattern, () -> run.table("topics", pattern).rows().isEmpty());
    }

    /** The first broker that does not control the cluster: one that may be stopped without an election. */
    public int bystander() {
        ClusterState state = clusters.topics().state();
        return state.brokers().stream()
                .mapToInt(Broker::id)
                .filter(id -> id != state.controller().orElseThrow())
                .min()
                .orElseThrow();
    }

    /** What stands between spaces. */
    private static String[] words(String line) {
        return line.split(" ", -1);
    }

    @Override
    public void close() {
        clusters.close();
    }

    /** The bootstrap address of the shared brokers of that mode. */
    public static String bootstrap(Mode mode) {
        return shared(mode).bootstrap().orElseThrow();
    }
}
