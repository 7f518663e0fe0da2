package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.StockRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-delete-records 4.x. */
final class KafkaDeleteRecordsTest {

    @TempDir
    Path folder;

    private final MemoryKafka kafka = new MemoryKafka();
    private final StockRun stock = new StockRun(kafka.clusters());

    private StockRun.Ended run(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("offsets.json"), json);
        return stock.run("kafka-delete-records", "--offset-json-file", file.toString());
    }

    @Test
    void deletes_up_to_an_offset_or_to_the_end() throws IOException {
        kafka.append("orders", 0, 7);
        kafka.append("orders", 1, 3);
        assertThat(run("{\"partitions\":[{\"topic\":\"orders\",\"partition\":0,\"offset\":5},"
                                + "{\"topic\":\"orders\",\"partition\":1,\"offset\":-1}],\"version\":1}")
                        .out())
                .isEqualTo("""
                        Executing records delete operation
                        Records delete operation completed:
                        partition: orders-0\tlow_watermark: 5
                        partition: orders-1\tlow_watermark: 3
                        """);
    }

    @Test
    void the_others_are_done_where_one_fails() throws IOException {
        kafka.append("orders", 0, 7);
        StockRun.Ended ended = run("{\"partitions\":[{\"topic\":\"nosuch\",\"partition\":0,\"offset\":5},"
                + "{\"topic\":\"orders\",\"partition\":0,\"offset\":2}],\"version\":1}");
        assertThat(ended.out()).endsWith("partition: orders-0\tlow_watermark: 2\n");
        assertThat(ended.code()).isEqualTo(3);
    }

    @Test
    void refuses_a_file_of_another_form() throws IOException {
        assertThat(run("{\"partitions\":[{\"topic\":\"orders\"}]}").code()).isEqualTo(2);
        assertThat(stock.run("kafka-delete-records").err()).contains("--offset-json-file");
    }
}
