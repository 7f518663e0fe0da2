package zooka.testing.fake;

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
import java.util.OptionalLong;
import java.util.TreeMap;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Transactions;
import zooka.testing.TestRun;

/** Transactions in memory, all begun at {@link TestRun#NOW} and coordinated by broker 1. */
final class MemoryTransactions implements Transactions {

    private static final int COORDINATOR = 1;

    private final MemoryKafka kafka;
    private final Map<String, Description> coordinated = new TreeMap<>();
    private final Map<PartitionName, Map<Long, Producer>> producers = new TreeMap<>();

    MemoryTransactions(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    /** Begins a transaction with a record in one partition. */
    void begin(String id, PartitionName partition) {
        long producerId = coordinated.containsKey(id) ? coordinated.get(id).producerId() : 1000L + coordinated.size();
        long first = kafka.log(partition).orElseThrow().end;
        kafka.append(partition.topic(), partition.partition(), 1);
        coordinated.put(id, coordinated(id, "Ongoing", producerId, Optional.of(TestRun.NOW), List.of(partition)));
        put(new Producer(partition, producerId, 0, OptionalInt.empty(), 0, TestRun.NOW, OptionalLong.of(first)));
    }

    private static Description coordinated(
            String id, String state, long producerId, Optional<Instant> started, List<PartitionName> partitions) {
        return new Description(id, COORDINATOR, state, producerId, 0, Duration.ofMinutes(1), started, partitions);
    }

    private void put(Producer producer) {
        producers
                .computeIfAbsent(producer.partition(), missing -> new TreeMap<>())
                .put(producer.producerId(), producer);
    }

    /** The producer itself aborts its transaction, if it is still open. */
    void abort(String id) {
        Description transaction = coordinated.get(id);
        transaction.partitions().forEach(partition -> mark(partition, transaction.producerId(), 0));
        coordinated.put(id, coordinated(id, "CompleteAbort", transaction.producerId(), Optional.empty(), List.of()));
    }

    /** Writes the marker that ends a transaction in a partition, which takes an offset. */
    private void mark(PartitionName partition, long producerId, int coordinatorEpoch) {
        Optional<Producer> open = Optional.ofNullable(producers.get(partition)).map(all -> all.get(producerId));
        open.ifPresent(producer -> put(new Producer(
                partition,
                producerId,
                producer.producerEpoch(),
                OptionalInt.of(coordinatorEpoch),
                producer.lastSequence(),
                producer.last(),
                OptionalLong.empty())));
        kafka.log(partition).orElseThrow().end++;
    }

    /** The last stable offset: where the first open transaction begins, else the end. */
    long stable(PartitionName partition) {
        return producers.getOrDefault(partition, Map.of()).values().stream()
                .flatMapToLong(producer -> producer.openSince().stream())
                .min()
                .orElse(kafka.log(partition).orElseThrow().end);
    }

    @Override
    public Listing list(Filter filter) {
        return new Listing(
                coordinated.values().stream()
                        .filter(one ->
                                filter.states().isEmpty() || filter.states().contains(one.state()))
                        .filter(one -> filter.producerIds().isEmpty()
                                || filter.producerIds().contains(one.producerId()))
                        .filter(one -> filter.olderThan().isEmpty()
                                || isOlder(one, filter.olderThan().get()))
                        .map(one -> new Summary(one.id(), one.producerId(), one.state(), one.coordinator()))
                        .toList(),
                List.of());
    }

    private static boolean isOlder(Description transaction, Duration age) {
        return transaction
                .started()
                .filter(started -> !started.plus(age).isAfter(TestRun.NOW))
                .isPresent();
    }

    @Override
    public Map<String, Outcome<Description>> describe(Collection<String> ids) {
        Map<String, Outcome<Description>> told = new LinkedHashMap<>();
        for (String id : ids) {
            told.put(
                    id,
                    coordinated.containsKey(id)
                            ? Outcome.of(coordinated.get(id))
                            : Outcome.failed(Failure.notFound("cannot describe transaction " + id
                                    + ": the transactional id could not be found")));
        }
        return told;
    }

    @Override
    public Map<PartitionName, Outcome<List<Producer>>> producers(
            Collection<PartitionName> partitions, OptionalInt broker) {
        Map<PartitionName, Outcome<List<Producer>>> told = new LinkedHashMap<>();
        for (PartitionName partition : partitions) {
            List<Producer> active =
                    new ArrayList<>(producers.getOrDefault(partition, Map.of()).values());
            active.sort(Comparator.comparingLong(Producer::producerId));
            told.put(partition, Outcome.of(active));
        }
        return told;
    }

    /** The coordinator is not asked, and does not hear of it. */
    @Override
    public void abort(PartitionName partition, long producerId, int producerEpoch, int coordinatorEpoch) {
        String what = "abort the transaction in " + partition;
        if (kafka.log(partition).isEmpty()) {
            throw Failure.notFound("cannot " + what + ": this server does not host this topic-partition");
        }
        Optional<Producer> known = Optional.ofNullable(producers.get(partition)).map(all -> all.get(producerId));
        if (known.isPresent() && producerEpoch < known.get().producerEpoch()) {
            throw new Failure(Kind.FAILED, "cannot " + what + ": the producer attempted to produce with an old epoch");
        }
        mark(partition, producerId, coordinatorEpoch);
    }
}
