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

/** Transactions as their coordinators and as the partitions know them. Bounded and failing as {@link Topics}. */
public interface Transactions {

    /**
     * A transactional id.
     *
     * @param state in Kafka's words: {@code Ongoing}, {@code CompleteCommit}
     */
    record Listed(String id, long producerId, String state, int coordinator) {}

    /**
     * What is known of all of them.
     *
     * @param troubles which coordinators gave no answer, and why
     */
    record Listing(List<Listed> transactions, List<String> troubles) {
        public Listing {
            transactions = List.copyOf(transactions);
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * Which transactional ids; empty where any will do.
     *
     * @param states in Kafka's words
     * @param olderThan how long the transaction has been open at least; brokers from 3.8 on know
     */
    record Filter(List<String> states, List<Long> producerIds, Optional<Duration> olderThan) {
        public Filter {
            states = List.copyOf(states);
            producerIds = List.copyOf(producerIds);
        }
    }

    /**
     * A transactional id, in full.
     *
     * @param started when the transaction that is open began; empty where none is
     * @param partitions those that are part of it
     */
    record Described(
            String id,
            int coordinator,
            String state,
            long producerId,
            int producerEpoch,
            Duration timeout,
            Optional<Instant> started,
            List<PartitionName> partitions) {
        public Described {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * A producer that has written to a partition of late.
     *
     * @param coordinatorEpoch empty where it has finished no transaction here
     * @param openSince the first offset of its open transaction; empty where none is open
     */
    record Producer(
            PartitionName partition,
            long producerId,
            int producerEpoch,
            OptionalInt coordinatorEpoch,
            int lastSequence,
            Instant last,
            OptionalLong openSince) {}

    /** The transactional ids that the coordinators know, by id. */
    Listing list(Filter filter);

    /** What became of each; {@code NOT_FOUND} where a coordinator does not know it. */
    Map<String, Outcome<Described>> describe(Collection<String> ids);

    /** The producers of partitions that have leaders, as the leaders know them, or as one broker does. */
    Map<PartitionName, Outcome<List<Producer>>> producers(Collection<PartitionName> partitions, OptionalInt broker);

    /** Has an abort marker written into a partition, whatever the coordinator thinks of it. */
    void abort(PartitionName partition, long producerId, int producerEpoch, int coordinatorEpoch);
}
