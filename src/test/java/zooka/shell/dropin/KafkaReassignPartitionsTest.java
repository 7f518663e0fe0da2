package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.StockRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-reassign-partitions 4.x. */
final class KafkaReassignPartitionsTest {

    private static final String CLEARED = """
                        Clearing broker-level throttles on brokers 1,2,3
                        Clearing topic-level throttles on topic orders
                        """;

    @TempDir
    Path folder;

    private final MemoryKafka kafka = new MemoryKafka();
    private final StockRun stock = new StockRun(kafka.clusters());

    private StockRun.Ended run(String action, String json, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), json);
        List<String> all = new ArrayList<>(
                List.of("kafka-reassign-partitions", "--" + action, "--reassignment-json-file", file.toString()));
        all.addAll(List.of(words));
        return stock.run(all.toArray(String[]::new));
    }

    private static String plan(String replicas) {
        return "{\"version\":1,\"partitions\":[{\"topic\":\"orders\",\"partition\":0,\"replicas\":[" + replicas
                + "],\"log_dirs\":[\"any\",\"any\"]}]}";
    }

    @Test
    void lists_reassignments() {
        assertThat(stock.out("kafka-reassign-partitions", "--list")).isEqualTo("No partition reassignments found.\n");
    }

    @Test
    void executes_and_verifies_a_plan() throws IOException {
        assertThat(run("verify", plan("2,3")).out())
                .isEqualTo("Status of partition reassignment:\n"
                        + "There is no active reassignment of partition orders-0, but replica set is 1,2 rather than 2,3.\n"
                        + "\n" + CLEARED);
        assertThat(run("execute", plan("2,3")).out())
                .isEqualTo("Current partition replica assignment\n\n"
                        + plan("1,2").replace("\"any\",\"any\"", "\"/memory/kafka-1/data\",\"/memory/kafka-2/data\"")
                        + "\n\nSave this to use as the --reassignment-json-file option during rollback\n"
                        + "Successfully started partition reassignment for orders-0\n");
        assertThat(run("verify", plan("2,3")).out())
                .isEqualTo("Status of partition reassignment:\nReassignment of partition orders-0 is completed.\n\n"
                        + CLEARED);
        assertThat(run("verify", plan("2,3"), "--preserve-throttles").out()).doesNotContain("Clearing");
    }

    @Test
    void a_move_that_is_held_up_is_listed_verified_and_cancelled() throws IOException {
        kafka.append("orders", 0, 10, 1000);
        assertThat(run("execute", plan("2,3"), "--throttle", "1000").out())
                .endsWith("Warning: You must run --verify periodically, until the reassignment completes, to ensure the"
                        + " throttle is removed.\n"
                        + "The inter-broker throttle limit was set to 1000 B/s\n"
                        + "Successfully started partition reassignment for orders-0\n");
        assertThat(stock.out("kafka-reassign-partitions", "--list"))
                .startsWith("Current partition reassignments:\norders-0: replicas: ")
                .endsWith(". adding: 3. removing: 1.\n");
        assertThat(run("verify", plan("2,3")).out()).isEqualTo("""
                        Status of partition reassignment:
                        Reassignment of partition orders-0 is still in progress.

                        """);
        assertThat(run("execute", plan("2,3")).code()).isEqualTo(4);
        assertThat(run("cancel", plan("2,3")).out())
                .isEqualTo("Successfully cancelled partition reassignment for: orders-0\n"
                        + "None of the specified partition moves are active." + CLEARED);
    }

    @Test
    void cancels_nothing_where_nothing_moves() throws IOException {
        assertThat(run("cancel", plan("2,3")).out())
                .isEqualTo("None of the specified partition reassignments are active.\n"
                        + "None of the specified partition moves are active." + CLEARED);
    }

    @Test
    void generates_a_plan() throws IOException {
        Path file =
                Files.writeString(folder.resolve("topics.json"), "{\"topics\":[{\"topic\":\"orders\"}],\"version\":1}");
        assertThat(stock.out(
                        "kafka-reassign-partitions",
                        "--generate",
                        "--topics-to-move-json-file",
                        file.toString(),
                        "--broker-list",
                        "1,2"))
                .startsWith(
                        "Current partition replica assignment\n{\"version\":1,\"partitions\":[{\"topic\":\"orders\","
                                + "\"partition\":0,\"replicas\":[1,2],\"log_dirs\":[\"/memory/kafka-1/data\",\"/memory/kafka-2/data\"]},")
                .contains("]}\n\nProposed partition reassignment configuration\n{\"version\":1,\"partitions\":[{");
    }

    @Test
    void refuses_what_is_wrong_or_not_supported_by_name() throws IOException {
        assertThat(stock.run("kafka-reassign-partitions").err()).contains("exactly one action is required");
        assertThat(stock.run("kafka-reassign-partitions", "--execute").err())
                .contains("--execute requires --reassignment-json-file");
        assertThat(run("execute", "{\"version\":1}").err()).contains("unexpected JSON");
        assertThat(run("execute", plan("1,2") + plan("2,3")).err()).contains("more than one JSON document");
        assertThat(run("execute", plan("1,2"), "--disable-rack-aware").err())
                .contains("--disable-rack-aware is not supported");
    }
}
