package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordReader.Message;
import zooka.testing.StockRun;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeProducing;
import zooka.testing.fake.FakeRecords;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-console-consumer 4.x, and what kafka-console-producer takes. */
final class KafkaConsoleTest {

    private static final long NOW = TestRun.NOW.toEpochMilli();

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Message message(long offset, Optional<byte[]> key, Optional<byte[]> value, List<Header> headers) {
        return new Message("orders", 1, offset, Optional.of(TestRun.NOW), key, value, headers);
    }

    private static StockRun stock(Message... messages) {
        return new StockRun(
                new MemoryKafka().clusters().with(new FakeRecords(new ArrayList<>(List.of(messages)), List.of())));
    }

    private static final StockRun STOCK = stock(
            message(0, bytes("k1"), bytes("v1"), List.of()),
            message(
                    1,
                    Optional.empty(),
                    bytes("v2"),
                    List.of(new Header("a", bytes("1")), new Header("b", Optional.empty()))),
            message(
                    2,
                    bytes("k3"),
                    Optional.empty(),
                    List.of(new Header("a", bytes("1")), new Header("a", bytes("2")))));

    private static StockRun.Ended consume(String... words) {
        List<String> all = new ArrayList<>(
                List.of("kafka-console-consumer", "--topic", "orders", "--from-beginning", "--max-messages", "3"));
        all.addAll(List.of(words));
        return STOCK.run(all.toArray(String[]::new));
    }

    @Test
    void prints_values_and_counts_on_stderr() {
        assertThat(consume()).isEqualTo(new StockRun.Ended(0, "v1\nv2\nnull\n", "Processed a total of 3 messages\n"));
    }

    @Test
    void prints_the_parts_that_properties_ask_for_in_the_order_of_the_tool() {
        assertThat(consume(
                                "--property",
                                "print.key=true",
                                "--property",
                                "print.headers=true",
                                "--formatter-property",
                                "print.offset=true",
                                "--property",
                                "print.partition=true",
                                "--property",
                                "print.timestamp=true")
                        .out())
                .isEqualTo("CreateTime:" + NOW + "\tPartition:1\tOffset:0\tNO_HEADERS\tk1\tv1\n"
                        + "CreateTime:" + NOW + "\tPartition:1\tOffset:1\ta:1,b:null\tnull\tv2\n"
                        + "CreateTime:" + NOW + "\tPartition:1\tOffset:2\ta:1,a:2\tk3\tnull\n");
        assertThat(consume(
                                "--property",
                                "print.key=true",
                                "--property",
                                "key.separator=|",
                                "--property",
                                "null.literal=~",
                                "--property",
                                "line.separator=;")
                        .out())
                .isEqualTo("k1|v1;~|v2;k3|~;");
        assertThat(consume("--property", "print.key=true", "--property", "print.value=false")
                        .out())
                .isEqualTo("k1\nnull\nk3\n");
    }

    @Test
    void reads_from_a_place_in_a_partition() {
        StockRun.Ended ended = STOCK.run(
                "kafka-console-consumer",
                "--topic",
                "orders",
                "--partition",
                "1",
                "--offset",
                "1",
                "--max-messages",
                "1",
                "--isolation-level",
                "read_committed",
                "--timeout-ms",
                "5000");
        assertThat(ended.out()).isEqualTo("v2\n");
    }

    @Test
    void writes_each_line_of_stdin_and_prints_nothing() {
        FakeProducing producing = new FakeProducing();
        StockRun stock = new StockRun(new MemoryKafka().clusters().with(producing)).stdin("k1|v1\nk2|~\n");
        assertThat(stock.run(
                        "kafka-console-producer",
                        "--broker-list",
                        "kafka:9092",
                        "--topic",
                        "orders",
                        "--request-required-acks",
                        "1",
                        "--compression-codec",
                        "--batch-size",
                        "100",
                        "--property",
                        "parse.key=true",
                        "--property",
                        "key.separator=|",
                        "--reader-property",
                        "null.marker=~"))
                .isEqualTo(new StockRun.Ended(0, "", ""));
        assertThat(producing.sent()).containsExactly("k1=v1", "k2=null");
    }

    @Test
    void refuses_what_is_wrong_or_not_supported_by_name() {
        assertRefused("kafka-console-consumer", "exactly one topic is required: --topic");
        assertRefused("kafka-console-consumer", "--group is not supported", "--topic", "a", "--group", "g");
        assertRefused("kafka-console-consumer", "--offset requires --partition", "--topic", "a", "--offset", "1");
        assertRefused(
                "kafka-console-consumer",
                "unknown property 'print.all'",
                "--topic",
                "a",
                "--property",
                "print.all=true");
        assertRefused(
                "kafka-console-consumer",
                "LongDeserializer is not supported",
                "--topic",
                "a",
                "--value-deserializer",
                "org.apache.kafka.common.serialization.LongDeserializer");
        assertRefused(
                "kafka-console-consumer", "--formatter x.Y is not supported", "--topic", "a", "--formatter", "x.Y");
        assertRefused(
                "kafka-console-producer",
                "property parse.headers is not supported",
                "--topic",
                "a",
                "--property",
                "parse.headers=true");
        assertRefused(
                "kafka-console-producer",
                "property sasl.jaas.config is not supported",
                "--topic",
                "a",
                "--producer-property",
                "sasl.jaas.config=secret");
        assertRefused(
                "kafka-console-producer", "--line-reader is not supported", "--topic", "a", "--line-reader", "x.Y");
    }

    private static void assertRefused(String tool, String why, String... words) {
        List<String> all = new ArrayList<>(List.of(tool));
        all.addAll(List.of(words));
        assertThat(STOCK.run(all.toArray(String[]::new))).satisfies(ended -> {
            assertThat(ended.err()).contains(why).doesNotContain("secret");
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
        });
    }
}
