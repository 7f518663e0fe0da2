package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zooka.testing.StockRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-transactions 4.x: tables whose columns end with tabs. */
final class KafkaTransactionsTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final StockRun stock = new StockRun(kafka.clusters());

    private static String cells(String line) {
        return line.replaceAll(" *\t", "|");
    }

    @Test
    void lists_and_describes_transactions() {
        kafka.begin("tx", "orders", 1);
        assertThat(stock.out("kafka-transactions", "--bootstrap-server", "kafka:9092", "list")
                        .lines()
                        .map(KafkaTransactionsTest::cells))
                .hasSize(2)
                .startsWith("TransactionalId|Coordinator|ProducerId|TransactionState|")
                .anySatisfy(line -> assertThat(line).matches("tx\\|\\d\\|\\d+\\|Ongoing\\|"));
        assertThat(stock.out("kafka-transactions", "describe", "--transactional-id", "tx")
                        .lines()
                        .map(KafkaTransactionsTest::cells))
                .hasSize(2)
                .startsWith(
                        "CoordinatorId|TransactionalId|ProducerId|ProducerEpoch|TransactionState|TransactionTimeoutMs|"
                                + "CurrentTransactionStartTimeMs|TransactionDurationMs|TopicPartitions|")
                .anySatisfy(line -> assertThat(line)
                        .matches("\\d\\|tx\\|\\d+\\|\\d+\\|Ongoing\\|\\d+\\|\\d+\\|-?\\d+\\|orders-1\\|"));
    }

    @Test
    void lists_the_transactions_whose_ids_an_expression_matches() {
        kafka.begin("tx-a", "orders", 0);
        kafka.begin("other", "orders", 1);
        assertThat(stock.out("kafka-transactions", "list", "--transactional-id-pattern", "tx-.*")
                        .lines()
                        .skip(1))
                .singleElement()
                .asString()
                .startsWith("tx-a");
        assertThat(stock.run("kafka-transactions", "list", "--transactional-id-pattern", "(")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void describes_producers() {
        kafka.begin("tx", "orders", 1);
        assertThat(stock.out("kafka-transactions", "describe-producers", "--topic", "orders", "--partition", "1")
                        .lines()
                        .map(KafkaTransactionsTest::cells))
                .hasSize(2)
                .startsWith("ProducerId|ProducerEpoch|LatestCoordinatorEpoch|LastSequence|LastTimestamp|"
                        + "CurrentTransactionStartOffset|");
    }

    @Test
    void finds_nothing_where_nothing_hangs() {
        assertThat(stock.out("kafka-transactions", "find-hanging", "--topic", "orders")
                        .lines()
                        .map(KafkaTransactionsTest::cells))
                .containsExactly("Topic|Partition|ProducerId|ProducerEpoch|CoordinatorEpoch|StartOffset|LastTimestamp|"
                        + "Duration(min)|");
    }

    @Test
    void an_absent_transaction_is_an_error() {
        assertThat(stock.run("kafka-transactions", "describe", "--transactional-id", "nosuch")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void refuses_what_is_wrong_or_not_supported_by_name() {
        assertThat(stock.run("kafka-transactions").code()).isEqualTo(2);
        assertThat(stock.run("kafka-transactions", "forceTerminateTransaction").err())
                .contains("is not supported");
        assertThat(stock.run("kafka-transactions", "describe").err()).contains("--transactional-id");
        assertThat(stock.run("kafka-transactions", "find-hanging").err()).contains("requires --topic or --broker-id");
        assertThat(stock.run("kafka-transactions", "abort", "--topic", "a", "--partition", "0")
                        .err())
                .contains("--producer-id");
    }
}
