package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.StockRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-configs 4.x. */
final class KafkaConfigsTest {

    private final StockRun stock = new StockRun(new MemoryKafka().clusters());

    private String out(String... words) {
        return stock.out(
                Stream.concat(Stream.of("kafka-configs"), Stream.of(words)).toArray(String[]::new));
    }

    private StockRun.Ended run(String... words) {
        return stock.run(
                Stream.concat(Stream.of("kafka-configs"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void describes_what_is_set_on_a_topic() {
        assertThat(out(
                        "--bootstrap-server",
                        "k:9092",
                        "--describe",
                        "--entity-type",
                        "topics",
                        "--entity-name",
                        "orders"))
                .isEqualTo("""
                        Dynamic configs for topic orders are:
                          min.insync.replicas=2 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:min.insync.replicas=2, DEFAULT_CONFIG:min.insync.replicas=1}
                          segment.bytes=4194304 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:segment.bytes=4194304, DEFAULT_CONFIG:segment.bytes=1073741824}
                        """);
        assertThat(out("--describe", "--topic", "orders")).startsWith("Dynamic configs for topic orders are:\n  min.");
    }

    @Test
    void describes_defaults_too() {
        assertThat(out("--describe", "--topic", "orders", "--all")).startsWith("""
                        All configs for topic orders are:
                          cleanup.policy=delete sensitive=false synonyms={DEFAULT_CONFIG:cleanup.policy=delete}
                        """);
    }

    @Test
    void without_a_name_all_are_described() {
        assertThat(out("--describe", "--entity-type", "topics").lines().filter(line -> line.startsWith("Dynamic")))
                .containsExactly(
                        "Dynamic configs for topic __consumer_offsets are:",
                        "Dynamic configs for topic clicks are:",
                        "Dynamic configs for topic orders are:");
        assertThat(out("--describe", "--entity-type", "brokers").lines())
                .containsExactly(
                        "Dynamic configs for broker 1 are:",
                        "Dynamic configs for broker 2 are:",
                        "Dynamic configs for broker 3 are:",
                        "Default configs for brokers in the cluster are:");
    }

    @Test
    void alters_topics_and_brokers() {
        assertThat(out(
                        "--alter",
                        "--topic",
                        "orders",
                        "--add-config",
                        "retention.ms=5000,cleanup.policy=[compact,delete]"))
                .isEqualTo("Completed updating config for topic orders.\n");
        assertThat(out("--describe", "--topic", "orders"))
                .contains("  cleanup.policy=compact,delete ")
                .contains("  retention.ms=5000 ");
        assertThat(out("--alter", "--topic", "clicks", "--delete-config", "retention.ms"))
                .isEqualTo("Completed updating config for topic clicks.\n"); // which was not set
        assertThat(run("--alter", "--topic", "clicks", "--delete-config", "nosuch")
                        .code())
                .isEqualTo(2);
        assertThat(out("--alter", "--topic", "orders", "--delete-config", "retention.ms, cleanup.policy"))
                .isEqualTo("Completed updating config for topic orders.\n");
        assertThat(out("--describe", "--topic", "orders")).doesNotContain("retention.ms");
        assertThat(out(
                        "--alter",
                        "--entity-type",
                        "brokers",
                        "--entity-default",
                        "--add-config",
                        "log.cleaner.backoff.ms=20000"))
                .isEqualTo("Completed updating default config for brokers in the cluster.\n");
        assertThat(out("--describe", "--broker-defaults")).isEqualTo("""
                        Default configs for brokers in the cluster are:
                          log.cleaner.backoff.ms=20000 sensitive=false synonyms={DYNAMIC_DEFAULT_BROKER_CONFIG:log.cleaner.backoff.ms=20000}
                        """);
        assertThat(out("--alter", "--broker", "1", "--add-config", "log.cleaner.backoff.ms=30000"))
                .isEqualTo("Completed updating config for broker 1.\n");
    }

    @Test
    void reads_the_pairs_of_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("topic.properties"), "retention.ms=5000\ncleanup.policy=compact,delete\n");
        assertThat(out("--alter", "--topic", "clicks", "--add-config-file", file.toString()))
                .isEqualTo("Completed updating config for topic clicks.\n");
        assertThat(out("--describe", "--topic", "clicks")).contains("  cleanup.policy=compact,delete ");
    }

    @Test
    void alters_and_describes_quotas() {
        assertThat(out(
                        "--alter",
                        "--entity-type",
                        "users",
                        "--entity-name",
                        "alice",
                        "--add-config",
                        "producer_byte_rate=1024,request_percentage=200"))
                .isEqualTo("Completed updating config for user alice.\n");
        assertThat(out("--alter", "--user", "alice", "--client", "app", "--add-config", "consumer_byte_rate=20000000"))
                .isEqualTo("Completed updating config for client app.\n");
        assertThat(out("--alter", "--client-defaults", "--add-config", "producer_byte_rate=2048"))
                .isEqualTo("Completed updating default config for clients in the cluster.\n");
        assertThat(out("--describe", "--entity-type", "users", "--entity-name", "alice"))
                .isEqualTo(
                        "Quota configs for user-principal 'alice' are producer_byte_rate=1024.0, request_percentage=200.0\n");
        assertThat(out("--describe", "--entity-type", "users", "--entity-type", "clients"))
                .isEqualTo("Quota configs for user-principal 'alice', client-id 'app' are consumer_byte_rate=2.0E7\n");
        assertThat(out("--describe", "--entity-type", "clients"))
                .isEqualTo("Quota configs for the default client-id are producer_byte_rate=2048.0\n");
        assertThat(out("--alter", "--user", "alice", "--delete-config", "producer_byte_rate"))
                .isEqualTo("Completed updating config for user alice.\n");
        assertThat(out("--describe", "--user", "alice"))
                .isEqualTo("Quota configs for user-principal 'alice' are request_percentage=200.0\n");
    }

    @Test
    void an_absent_topic_is_an_error() {
        assertThat(run("--describe", "--topic", "nosuch").code()).isEqualTo(3);
        assertThat(run("--alter", "--topic", "nosuch", "--add-config", "retention.ms=1")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void refuses_what_is_wrong_or_not_supported_by_name() {
        assertRefused("exactly one action is required", "--topic", "orders");
        assertRefused("no entity specified", "--describe");
        assertRefused("unknown entity type 'topic'", "--describe", "--entity-type", "topic");
        assertRefused(
                "cannot be combined with options for one type",
                "--describe",
                "--entity-type",
                "topics",
                "--topic",
                "a");
        assertRefused("only the entity types users and clients", "--describe", "--topic", "a", "--broker", "1");
        assertRefused(
                "requires a name for every entity type", "--alter", "--entity-type", "topics", "--add-config", "a=b");
        assertRefused("--alter requires --add-config", "--alter", "--topic", "orders");
        assertRefused("--add-config requires --alter", "--describe", "--topic", "orders", "--add-config", "a=b");
        assertRefused("invalid pair 'retention.ms'", "--alter", "--topic", "orders", "--add-config", "retention.ms");
        assertRefused(
                "SCRAM-SHA-256 is not supported",
                "--alter",
                "--user",
                "alice",
                "--add-config",
                "SCRAM-SHA-256=[iterations=8192,password=secret]");
    }

    private void assertRefused(String why, String... words) {
        assertThat(run(words)).satisfies(ended -> {
            assertThat(ended.err()).contains(why).doesNotContain("secret");
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
        });
    }
}
