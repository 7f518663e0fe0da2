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

/** The text of kafka-leader-election 4.x, as it was measured. */
final class KafkaLeaderElectionTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final StockRun stock = new StockRun(kafka.clusters());

    private StockRun.Ended run(String... words) {
        return stock.run(Stream.concat(Stream.of("kafka-leader-election"), Stream.of(words))
                .toArray(String[]::new));
    }

    /** Broker 1 has lost what it led, and is back. */
    private void failOver() {
        kafka.stop(1);
        kafka.start(1);
    }

    @Test
    void elects_preferred_leaders() {
        failOver();
        StockRun.Ended ended = run("--election-type", "preferred", "--topic", "orders", "--partition", "0");
        assertThat(ended.out())
                .isEqualTo("Successfully completed leader election (PREFERRED) for partitions orders-0\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void says_nothing_where_all_partitions_have_valid_leaders() {
        assertThat(run("--election-type", "PREFERRED", "--all-topic-partitions"))
                .isEqualTo(new StockRun.Ended(0, "", ""));
    }

    @Test
    void a_named_partition_may_have_a_valid_leader() {
        assertThat(run("--election-type", "preferred", "--topic", "orders", "--partition", "1")
                        .out())
                .isEqualTo("Valid replica already elected for partitions orders-1\n");
    }

    @Test
    void reads_partitions_from_a_file(@TempDir Path folder) throws IOException {
        failOver();
        Path file = Files.writeString(
                folder.resolve("partitions.json"),
                "{\"partitions\":\n\t[{\"topic\": \"orders\", \"partition\": 0},\n\t {\"partition\": 1, \"topic\": \"orders\"}]\n}");
        assertThat(run("--election-type", "preferred", "--path-to-json-file", file.toString())
                        .out())
                .isEqualTo("""
                        Successfully completed leader election (PREFERRED) for partitions orders-0
                        Valid replica already elected for partitions orders-1
                        """);
        Files.writeString(file, "{\"partitions\": [");
        assertThat(run("--election-type", "preferred", "--path-to-json-file", file.toString()))
                .satisfies(ended -> {
                    assertThat(ended.code()).isEqualTo(2);
                    assertThat(ended.err()).contains("invalid JSON");
                });
    }

    @Test
    void refuses_what_is_wrong_by_name() {
        assertRefused("exactly one election type is required: --election-type", "--all-topic-partitions");
        assertRefused("invalid type 'best'", "--election-type", "best", "--all-topic-partitions");
        assertRefused("exactly one selection of partitions", "--election-type", "preferred");
        assertRefused("--topic requires --partition", "--election-type", "preferred", "--topic", "orders");
        assertRefused(
                "--partition requires --topic",
                "--election-type",
                "preferred",
                "--all-topic-partitions",
                "--partition",
                "1");
    }

    private void assertRefused(String why, String... words) {
        assertThat(run(words)).satisfies(ended -> {
            assertThat(ended.err()).contains(why);
            assertThat(ended.code()).isEqualTo(2);
        });
    }
}
