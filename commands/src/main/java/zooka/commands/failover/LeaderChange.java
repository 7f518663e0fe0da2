package zooka.commands.failover;

import java.util.OptionalInt;
import zooka.clients.kafka.PartitionName;

/**
 * An election of another leader.
 *
 * @param from the leader before; empty if none is known
 * @param epochBefore the leader epoch before; empty if unknown
 * @param epoch the leader epoch of the new leader; empty if unknown
 * @param preferred whether the partition has its preferred leader again, which it had lost
 */
public record LeaderChange(
        String topic,
        int partition,
        OptionalInt from,
        int to,
        OptionalInt epochBefore,
        OptionalInt epoch,
        Moment at,
        boolean preferred) {

    PartitionName name() {
        return new PartitionName(topic, partition);
    }
}
