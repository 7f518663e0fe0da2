package zooka.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Partition;
import zooka.commands.action.Clusters;
import zooka.testing.fake.MemoryKafka;

/** Brokers of any kind, the commands on them, and topics of the test's own that go with it. */
public abstract class TestKafka implements AutoCloseable {

    /** The bytes of a record of {@link #fill}. */
    static final int RECORD = 100_000;

    /** A transaction with one record in the first partition of a topic. */
    public interface Transaction extends AutoCloseable {

        /** Its producer aborts it, unless somebody else has. */
        @Override
        void close();
    }

    private final KafkaRun kafka;
    private final List<String> topics = new ArrayList<>();

    TestKafka(KafkaRun kafka) {
        this.kafka = kafka;
    }

    /** Brokers in memory, new ones. */
    public static TestKafka inMemory() {
        MemoryKafka memory = new MemoryKafka();
        return new TestKafka(KafkaRun.on(memory)) {
            @Override
            public void fill(String topic, int records) {
                memory.append(topic, 0, records, RECORD);
            }

            @Override
            public Transaction transaction(String id, String topic) {
                memory.begin(id, topic, 0);
                return () -> memory.abort(id);
            }

            @Override
            public void stop(int broker) {
                memory.stop(broker);
            }

            @Override
            public void start(int broker) {
                memory.start(broker);
            }
        };
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

    /** Writes so many records of 100 kB into the first partition. */
    public abstract void fill(String topic, int records);

    /** Begins a transaction, and leaves it open. */
    public abstract Transaction transaction(String id, String topic);

    /** Stops a broker at once; only of brokers that are the test's own. */
    public abstract void stop(int broker);

    /** Starts a broker that was stopped. */
    public abstract void start(int broker);

    @Override
    public void close() {
        try (kafka) {
            if (!topics.isEmpty()) {
                clusters().administration().topics().delete(topics);
            }
        }
    }
}
