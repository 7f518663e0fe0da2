package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.TestRun;

/** The same on real brokers, and what only these have. */
@OnServers
final class NamesAndPatternsLiveTest extends NamesAndPatternsContract {

    NamesAndPatternsLiveTest() {
        super(KafkaRun.on(Mode.KRAFT));
    }

    @Test
    void json_is_an_array_wherever_several_can_be_named() {
        TestRun run = kafka().run();
        for (List<String> line : List.of(
                List.of("topic", "describe", TOPIC),
                List.of("group", "describe", "nap-a"),
                List.of("broker", "describe", "1"),
                List.of("config", "describe", "topic/" + TOPIC),
                List.of("group", "lag", "nap-a"),
                List.of("user", "list"))) {
            assertThat(run.json(line.toArray(new String[0])))
                    .as(line.toString())
                    .isInstanceOf(List.class);
        }
        Map<String, Object> topic = run.rows("topic", "describe", TOPIC).get(0);
        assertThat((List<?>) topic.get("partitions")).hasSize(4);
        assertThat(run.rows("topic", "describe", TOPIC, "app-logs"))
                .extracting(one -> one.get("topic"))
                .containsExactlyInAnyOrder(TOPIC, "app-logs");
    }

    @Test
    void a_range_of_partitions_is_closed_in_every_command() {
        TestRun run = kafka().run();
        assertThat(run.rows("topic", "offsets", TOPIC + ":1-3")).hasSize(3);
        assertThat(run.rows("partitions", TOPIC + ":1-3")).hasSize(3);
        assertThat(run.plan("group", "reset", "nap-a", "--to-latest", "--topic", TOPIC + ":1-3")
                        .preview()
                        .summary())
                .contains("on 3 partitions");
        String generated = new String(run.document("partition", "generate", TOPIC + ":1-3"), StandardCharsets.UTF_8);
        assertThat(generated.split("\"replicas\"", -1)).hasSize(4);
        kafka().fill(TOPIC, 0, 1);
        assertThat(run.plan("topic", "purge", TOPIC + ":0").preview().summary())
                .contains(TOPIC + "-0: log start 0 -> 1");
        assertThat(run.change("partition", "elect", TOPIC + ":0")).contains("(1 checked)");
    }
}
