package zooka.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import zooka.clients.Failure;

/**
 * A member of a consumer group that reads {@code app-logs} and {@code clicks} and produces the parsed records. It can
 * crash, and be started again. Safe for several threads.
 */
final class LogParser {

    /** The group of the members. */
    static final String GROUP = "log-parser";

    private static final Duration SESSION = Duration.ofSeconds(6);

    /** The most time for the group to give a member partitions: those of a member that crashed are held for a session. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A crash does not leave the group: the group notices at the end of the session. */
    private static final CloseOptions CRASH = CloseOptions.groupMembershipOperation(
                    GroupMembershipOperation.REMAIN_IN_GROUP)
            .withTimeout(Duration.ZERO);

    private final String bootstrap;
    private final String name;
    private final Consumer<ProducerRecord<String, String>> parsed;
    private Run run; // null before the first start

    /**
     * A member that does not run yet.
     *
     * @param name the client id
     * @param parsed takes the parsed records, on the member's thread
     */
    LogParser(String bootstrap, String name, Consumer<ProducerRecord<String, String>> parsed) {
        this.bootstrap = bootstrap;
        this.name = name;
        this.parsed = parsed;
    }

    synchronized ConsumerStatus status() {
        boolean running = run != null && run.thread.isAlive();
        return new ConsumerStatus(name, GROUP, running ? ServerStatus.State.RUNNING : ServerStatus.State.KILLED);
    }

    /** Starts the member, and returns without waiting for its group. */
    synchronized void start() {
        if (status().state() == ServerStatus.State.RUNNING) {
            throw Failure.conflict(name + " is running").hint("scripts/sandbox status");
        }
        run = new Run();
        run.thread.start();
    }

    /** Ends the member as a crash does: it stops polling and heartbeating, and does not leave its group. */
    synchronized void crash() {
        if (status().state() == ServerStatus.State.KILLED) {
            throw Failure.conflict(name + " is already killed").hint("scripts/sandbox start " + name);
        }
        run.crash();
    }

    /** Waits until the group is stable and this member has partitions. */
    void awaitPartitions() {
        try (Admin admin = Ensemble.admin(bootstrap)) {
            Waiting.until(name + " to get partitions", PATIENCE, () -> {
                ConsumerGroupDescription group = group(admin);
                return group.groupState() == GroupState.STABLE
                        && group.members().stream()
                                .anyMatch(member -> member.clientId().equals(name)
                                        && !member.assignment()
                                                .topicPartitions()
                                                .isEmpty());
            });
        }
    }

    /** The group as its coordinator describes it. */
    static ConsumerGroupDescription group(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of(GROUP))
                .describedGroups()
                .get(GROUP)
                .get(5, TimeUnit.SECONDS);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, 2000);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2000);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 20);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) Traffic.REST.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    /** The member from one start to its crash. */
    private final class Run {
        private final Thread thread = Traffic.daemon(name, this::parse);
        private volatile boolean crashed;
        private volatile KafkaConsumer<String, String> current; // null until the thread has created it

        private void crash() {
            crashed = true;
            KafkaConsumer<String, String> consumer = current;
            if (consumer != null) {
                consumer.wakeup();
            }
            Waiting.until(name + " to end", Duration.ofSeconds(20), () -> !thread.isAlive());
        }

        private void parse() {
            do {
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings());
                current = consumer;
                try {
                    consumer.subscribe(List.of(DemoTopics.APP_LOGS, DemoTopics.CLICKS));
                    while (!crashed) {
                        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                            parsed.accept(Traffic.record(DemoTopics.PARSED_EVENTS, record.key(), name, record.value()));
                        }
                    }
                } catch (KafkaException lost) {
                    // A crash, or an error that a consumer cannot recover from: a new one is created.
                } finally {
                    close(consumer);
                }
            } while (!crashed && Traffic.rested(Traffic.REST));
        }

        private void close(KafkaConsumer<String, String> consumer) {
            try {
                consumer.close(crashed ? CRASH : CloseOptions.timeout(Duration.ofSeconds(30)));
            } catch (KafkaException lost) {
                // Its group notices at the end of the session.
            }
        }
    }
}
