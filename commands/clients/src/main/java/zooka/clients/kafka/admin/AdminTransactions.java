package zooka.clients.kafka.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Transactions;

/** Lists and aborts transactions with the admin client. */
final class AdminTransactions implements Transactions {

    private final AdminConnection connection;

    /** Uses a connection that stays open. */
    AdminTransactions(AdminConnection connection) {
        this.connection = connection;
    }

    @Override
    public Listing list(Filter filter) {
        ListTransactionsOptions options = new ListTransactionsOptions()
                .filterStates(
                        filter.states().stream().map(TransactionState::parse).toList())
                .filterProducerIds(filter.producerIds());
        filter.olderThan().ifPresent(age -> options.filterOnDuration(age.toMillis()));
        Map<Integer, KafkaFuture<Collection<TransactionListing>>> asked = connection.await(
                "list transactions",
                connection.admin().listTransactions(options).byBrokerId());
        List<Summary> transactions = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        connection
                .each(asked, broker -> "list the transactions of broker " + broker)
                .forEach((broker, told) -> {
                    told.failure().map(Failure::getMessage).ifPresent(troubles::add);
                    told.value().stream()
                            .flatMap(Collection::stream)
                            .forEach(one -> transactions.add(listed(one, broker)));
                });
        transactions.sort(Comparator.comparing(Summary::id));
        return new Listing(transactions, troubles);
    }

    private static Summary listed(TransactionListing listing, int broker) {
        return new Summary(
                listing.transactionalId(), listing.producerId(), listing.state().toString(), broker);
    }

    @Override
    public Map<String, Outcome<Description>> describe(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        DescribeTransactionsResult result = connection.admin().describeTransactions(ids);
        Map<String, KafkaFuture<TransactionDescription>> asked = new LinkedHashMap<>();
        ids.forEach(id -> asked.put(id, result.description(id)));
        Map<String, Outcome<Description>> described = new LinkedHashMap<>();
        connection
                .each(asked, id -> "describe transaction " + id)
                .forEach((id, told) -> described.put(id, told.map(one -> described(id, one))));
        return described;
    }

    private static Description described(String id, TransactionDescription told) {
        return new Description(
                id,
                told.coordinatorId(),
                told.state().toString(),
                told.producerId(),
                told.producerEpoch(),
                Duration.ofMillis(told.transactionTimeoutMs()),
                told.transactionStartTimeMs().isPresent()
                        ? Optional.of(Instant.ofEpochMilli(
                                told.transactionStartTimeMs().getAsLong()))
                        : Optional.empty(),
                told.topicPartitions().stream()
                        .map(AdminReplicas::name)
                        .sorted()
                        .toList());
    }

    @Override
    public Map<PartitionName, Outcome<List<Producer>>> producers(
            Collection<PartitionName> partitions, OptionalInt broker) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        DescribeProducersOptions options = new DescribeProducersOptions();
        broker.ifPresent(options::brokerId);
        DescribeProducersResult result = connection
                .admin()
                .describeProducers(
                        partitions.stream().map(AdminReplicas::topicPartition).toList(), options);
        Map<PartitionName, KafkaFuture<DescribeProducersResult.PartitionProducerState>> asked = new LinkedHashMap<>();
        partitions.forEach(name -> asked.put(name, result.partitionResult(AdminReplicas.topicPartition(name))));
        Map<PartitionName, Outcome<List<Producer>>> producers = new LinkedHashMap<>();
        connection
                .each(asked, name -> "list the producers of " + name)
                .forEach((name, told) -> producers.put(name, told.map(state -> state.activeProducers().stream()
                        .map(one -> producer(name, one))
                        .sorted(Comparator.comparingLong(Producer::producerId))
                        .toList())));
        return producers;
    }

    private static Producer producer(PartitionName partition, ProducerState state) {
        return new Producer(
                partition,
                state.producerId(),
                state.producerEpoch(),
                state.coordinatorEpoch(),
                state.lastSequence(),
                Instant.ofEpochMilli(state.lastTimestamp()),
                state.currentTransactionStartOffset());
    }

    @Override
    public void abort(PartitionName partition, long producerId, int producerEpoch, int coordinatorEpoch) {
        connection.await(
                "abort the transaction in " + partition,
                connection
                        .changing()
                        .abortTransaction(new AbortTransactionSpec(
                                AdminReplicas.topicPartition(partition),
                                producerId,
                                (short) producerEpoch,
                                coordinatorEpoch))
                        .all());
    }
}
