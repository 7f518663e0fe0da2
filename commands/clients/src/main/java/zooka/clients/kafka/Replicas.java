package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import zooka.clients.Outcome;

/**
 * Where replicas are and who of them leads, to be changed. Bounded and failing as {@link Topics}; what concerns several
 * partitions tells what became of each.
 */
public interface Replicas {

    /** How a leader is chosen. */
    enum Election {
        /** The first of the replicas, if it is in sync. */
        PREFERRED,
        /** Any replica that is alive, also one that lacks records. */
        UNCLEAN
    }

    /** What became of an election that did not fail. */
    enum Elected {
        CHANGED,
        /** The leader is the one that would have been chosen. */
        NOT_NEEDED
    }

    /**
     * A move of replicas that is under way.
     *
     * @param replicas all that the partition has meanwhile, those to come and those to go included
     * @param adding those to come
     * @param removing those to go
     */
    record Move(PartitionName partition, List<Integer> replicas, List<Integer> adding, List<Integer> removing) {
        public Move {
            replicas = List.copyOf(replicas);
            adding = List.copyOf(adding);
            removing = List.copyOf(removing);
        }

        /** The replicas as they are once it is done. */
        public List<Integer> target() {
            return replicas.stream().filter(id -> !removing.contains(id)).toList();
        }

        /** The replicas as they were, and are again if it is cancelled. */
        public List<Integer> origin() {
            return replicas.stream().filter(id -> !adding.contains(id)).toList();
        }
    }

    /** Has leaders elected. */
    Map<PartitionName, Outcome<Elected>> elect(Election kind, Collection<PartitionName> partitions);

    /** All moves that are under way, by partition. */
    List<Move> moves();

    /** Begins to give partitions other replicas, the preferred leader first; it takes the place of a move under way. */
    Map<PartitionName, Outcome<Void>> move(Map<PartitionName, List<Integer>> assignments);

    /** Ends moves under way, and lets the partitions have the replicas that they had. */
    Map<PartitionName, Outcome<Void>> cancel(Collection<PartitionName> partitions);

    /** Begins to move a replica to another log directory of its broker. */
    void moveToDir(PartitionName partition, int broker, String dir);

    /** The same, and where the broker has no such replica yet, it puts it there when it gets it. */
    void chooseDir(PartitionName partition, int broker, String dir);
}
