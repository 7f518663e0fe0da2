package zooka.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The traffic of a sandbox: applications log a few dozen records a second, a group of three members reads them and
 * produces the parsed records, and nobody reads the orders. It continues whatever happens to the servers.
 */
final class Traffic {

    /** A group with three members that read {@code app-logs} and {@code clicks}. */
    static final String PARSERS = "log-parser";

    /** A group that has committed once and has no members: its lag on {@code orders} grows. */
    static final String BILLING = "billing";

    private static final int MEMBERS = 3;
    private static final int FIRST_ORDERS = 20;

    /** The records per request: a request for each record would keep a small machine busy. */
    private static final int BATCH = 20;

    private static final Duration REST = Duration.ofSeconds(1);
    private static final List<String> APPLICATIONS = List.of("checkout", "search", "login", "catalog", "mailer");
    private static final List<String> LEVELS = List.of("INFO", "INFO", "INFO", "DEBUG", "WARN", "INFO", "ERROR");
    private static final List<String> PAGES = List.of("/", "/cart", "/item/17", "/search?q=名前", "/help");

    private final String bootstrap;
    private final KafkaProducer<String, String> producer;

    private Traffic(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                "log-shipper",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                8L << 20,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                1000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                30_000));
    }

    /** Starts the traffic, and returns when the group's members have their partitions. */
    static void start(String bootstrap, Admin admin) {
        Traffic traffic = new Traffic(bootstrap);
        for (int member = 1; member <= MEMBERS; member++) {
            String name = PARSERS + "-" + member;
            daemon(name, () -> traffic.parse(name));
        }
        traffic.firstOrders(admin);
        daemon("log-shipper", traffic::ship);
        Waiting.until("the consumer group", Duration.ofSeconds(30), () -> isStable(admin));
    }

    /** Produces and reads some records once, so that the brokers load the classes that they need. */
    static void warmUp(String bootstrap, Admin admin) {
        Traffic traffic = new Traffic(bootstrap);
        traffic.firstOrders(admin);
        traffic.producer.close();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean isStable(Admin admin) throws Exception {
        ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(PARSERS))
                .describedGroups()
                .get(PARSERS)
                .get(5, TimeUnit.SECONDS);
        return group.members().size() == MEMBERS
                && group.members().stream()
                        .noneMatch(
                                member -> member.assignment().topicPartitions().isEmpty());
    }

    private void firstOrders(Admin admin) {
        for (int order = 0; order < FIRST_ORDERS; order++) {
            sendTo(new ProducerRecord<>(
                    DemoTopics.ORDERS, order % 2, "order-" + order, "{\"order\": " + order + ", \"total\": 19.9}"));
        }
        producer.flush();
        Map<TopicPartition, OffsetAndMetadata> committed = Map.of(
                new TopicPartition(DemoTopics.ORDERS, 0), new OffsetAndMetadata(7),
                new TopicPartition(DemoTopics.ORDERS, 1), new OffsetAndMetadata(4));
        Waiting.until("a commit", Duration.ofSeconds(30), () -> {
            admin.alterConsumerGroupOffsets(BILLING, committed).all().get(10, TimeUnit.SECONDS);
            return true;
        });
    }

    private void ship() {
        for (long beat = 0; ; beat++) {
            try {
                write(beat);
            } catch (KafkaException lost) {
                // No leader for longer than the producer waits: the log continues with the next line.
            }
            if (beat % BATCH == BATCH - 1 && !rested()) {
                return;
            }
        }
    }

    private void write(long beat) {
        String application = APPLICATIONS.get((int) (beat % APPLICATIONS.size()));
        send(DemoTopics.APP_LOGS, application + "-" + beat % 24, application, logLine(application, beat));
        if (beat % 2 == 0) {
            String page = PAGES.get((int) (beat / 2 % PAGES.size()));
            String click =
                    "{\"time\": \"%s\", \"page\": \"%s\", \"ms\": %d}".formatted(Instant.now(), page, 20 + beat % 170);
            send(DemoTopics.CLICKS, "visitor-" + beat % 40, "web", click);
        }
        if (beat % 5 == 0) {
            String metric = "{\"time\": \"%s\", \"cpu\": %.2f, \"queue\": %d}"
                    .formatted(Instant.now(), 0.2 + beat % 7 / 10.0, beat % 13);
            send(DemoTopics.METRICS, "host-" + beat % 6, "metrics", metric);
        }
        if (beat % 20 == 0) {
            String login = "{\"user\": %d, \"did\": \"login\"}".formatted(beat % 8);
            send(DemoTopics.AUDIT_LOG, "user-" + beat % 8, "login", login);
            long order = FIRST_ORDERS + beat / 20;
            send(DemoTopics.ORDERS, "order-" + order, "checkout", "{\"order\": %d, \"total\": 5}".formatted(order));
        }
    }

    private static boolean rested() {
        try {
            Thread.sleep(REST.toMillis());
            return true;
        } catch (InterruptedException ended) {
            return false;
        }
    }

    private static String logLine(String application, long beat) {
        return "{\"time\": \"%s\", \"application\": \"%s\", \"level\": \"%s\", \"message\": \"request %d served in %d ms\"}"
                .formatted(
                        Instant.now(),
                        application,
                        LEVELS.get((int) (beat % LEVELS.size())),
                        beat,
                        3 + beat * 31 % 240);
    }

    private void send(String topic, String key, String source, String value) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
        record.headers().add("source", source.getBytes(StandardCharsets.UTF_8));
        record.headers().add("format", "json".getBytes(StandardCharsets.UTF_8));
        sendTo(record);
    }

    private void sendTo(ProducerRecord<String, String> record) {
        // A record that does not arrive in time is lost, like a log shipper's.
        Future<RecordMetadata> unused = producer.send(record);
    }

    private void parse(String member) {
        while (true) {
            try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(consumerSettings(member))) {
                consumer.subscribe(List.of(DemoTopics.APP_LOGS, DemoTopics.CLICKS));
                while (true) {
                    for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                        send(DemoTopics.PARSED_EVENTS, record.key(), member, record.value());
                    }
                }
            } catch (KafkaException lost) {
                // After an error that a consumer cannot recover from, a new one is created.
                if (!rested()) {
                    return;
                }
            }
        }
    }

    private Map<String, Object> consumerSettings(String member) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.CLIENT_ID_CONFIG,
                member,
                ConsumerConfig.GROUP_ID_CONFIG,
                PARSERS,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG,
                2000,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                6000));
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 20);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) REST.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }
}
