package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zooka.testing.StockRun;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-get-offsets 4.x, as it was measured. */
final class KafkaGetOffsetsTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final StockRun stock = new StockRun(kafka.clusters());

    @BeforeEach
    void append() {
        kafka.append("orders", 0, 7);
        kafka.append("orders", 1, 3);
        kafka.append("clicks", 2, 5);
    }

    private String out(String... words) {
        return stock.out(
                Stream.concat(Stream.of("kafka-get-offsets"), Stream.of(words)).toArray(String[]::new));
    }

    private StockRun.Ended run(String... words) {
        return stock.run(
                Stream.concat(Stream.of("kafka-get-offsets"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void shows_the_ends_of_the_partitions_of_a_topic() {
        assertThat(out("--broker-list", "kafka:9092", "--topic", "orders")).isEqualTo("orders:0:7\norders:1:3\n");
        assertThat(out("--topic", "orders", "--time", "-1")).isEqualTo("orders:0:7\norders:1:3\n");
        assertThat(out("--topic", "orders", "--time", "earliest")).isEqualTo("orders:0:0\norders:1:0\n");
    }

    @Test
    void partitions_without_an_offset_at_the_time_are_left_out() {
        long now = TestRun.NOW.toEpochMilli();
        assertThat(out("--topic", "orders", "--time", Long.toString(now))).isEqualTo("orders:0:0\norders:1:0\n");
        assertThat(out("--topic", "clicks", "--time", "0")).isEqualTo("clicks:2:0\n");
        assertThat(out("--topic", "orders", "--time", Long.toString(now + 1000)))
                .isEmpty();
    }

    @Test
    void selects_topics_by_expressions_and_partitions_by_numbers() {
        assertThat(out("--topic", "o.*|clicks", "--partitions", "1,2"))
                .isEqualTo("clicks:1:0\nclicks:2:5\norders:1:3\n");
        assertThat(out("--topic-partitions", "orders:0,clicks:2-4,:5"))
                .isEqualTo("clicks:2:5\nclicks:3:0\nclicks:5:0\norders:0:7\n");
        assertThat(out("--topic-partitions", "orders:1-")).isEqualTo("orders:1:3\n");
        assertThat(out().lines().filter(line -> line.startsWith("__"))).hasSize(1);
        assertThat(out("--exclude-internal-topics").lines().filter(line -> line.startsWith("__")))
                .isEmpty();
    }

    @Test
    void nothing_that_matches_is_an_error() {
        assertThat(run("--topic", "nosuch").code()).isEqualTo(3);
        assertThat(run("--topic", "no.*").err()).contains("no partition matches the specified filters");
        assertThat(run("--topic", "orders", "--partitions", "7").code()).isEqualTo(3);
    }

    @Test
    void refuses_what_is_wrong_or_not_supported_by_name() {
        assertRefused(
                "--topic-partitions cannot be combined with --topic", "--topic", "a", "--topic-partitions", "a:0");
        assertRefused("invalid time 'yesterday'", "--time", "yesterday");
        assertRefused("--time latest-tiered is not supported", "--time", "latest-tiered");
        assertRefused("invalid partition 'x'", "--topic", "a", "--partitions", "0,x");
        assertRefused("invalid rule 'a:b:c'", "--topic-partitions", "a:b:c");
    }

    private void assertRefused(String why, String... words) {
        assertThat(run(words)).satisfies(ended -> {
            assertThat(ended.err()).contains(why);
            assertThat(ended.code()).isEqualTo(2);
        });
    }
}
