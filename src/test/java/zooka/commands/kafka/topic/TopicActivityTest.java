package zooka.commands.kafka.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** {@code topic list --rate --last}: what is written to topics, and what is not. */
final class TopicActivityTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final TestRun run = new TestRun(kafka.clusters());

    private Map<Object, Map<String, Object>> topics(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "topics";
        System.arraycopy(options, 0, words, 1, options.length);
        return run.rows(words).stream().collect(Collectors.toMap(row -> row.get("topic"), row -> row));
    }

    @Test
    void the_rate_is_that_of_all_partitions() {
        kafka.append("orders", 0, 30);
        kafka.append("orders", 1, 5);
        Map<Object, Map<String, Object>> topics = topics("--rate", "10s", "--last");
        assertThat(topics.get("orders")).containsEntry("recordsPerSecond", 3.5);
        assertThat(topics.get("orders").get("lastRecord").toString()).startsWith("2026-03-01T14:02:03");
        assertThat(topics.get("clicks")).containsEntry("recordsPerSecond", 0).containsEntry("lastRecord", null);
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void without_the_options_nothing_is_measured() {
        assertThat(topics().get("orders")).doesNotContainKeys("recordsPerSecond", "lastRecord");
        assertThat(topics("--last").get("orders")).doesNotContainKey("recordsPerSecond");
        assertThat(catchThrowableOfType(Failure.class, () -> topics("--rate", "0s"))
                        .kind())
                .isEqualTo(Failure.Kind.USAGE);
    }
}
