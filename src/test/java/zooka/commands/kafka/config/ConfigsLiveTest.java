package zooka.commands.kafka.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure.Kind;
import zooka.commands.result.Table;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;

/** The same on real brokers, and what only these have. */
@OnServers
@ParameterizedClass
@EnumSource(Mode.class)
final class ConfigsLiveTest extends ConfigsContract {

    private final Mode mode;

    ConfigsLiveTest(Mode mode) {
        super(() -> KafkaRun.on(mode));
        this.mode = mode;
    }

    @Test
    void shows_what_differs_from_the_default_and_who_set_it() {
        try (KafkaRun kafka = brokers()) {
            String set = kafka.told("config describe topic/orders");

            assertThat(set)
                    .contains(
                            "resource=topic/orders key=min.insync.replicas value=2 source=DYNAMIC_TOPIC_CONFIG (topic)"
                                    + " synonyms=[{source=DYNAMIC_TOPIC_CONFIG name=min.insync.replicas value=2},")
                    .contains(
                            "DEFAULT_CONFIG:min.insync.replicas=1) type=INT readOnly=false sensitive=false documentation=")
                    .contains("key=retention.bytes value=33554432 source=STATIC_BROKER_CONFIG (server.properties)")
                    .doesNotContain("source=DEFAULT_CONFIG (default)");
            assertThat(kafka.told("config describe topic orders")).isEqualTo(set);
            assertThat(keys(kafka, "config describe topic/orders --all"))
                    .isSorted()
                    .contains("retention.ms", "cleanup.policy");
            assertThat(keys(kafka, "config describe topic/orders -k retention.* -k cleanup.policy"))
                    .containsExactly("cleanup.policy", "retention.bytes", "retention.ms");
            assertThat(kafka.told("config describe broker/1 broker/2 -k broker.id -k node.id"))
                    .contains("resource=broker/1 ", "resource=broker/2 ");
            assertThat(kafka.told("broker config 1 -k num.io.threads"))
                    .startsWith("resource=broker/1 key=num.io.threads");
            assertThat(keys(kafka, "config describe broker-logger/1")).isNotEmpty();
            assertThat(((Table) kafka.query("config describe topic/orders -k x")).empty())
                    .isEqualTo("no configuration key of topic/orders matches x");
        }
    }

    @Test
    void what_has_no_settings_is_named() {
        try (KafkaRun kafka = brokers()) {
            fails(
                    Kind.NOT_FOUND,
                    "no topic nosuch",
                    "topics",
                    () -> kafka.query("config describe topic/orders topic/nosuch"));
            fails(Kind.NOT_FOUND, "no broker 9 is registered", "brokers", () -> kafka.query("broker config 9"));
            fails(
                    Kind.USAGE,
                    "invalid resource 'orders'",
                    "use topic/NAME, broker/ID, broker/default, broker-logger/ID, client-metrics/NAME, group/NAME",
                    () -> kafka.query("config describe orders"));
            fails(Kind.USAGE, "invalid broker id 'x'", "brokers lists the ids", () -> kafka.query("broker config x"));
            if (mode == Mode.ZOOKEEPER) {
                fails(
                        Kind.FAILED,
                        "these brokers do not support the configuration of a group",
                        "",
                        () -> kafka.query("config describe group/g"));
            } else {
                assertThat(keys(kafka, "config describe group/g --all")).contains("consumer.session.timeout.ms");
            }
        }
    }

    @Test
    void changes_brokers_and_their_loggers() {
        try (KafkaRun kafka = brokers()) {
            assertThat(kafka.dryRun("config alter broker/default message.max.bytes=2000000"))
                    .isEqualTo("change broker/default: message.max.bytes none -> 2000000");
            assertThat(kafka.dryRun("config alter broker/1 leader.replication.throttled.rate=1000000"))
                    .isEqualTo("change broker/1: leader.replication.throttled.rate none -> 1000000");
            kafka.change("config alter broker/2 log.cleaner.backoff.ms=16000");
            KafkaRun.until("set on the broker", () -> kafka.told("broker config 2 -k log.cleaner.backoff.ms")
                    .contains("value=16000 source=DYNAMIC_BROKER_CONFIG"));
            kafka.change("config alter broker/2 --delete log.cleaner.backoff.ms");
            KafkaRun.until("deleted", () -> kafka.told("broker config 2 -k log.cleaner.backoff.ms")
                    .contains("value=15000"));
            String logger = keys(kafka, "config describe broker-logger/3").get(0);
            assertThat(kafka.dryRun("config alter broker-logger/3 " + logger + "=ERROR"))
                    .startsWith("change broker-logger/3: " + logger)
                    .endsWith(" -> ERROR");
        }
    }
}
