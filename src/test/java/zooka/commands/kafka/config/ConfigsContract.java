package zooka.commands.kafka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.commands.action.Plan;
import zooka.commands.result.Table;
import zooka.testing.KafkaRun;
import zooka.testing.ResultText;

/** Settings shown and changed, on brokers of any kind. */
@Timeout(300)
abstract class ConfigsContract {

    private final Supplier<KafkaRun> brokers;

    ConfigsContract(Supplier<KafkaRun> brokers) {
        this.brokers = brokers;
    }

    KafkaRun brokers() {
        return brokers.get();
    }

    static void fails(Kind kind, String message, String hint, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(kind);
                    assertThat(failure.hint().orElse("")).isEqualTo(hint);
                })
                .hasMessage(message);
    }

    private KafkaRun with(String topic) {
        KafkaRun kafka = brokers();
        kafka.delete(topic);
        kafka.change("topic create " + topic + " -p 1");
        KafkaRun.until(topic, () -> !kafka.told("topics " + topic).isEmpty());
        return kafka;
    }

    static List<String> keys(KafkaRun kafka, String line) {
        Table table = (Table) kafka.query(line);
        return table.rows().stream()
                .map(row -> ResultText.table(new Table(table.columns(), List.of(row), ""))
                        .replaceAll(".* key=(\\S+) .*", "$1"))
                .toList();
    }

    @Test
    void less_detail_is_requested_where_less_is_wanted() {
        try (KafkaRun kafka = with("configured")) {
            String line = "config describe topic/configured --key retention.ms --detail ";

            assertThat(kafka.told(line + "values"))
                    .contains("value=604800000 source=DEFAULT_CONFIG")
                    .contains(" synonyms=- ")
                    .endsWith(" documentation=-");
            assertThat(kafka.told(line + "synonyms"))
                    .contains("source=DEFAULT_CONFIG")
                    .endsWith(" documentation=-");
            assertThat(kafka.told(line + "synonyms").replaceAll(".* (synonyms=\\S+).*", "$1"))
                    .isEqualTo(kafka.told(line + "documentation").replaceAll(".* (synonyms=\\S+).*", "$1"));
        }
    }

    @Test
    void changes_settings_and_leaves_the_others() {
        try (KafkaRun kafka = with("configured")) {
            String line = "config alter topic/configured max.message.bytes=2000000 --append cleanup.policy=compact";
            Plan plan = kafka.plan(line);

            assertThat(plan.preview().summary()).isEqualTo("""
                    change topic/configured: max.message.bytes 1048588 (default) -> 2000000
                      cleanup.policy delete (default) -> delete,compact
                      records may be lost""");
            assertThat(plan.confirmation()).hasValue("configured");
            assertThat(ResultText.fields(plan.preview().fields()))
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
}
