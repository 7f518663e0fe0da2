package zooka.clients.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zooka.clients.Outcome;

/** Transactions, as reported by coordinators and partitions. Timeouts and failures as in {@link Topics}. */
public interface Transactions {

    /**
     * A transactional id.
     *
     * @param state the state in Kafka's terms: {@code Ongoing}, {@code CompleteCommit}
     */
    record Summary(String id, long producerId, String state, int coordinator) {}

    /**
     * The transactions of all coordinators.
     *
     * @param troubles the coordinators that did not answer, with the cause
     */
    record Listing(List<Summary> transactions, List<String> troubles) {
        public Listing {
            transactions = List.copyOf(transactions);
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * A filter of transactions; empty fields match anything.
     *
     * @param states states in Kafka's terms
     * @param olderThan the minimum time that the transaction is open; brokers from 3.8 on
     */
    record Filter(List<String> states, List<Long> producerIds, Optional<Duration> olderThan) {
        public Filter {
            states = List.copyOf(states);
            producerIds = List.copyOf(producerIds);
        }
    }

    /**
     * A transaction in detail.
     *
     * @param started the start of the open transaction; empty without one
     * @param partitions the partitions of the transaction
     */
    record Description(
            String id,
            int coordinator,
            String state,
            long producerId,
            int producerEpoch,
            Duration timeout,
            Optional<Instant> started,
            List<PartitionName> partitions) {
        public Description {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * An active producer of a partition.
     *
     * @param coordinatorEpoch empty without a completed transaction in this partition
     * @param openSince the first offset of its open transaction; empty without one
     */
    record Producer(
            PartitionName partition,
            long producerId,
            int producerEpoch,
            OptionalInt coordinatorEpoch,
            int lastSequence,
            Instant last,
            OptionalLong openSince) {}

    /** The transactions of all coordinators, sorted by id. */
    Listing list(Filter filter);

    /** Describes transactions; {@code NOT_FOUND} for an id that its coordinator does not know. */
    Map<String, Outcome<Description>> describe(Collection<String> ids);

    /** The active producers of partitions, from their leaders or from one broker. */
    Map<PartitionName, Outcome<List<Producer>>> producers(Collection<PartitionName> partitions, OptionalInt broker);

    /** Writes an abort marker into a partition, without asking the coordinator. */
    void abort(PartitionName partition, long producerId, int producerEpoch, int coordinatorEpoch);
}
