package zooka.clients.kafka.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import zooka.clients.net.AddressMap;
import zooka.clients.net.Deadline;

/**
 * The library's own clients led by an address map, in a process of their own with the version of the library that is on its
 * class path. Says what each of them came to, a line each.
 */
final class MappedClients {

    private static final int PATIENCE_SECONDS = 20;

    private final BrokerAccess reach;
    private final String first;
    private final String topic;

    private MappedClients(BrokerAccess reach, String first, String topic) {
        this.reach = reach;
        this.first = first;
        this.topic = topic;
    }

    /** Words: the first broker, the topic, an entry of the map. Settings come as lines of stdin, for some are secret. */
    public static void main(String[] words) throws Exception {
        Properties properties = new Properties();
        properties.load(System.in);
        Map<String, String> config = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> config.put(name, properties.getProperty(name)));
        BrokerAccess reach = new BrokerAccess(config, AddressMap.parse(List.of(words[2])), List::of);
        MappedClients clients = new MappedClients(reach, words[0], words[1]);
        System.out.println("version " + version());
        try {
            System.out.println("admin " + clients.admin());
            System.out.println("producer " + clients.producer());
            System.out.println("consumer " + clients.consumer(Map.of()));
            if (!version().startsWith("3.0")) {
                System.out.println("newer " + clients.consumer(Map.of("group.protocol", "consumer")));
            }
        } catch (ExecutionException e) {
            System.out.println(e.getCause().getClass().getSimpleName());
        }
    }

    private static String version() throws ReflectiveOperationException {
        // It has moved from one version to the next.
        for (String where : List.of("utils", "utils.internals")) {
            try {
                return (String) Class.forName("org.apache.kafka.common." + where + ".AppInfoParser")
                        .getMethod("getVersion")
                        .invoke(null);
            } catch (ClassNotFoundException e) {
                // then the other one
            }
        }
        return "unknown";
    }

    private Map<String, Object> settings(Map<String, ?> more) {
        Map<String, Object> settings = reach.settings(reach.named(-1, first));
        settings.putAll(more);
        return settings;
    }

    private <C> C lead(C client) {
        return reach.lead(client, reach.named(-1, first));
    }

    /** The brokers as they say that they are. */
    private Set<String> admin() throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = lead(Admin.create(settings(Map.of("request.timeout.ms", 10_000))))) {
            admin.createTopics(List.of(new NewTopic(topic, Map.of(0, List.of(1), 1, List.of(2)))))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Set<String> nodes = new TreeSet<>();
            admin.describeCluster()
                    .nodes()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach(node -> nodes.add(node.id() + "=" + BrokerConnections.address(node)));
            return nodes;
        }
    }

    /** The partitions that were written to; each broker leads one. */
    private Set<Integer> producer() throws ExecutionException, InterruptedException, TimeoutException {
        try (KafkaProducer<byte[], byte[]> producer = lead(new KafkaProducer<>(
                settings(Map.of("max.block.ms", 15_000)), new ByteArraySerializer(), new ByteArraySerializer()))) {
            Set<Integer> written = new TreeSet<>();
            for (int partition = 0; partition < 2; partition++) {
                written.add(producer.send(new ProducerRecord<>(topic, partition, null, new byte[1]))
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .partition());
            }
            return written;
        }
    }

    /** The partitions that were read as a member of a group: its coordinator and both leaders are dialled. */
    private Set<Integer> consumer(Map<String, String> more) {
        Map<String, Object> settings =
                settings(Map.of("group.id", topic + more.size(), "auto.offset.reset", "earliest"));
        settings.putAll(more);
        Set<Integer> read = new TreeSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                lead(new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()))) {
            consumer.subscribe(new ArrayList<>(List.of(topic)));
            Deadline deadline = Deadline.in(Duration.ofSeconds(PATIENCE_SECONDS));
            while (read.size() < 2 && !deadline.passed()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    read.add(record.partition());
                }
            }
        }
        return read;
    }
}
