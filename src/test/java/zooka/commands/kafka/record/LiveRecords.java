package zooka.commands.kafka.record;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.sandbox.Sandbox;
import zooka.testing.KafkaRun;

/** Clients and topics for the tests of records on real servers. */
final class LiveRecords {

    private LiveRecords() {}

    static LiveClusters clusters(Sandbox sandbox, Duration timeout) {
        return new LiveClusters(
                new Profile("test", Optional.empty(), sandbox.bootstrap(), ClientSettings.OPEN, timeout, false),
                notice -> {});
    }

    /** Runs a test with topics of its own. */
    static void withTopics(Sandbox sandbox, Consumer<Admin> test, NewTopic... topics)
            throws ExecutionException, InterruptedException {
        List<String> names = Arrays.stream(topics).map(NewTopic::name).toList();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", sandbox.bootstrap().orElseThrow()))) {
            // Records of times that are long past would be deleted by retention, which looks every five minutes.
            for (NewTopic topic : topics) {
                topic.configs(topic.configs() == null ? Map.of("retention.ms", "-1") : topic.configs());
            }
            admin.createTopics(List.of(topics)).all().get();
            try {
                KafkaRun.awaitEverywhere(sandbox, names);
                test.accept(admin);
            } finally {
                admin.deleteTopics(names).all().get();
            }
        }
    }

    static KafkaProducer<byte[], byte[]> producer(Sandbox sandbox, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", sandbox.bootstrap().orElseThrow());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
