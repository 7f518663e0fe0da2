package zooka.commands.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Transactions;
import zooka.testing.Sample;
import zooka.testing.TestKafka;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

/** On brokers in memory; and hanging transactions, which no sound client leaves behind. */
final class TransactionsTest extends TransactionsContract {

    TransactionsTest() {
        super(TestKafka::inMemory);
    }

    /** Transactions as a test sets them. */
    private static final class FakeTransactions implements Transactions {
        private final Map<PartitionName, List<Transactions.Producer>> producers = new HashMap<>();
        private final Map<String, Outcome<Description>> described = new LinkedHashMap<>();
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
                    Outcome.of(new Description(
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
                            .map(entry -> new Summary(entry.getKey(), entry.getValue(), "Ongoing", 1))
                            .toList(),
                    troubles);
        }

        @Override
        public Map<String, Outcome<Description>> describe(Collection<String> wanted) {
            Map<String, Outcome<Description>> told = new LinkedHashMap<>();
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

        List<TransactionHanging.HangingTransaction> hanging = TransactionHanging.hanging(
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

        List<TransactionHanging.HangingTransaction> hanging = TransactionHanging.hanging(
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
