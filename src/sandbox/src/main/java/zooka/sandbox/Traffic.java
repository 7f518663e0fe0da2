package zooka.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The traffic of a sandbox: applications log a few dozen records a second, a group of three members reads them and
 * produces the parsed records, a group without members reads and commits every few seconds, and no consumer reads the orders.
 * It continues whatever happens to the servers.
 */
final class Traffic {

    /** A group that has committed once and has no members: its lag on {@code orders} grows. */
    static final String BILLING = "billing";

    private static final int MEMBERS = 3;
    private static final int FIRST_ORDERS = 20;

    /** The records per request: a request for each record would keep a small machine busy. */
    private static final int BATCH = 20;

    /** The pause between two requests, or after an error. */
    static final Duration REST = Duration.ofSeconds(1);

    private static final List<String> APPLICATIONS = List.of("checkout", "search", "login", "catalog", "mailer");
    private static final List<String> LEVELS = List.of("INFO", "INFO", "INFO", "DEBUG", "WARN", "INFO", "ERROR");
    private static final List<String> PAGES = List.of("/", "/cart", "/item/17", "/search?q=名前", "/help");

    private final KafkaProducer<String, String> producer;
    private final List<LogParser> parsers;

    private Traffic(String bootstrap) {
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
        this.parsers = IntStream.rangeClosed(1, MEMBERS)
                .mapToObj(member -> new LogParser(bootstrap, LogParser.GROUP + "-" + member, this::send))
                .toList();
    }

    /** Starts the traffic, and returns when the group's members have their partitions. */
    static Traffic start(String bootstrap, Admin admin) {
        Traffic traffic = new Traffic(bootstrap);
        traffic.parsers.forEach(LogParser::start);
        traffic.firstOrders(admin);
        daemon("log-shipper", traffic::ship).start();
        daemon(StreamingJob.GROUP, () -> StreamingJob.run(bootstrap)).start();
        Waiting.until("the consumer group", Duration.ofSeconds(30), () -> isComplete(admin));
        return traffic;
    }

    /** Produces and reads some records once, so that the brokers load the classes that they need. */
    static void warmUp(String bootstrap, Admin admin) {
        Traffic traffic = new Traffic(bootstrap);
        traffic.firstOrders(admin);
        traffic.producer.close();
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static boolean isComplete(Admin admin) throws Exception {
        Collection<MemberDescription> members = LogParser.group(admin).members();
        return members.size() == MEMBERS
                && members.stream()
                        .noneMatch(
                                member -> member.assignment().topicPartitions().isEmpty());
    }

    /** The members of the group, ordered by name. */
    List<ConsumerStatus> consumers() {
        return parsers.stream().map(LogParser::status).toList();
    }

    /** The member with a name; empty if there is none. */
    Optional<LogParser> consumer(String name) {
        return parsers.stream()
                .filter(parser -> parser.status().name().equals(name))
                .findFirst();
    }

    private void firstOrders(Admin admin) {
        for (int order = 0; order < FIRST_ORDERS; order++) {
            send(new ProducerRecord<>(
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
            if (beat % BATCH == BATCH - 1 && !rested(REST)) {
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

    /** Pauses; whether the thread was not interrupted. */
    static boolean rested(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
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
        send(record(topic, key, source, value));
    }

    /** A record with headers as applications write them. */
    static ProducerRecord<String, String> record(String topic, String key, String source, String value) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
        record.headers().add("source", source.getBytes(StandardCharsets.UTF_8));
        record.headers().add("format", "json".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private void send(ProducerRecord<String, String> record) {
        // A record that does not arrive in time is lost, like a log shipper's.
        Future<RecordMetadata> unused = producer.send(record);
    }
}
