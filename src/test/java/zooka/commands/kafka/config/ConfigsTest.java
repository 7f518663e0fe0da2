package zooka.commands.kafka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.commands.action.Plan;
import zooka.commands.result.Result;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Told;

/** Settings shown and changed on real brokers. */
@OnServers
@Timeout(300)
class ConfigsTest {

    private static void fails(Kind kind, String message, String hint, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(kind);
                    assertThat(failure.hint().orElse("")).isEqualTo(hint);
                })
                .hasMessage(message);
    }

    private static KafkaRun with(Mode mode, String topic) {
        KafkaRun kafka = KafkaRun.on(mode);
        kafka.delete(topic);
        kafka.change("topic create " + topic + " -p 1");
        KafkaRun.until(topic, () -> !kafka.told("topics " + topic).isEmpty());
        return kafka;
    }

    private static List<String> keys(KafkaRun kafka, String line) {
        Result.Table table = (Result.Table) kafka.query(line);
        return table.rows().stream()
                .map(row -> Told.table(new Result.Table(table.columns(), List.of(row), ""))
                        .replaceAll(".* key=(\\S+) .*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void shows_what_differs_from_the_default_and_who_set_it(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
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
            assertThat(((Result.Table) kafka.query("config describe topic/orders -k x")).empty())
                    .isEqualTo("no configuration key of topic/orders matches x");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void what_has_no_settings_is_named(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
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

    @ParameterizedTest
    @EnumSource(Mode.class)
    void changes_settings_and_leaves_the_others(Mode mode) {
        try (KafkaRun kafka = with(mode, "configured")) {
            String line = "config alter topic/configured max.message.bytes=2000000 --append cleanup.policy=compact";
            Plan plan = kafka.plan(line);

            assertThat(plan.preview().summary()).isEqualTo("""
                    change topic/configured: max.message.bytes 1048588 (default) -> 2000000
                      cleanup.policy delete (default) -> delete,compact
                      records may be lost""");
            assertThat(plan.confirmation()).hasValue("configured");
            assertThat(Told.fields(plan.preview().fields()))
                    .isEqualTo(
                            "resource=topic/configured changes=[{key=max.message.bytes operation=SET from=1048588 to=2000000},"
                                    + "{key=cleanup.policy operation=APPEND from=delete to=delete,compact}]");
            assertThat(kafka.told("config describe topic/configured")).doesNotContain("max.message.bytes");
            assertThatThrownBy(() -> kafka.dryRun("config alter topic/configured max.message.bytes=-7"))
                    .hasMessageStartingWith("cannot change the configuration of topic/configured: Invalid");

            assertThat(kafka.change(line)).startsWith("changed topic/configured: max.message.bytes");
            KafkaRun.until("set", () -> keys(kafka, "config describe topic/configured")
                    .containsAll(List.of("max.message.bytes", "cleanup.policy")));
            assertThat(kafka.change(
                            "topic alter configured -c retention.ms=2000000000 --delete-config max.message.bytes"))
                    .isEqualTo("changed topic/configured: retention.ms 604800000 (default) -> 2000000000\n"
                            + "  max.message.bytes 2000000 -> 1048588 (no longer set)");
            KafkaRun.until("deleted", () -> !keys(kafka, "config describe topic/configured")
                    .contains("max.message.bytes"));
            assertThat(kafka.dryRun("config alter topic configured --subtract cleanup.policy=compact"))
                    .startsWith("change topic/configured: cleanup.policy delete,compact -> delete");
            assertThat(kafka.plan("config alter topic/configured retention.ms=2000000001")
                            .confirmation())
                    .isEmpty();
            assertThat(kafka.plan("config alter topic/configured retention.ms=1")
                            .confirmation())
                    .hasValue("configured");
            kafka.delete("configured");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void refuses_what_cannot_be_before_anything_is_sent(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
            fails(
                    Kind.USAGE,
                    "unknown configuration key retention.mss for a topic",
                    "did you mean retention.ms?",
                    () -> kafka.plan("config alter topic/orders retention.mss=1"));
            fails(
                    Kind.USAGE,
                    "unknown configuration key nonsense for a broker",
                    "config describe broker/ID --all lists the keys",
                    () -> kafka.plan("config alter broker/default nonsense=1"));
            fails(
                    Kind.USAGE,
                    "broker.id is read-only: it cannot be changed while the broker is running",
                    "change it in the broker's server.properties and restart the broker",
                    () -> kafka.plan("config alter broker/1 broker.id=1"));
            fails(
                    Kind.USAGE,
                    "retention.ms is not a list; use retention.ms=1 to set it",
                    "",
                    () -> kafka.plan("config alter topic/orders --append retention.ms=1"));
            fails(
                    Kind.NOT_FOUND,
                    "retention.ms is not set on topic/orders",
                    "config describe topic/orders",
                    () -> kafka.plan("config alter topic/orders --delete retention.ms"));
            fails(
                    Kind.USAGE,
                    "config alter topic/orders: no change specified",
                    "specify KEY=VALUE, --delete KEY, --append KEY=VALUE or --subtract KEY=VALUE",
                    () -> kafka.plan("config alter topic/orders"));
            fails(
                    Kind.USAGE,
                    "a key can be changed only once",
                    "",
                    () -> kafka.plan("config alter topic/orders retention.ms=1 --delete retention.ms"));
            fails(
                    Kind.NOT_FOUND,
                    "no topic nosuch",
                    "topics",
                    () -> kafka.plan("config alter topic/nosuch retention.ms=1"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void changes_brokers_and_their_loggers(Mode mode) {
        try (KafkaRun kafka = KafkaRun.on(mode)) {
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
