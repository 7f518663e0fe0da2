package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import zooka.clients.Outcome;

/**
 * Changes replicas and leaders of partitions. Timeouts and failures as in {@link Topics}; calls for several
 * partitions return the outcome of each.
 */
public interface Replicas {

    /** The type of an election. */
    enum Election {
        /** Elects the preferred leader, if it is in sync. */
        PREFERRED,
        /** Elects any online replica, also one that lacks records. */
        UNCLEAN
    }

    /** The result of an election. */
    enum ElectionResult {
        CHANGED,
        /** No election was necessary. */
        NOT_NEEDED
    }

    /**
     * A reassignment in progress.
     *
     * @param replicas all current replicas, including added ones and those to remove
     * @param adding the added replicas
     * @param removing the replicas to remove
     */
    record Move(PartitionName partition, List<Integer> replicas, List<Integer> adding, List<Integer> removing) {
        public Move {
            replicas = List.copyOf(replicas);
            adding = List.copyOf(adding);
            removing = List.copyOf(removing);
        }

        /** The replicas after completion. */
        public List<Integer> target() {
            return replicas.stream().filter(id -> !removing.contains(id)).toList();
        }

        /** The original replicas, which a cancellation restores. */
        public List<Integer> origin() {
            return replicas.stream().filter(id -> !adding.contains(id)).toList();
        }
    }

    /** Elects leaders. */
    Map<PartitionName, Outcome<ElectionResult>> elect(Election kind, Collection<PartitionName> partitions);

    /** All reassignments in progress, by partition. */
    List<Move> moves();

    /** Starts reassignments, the preferred leader first; replaces a reassignment in progress. */
    Map<PartitionName, Outcome<Void>> move(Map<PartitionName, List<Integer>> assignments);

    /** Cancels reassignments, which restores the original replicas. */
    Map<PartitionName, Outcome<Void>> cancel(Collection<PartitionName> partitions);

    /** Starts to move a replica to another log directory of its broker. */
    void moveToDir(PartitionName partition, int broker, String dir);

    /** The same; a broker without the replica uses the directory when the replica is added. */
    void chooseDir(PartitionName partition, int broker, String dir);
}
