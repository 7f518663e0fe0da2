package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zooka.testing.StockRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-log-dirs 4.x, as it was measured. */
final class KafkaLogDirsTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final StockRun stock = new StockRun(kafka.clusters());

    @Test
    void describes_directories_as_json_on_the_third_line() {
        kafka.append("orders", 0, 2);
        assertThat(stock.out("kafka-log-dirs", "--describe", "--broker-list", "1", "--topic-list", "orders"))
                .isEqualTo(
                        "Querying brokers for log directories information\n"
                                + "Received log directory information from brokers 1\n"
                                + "{\"brokers\":[{\"broker\":1,\"logDirs\":["
                                + "{\"partitions\":[{\"partition\":\"orders-0\",\"size\":140,\"offsetLag\":0,\"isFuture\":false}],"
                                + "\"error\":null,\"logDir\":\"/memory/kafka-1/data\"},"
                                + "{\"partitions\":[],\"error\":null,\"logDir\":\"/memory/kafka-1/data-2\"}]}],\"version\":1}\n");
        assertThat(stock.out("kafka-log-dirs", "--describe"))
                .contains("Received log directory information from brokers 1,2,3\n");
    }

    @Test
    void an_absent_broker_is_an_error() {
        assertThat(stock.run("kafka-log-dirs", "--describe", "--broker-list", "7")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void refuses_what_is_wrong_by_name() {
        assertThat(stock.run("kafka-log-dirs").err()).contains("exactly one action is required: --describe");
        assertThat(stock.run("kafka-log-dirs", "--describe", "--broker-list", "a")
                        .err())
                .contains("invalid broker id 'a'");
    }
}
