package zooka.commands.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Transactions;
import zooka.commands.action.Plan;
import zooka.commands.result.Result;
import zooka.sandbox.Mode;
import zooka.testing.FakeClusters;
import zooka.testing.LiveKafka;
import zooka.testing.OnServers;
import zooka.testing.Sample;
import zooka.testing.TestRun;

/** Transactions: on real brokers, and hanging ones, which no sound client leaves behind, on a fake. */
@Timeout(180)
class TransactionsTest {

    @ParameterizedTest
    @OnServers
    @EnumSource(Mode.class)
    void an_open_transaction_is_seen_and_can_be_aborted(Mode mode) throws Exception {
        try (LiveKafka kafka = LiveKafka.shared(mode)) {
            kafka.topic("ops-tx", "1:2:3");
            TestRun run = kafka.run();
            try (Producer<byte[], byte[]> producer = kafka.producer(Optional.of("ops-tx-id"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("ops-tx", "v".getBytes(StandardCharsets.UTF_8)))
                        .get(60, TimeUnit.SECONDS);

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
                assertThat(((Result.Done) plan.make()).what()).startsWith("aborted the transaction of producer ");
                LiveKafka.until("no open transaction", () -> run.told("transaction", "producers", "ops-tx-0")
                        .endsWith("startOffset=-"));
                producer.abortTransaction();
            }
            assertThatThrownBy(() -> run.query("transaction", "describe", "ops-nobody"))
                    .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.NOT_FOUND);
            assertThatThrownBy(() -> run.query("transaction", "list", "--state", "Asleep"))
                    .hasMessage("unknown transaction state 'Asleep'");
        }
    }

    /** Transactions as a test sets them. */
    private static final class FakeTransactions implements Transactions {
        private final Map<PartitionName, List<Transactions.Producer>> producers = new HashMap<>();
        private final Map<String, Outcome<Described>> described = new LinkedHashMap<>();
        private final Map<String, Long> ids = new LinkedHashMap<>();
        private List<String> troubles = List.of();

        void open(String topic, long producer, Instant last) {
            PartitionName name = new PartitionName(topic, 0);
            producers.put(
                    name,
                    List.of(new Transactions.Producer(
                            name, producer, 3, OptionalInt.of(7), 11, last, OptionalLong.of(1204))));
        }

        void coordinated(String id, long producer, String... topics) {
            ids.put(id, producer);
            described.put(
                    id,
                    Outcome.of(new Described(
                            id,
                            1,
                            "Ongoing",
                            producer,
                            3,
                            Duration.ofMinutes(1),
                            Optional.empty(),
                            List.of(topics).stream()
                                    .map(topic -> new PartitionName(topic, 0))
                                    .toList())));
        }

        @Override
        public Listing list(Filter filter) {
            return new Listing(
                    ids.entrySet().stream()
                            .filter(entry -> filter.producerIds().contains(entry.getValue()))
                            .map(entry -> new Listed(entry.getKey(), entry.getValue(), "Ongoing", 1))
                            .toList(),
                    troubles);
        }

        @Override
        public Map<String, Outcome<Described>> describe(Collection<String> wanted) {
            Map<String, Outcome<Described>> told = new LinkedHashMap<>();
            wanted.forEach(id -> told.put(id, described.get(id)));
            return told;
        }

        @Override
        public Map<PartitionName, Outcome<List<Transactions.Producer>>> producers(
                Collection<PartitionName> partitions, OptionalInt broker) {
            Map<PartitionName, Outcome<List<Transactions.Producer>>> told = new LinkedHashMap<>();
            partitions.forEach(name -> told.put(name, Outcome.of(producers.getOrDefault(name, List.of()))));
            return told;
        }

        @Override
        public void abort(PartitionName partition, long producerId, int producerEpoch, int coordinatorEpoch) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void a_transaction_hangs_where_it_is_old_and_its_coordinator_does_not_know_the_partition() {
        Instant old = TestRun.NOW.minus(Duration.ofMinutes(21));
        FakeTransactions transactions = new FakeTransactions();
        transactions.open("unknown", 1, old);
        transactions.open("elsewhere", 2, old);
        transactions.open("known", 3, old);
        transactions.open("young", 4, TestRun.NOW.minus(Duration.ofMinutes(19)));
        transactions.open("silent", 5, old);
        transactions.coordinated("tx-2", 2, "known");
        transactions.coordinated("tx-3", 3, "known");
        transactions.coordinated("tx-5", 5);
        transactions.described.put("tx-5", Outcome.failed(Failure.unreachable("coordinator 2: timed out")));
        List<String> names = List.of("elsewhere", "known", "silent", "unknown", "young");
        List<Partition> partitions = new ArrayList<>(names.stream()
                .map(name -> Sample.partition(name, 0, OptionalInt.of(1), List.of(1), List.of(1)))
                .toList());
        partitions.add(Sample.partition("offline", 0, OptionalInt.empty(), List.of(1), List.of(1)));
        TestRun run = new TestRun(new FakeClusters());
        Instant before = TestRun.NOW.minus(Duration.ofMinutes(20));

        List<TransactionHanging.Hanging> hanging = TransactionHanging.hanging(
                run.context().remarks(), transactions, partitions, OptionalInt.empty(), before);

        assertThat(hanging)
                .extracting(one -> one.producer().partition() + " " + one.id().orElse("-"))
                .containsExactly("elsewhere-0 tx-2", "unknown-0 -");
        assertThat(run.takeMissing()).containsExactly("offline-0 has no leader", "coordinator 2: timed out");

        transactions.troubles = List.of("broker 2: timed out");
        assertThatThrownBy(() -> TransactionHanging.hanging(
                        run.context().remarks(), transactions, partitions, OptionalInt.empty(), before))
                .hasMessage("cannot list the transactions of every coordinator: broker 2: timed out");
    }

    @Test
    void a_transaction_whose_last_write_has_no_time_is_never_said_to_hang() {
        FakeTransactions transactions = new FakeTransactions();
        transactions.open("unknown", 1, Instant.ofEpochMilli(-1));
        transactions.open("known", 2, Instant.ofEpochMilli(-1));
        transactions.open("of-1970", 3, Instant.EPOCH);
        transactions.coordinated("tx-2", 2, "known");
        TestRun run = new TestRun(new FakeClusters());

        List<TransactionHanging.Hanging> hanging = TransactionHanging.hanging(
                run.context().remarks(),
                transactions,
                Stream.of("known", "of-1970", "unknown")
                        .map(name -> Sample.partition(name, 0, OptionalInt.of(1), List.of(1), List.of(1)))
                        .toList(),
                OptionalInt.empty(),
                TestRun.NOW.minus(Duration.ofMinutes(20)));

        assertThat(hanging)
                .extracting(one -> one.producer().partition().toString())
                .containsExactly("of-1970-0");
        assertThat(run.takeMissing())
                .containsExactly("cannot decide whether the transaction of producer 1 in unknown-0 is hanging:"
                        + " its last write has no timestamp");
    }
}
