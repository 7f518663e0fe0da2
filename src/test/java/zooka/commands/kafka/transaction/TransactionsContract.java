package zooka.commands.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.commands.action.Plan;
import zooka.commands.result.Result;
import zooka.testing.TestKafka;
import zooka.testing.TestRun;

/** Transactions that a client has left open, on brokers of any kind. */
@Timeout(180)
abstract class TransactionsContract {

    private final Supplier<TestKafka> brokers;

    TransactionsContract(Supplier<TestKafka> brokers) {
        this.brokers = brokers;
    }

    @Test
    void an_open_transaction_is_seen_and_can_be_aborted() {
        try (TestKafka kafka = brokers.get()) {
            kafka.topic("ops-tx", "1:2:3");
            TestRun run = kafka.run();
            try (TestKafka.Transaction transaction = kafka.transaction("ops-tx-id", "ops-tx")) {
                assertThat(transaction).isNotNull();
                assertThat(run.told("transaction", "list", "--state", "ongoing", "ops-tx*"))
                        .matches("transactionalId=ops-tx-id state=Ongoing producerId=\\d+ coordinator=[123]");
                assertThat(run.told("transactions", "--older-than", "1h", "ops-tx*"))
                        .isEmpty();
                assertThat(run.told("transaction", "describe", "ops-tx-id"))
                        .matches("transactionalId=ops-tx-id state=Ongoing producerId=\\d+ producerEpoch=\\d+"
                                + " coordinator=[123] timeoutMs=60000.0ms started=\\S+ partitions=\\[ops-tx-0]");
                String producers = run.told("transaction", "producers", "ops-tx-0");
                assertThat(producers).endsWith("startOffset=0?");
                // Its coordinator knows it, however old it is.
                run.with(Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
                assertThat(run.told("transaction", "hanging", "ops-tx")).isEmpty();

                assertThatThrownBy(() -> run.plan("transaction", "abort", "ops-tx-0", "--start-offset", "7"))
                        .hasMessage("no open transaction in ops-tx-0 starts at offset 7")
                        .matches(thrown ->
                                ((Failure) thrown).hint().equals(Optional.of("open transactions start at 0")));
                assertThatThrownBy(() -> run.plan("transaction", "abort", "ops-tx-0"))
                        .hasMessage("no transaction specified");
                Plan plan = run.plan("transaction", "abort", "ops-tx-0", "--start-offset", "0");
                assertThat(plan.confirmation()).contains("ops-tx-0");
                assertThat(plan.preview().summary())
                        .matches("abort the transaction of producer \\d+, epoch \\d+, in ops-tx-0,"
                                + " open since offset 0, last write at \\S+");
                assertThat(run.told("transaction", "producers", "ops-tx-0")).isEqualTo(producers);
                assertThat(((Result.Change) plan.make()).what()).startsWith("aborted the transaction of producer ");
                TestKafka.until("no open transaction", () -> run.told("transaction", "producers", "ops-tx-0")
                        .endsWith("startOffset=-"));
            }
            assertThatThrownBy(() -> run.query("transaction", "describe", "ops-nobody"))
                    .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.NOT_FOUND);
            assertThatThrownBy(() -> run.query("transaction", "list", "--state", "Asleep"))
                    .hasMessage("unknown transaction state 'Asleep'");
        }
    }
}
