package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.TestRun;

/** What is longer than Kafka's protocol takes is a usage error at once, whoever sends it, and ends no client. */
@OnServers
@Timeout(120)
final class LongNamesTest {

    private static final String LONG = "x".repeat(40_000);

    private static void run(TestRun run, String line) {
        String[] words = line.replace("LONG", LONG).split(" ", -1);
        if (TestRun.action(words) instanceof Action.Change) {
            run.change(words);
        } else {
            run.query(words);
        }
    }

    private static void isUsage(TestRun run, String line, String why) {
        assertThatThrownBy(() -> run(run, line)).as(line).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
            assertThat(failure.getMessage()).contains(why);
        });
    }

    @Test
    void a_name_or_value_that_the_protocol_has_no_room_for_is_a_usage_error_and_the_next_command_is_answered() {
        try (KafkaRun kafka = KafkaRun.on(Mode.ZOOKEEPER)) {
            for (String line : List.of(
                    "topic create LONG",
                    "topic create long-names -c retention.ms=LONG",
                    "topic create long-names -c LONG=1",
                    "topic clone app-logs LONG",
                    "topic describe LONG",
                    "group reset LONG --topic app-logs --to-earliest",
                    "acl create --allow LONG --operation Read --topic long-names",
                    "acl list --principal LONG",
                    "transaction describe LONG")) {
                isUsage(
                        kafka.run(),
                        line,
                        "a name or value is longer than 32,767 bytes, the maximum of Kafka's protocol");
                assertThat(kafka.run()
                                .table("acl", "list", "--principal", "long-names")
                                .rows())
                        .as(line)
                        .isEmpty();
            }
        }
    }

    @Test
    void a_name_that_no_topic_can_have_is_a_usage_error() {
        try (KafkaRun kafka = KafkaRun.on(Mode.ZOOKEEPER)) {
            isUsage(kafka.run(), "topic create " + "x".repeat(250), "249");
            isUsage(kafka.run(), "topic create a,b", "Topic name is invalid");
            isUsage(kafka.run(), "topic clone app-logs ..", "Topic name is invalid");
        }
    }
}
