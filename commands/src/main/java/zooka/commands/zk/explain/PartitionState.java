package zooka.commands.zk.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.commands.value.LenientJson;

/**
 * What Kafka keeps of a partition in ZooKeeper.
 *
 * @param leader -1 where no broker leads
 * @param isr the brokers in sync
 */
public record PartitionState(int leader, OptionalInt leaderEpoch, List<Integer> isr) {

    /** Reads it; nothing where the value is of another shape. */
    public static Optional<PartitionState> of(LenientJson json) {
        OptionalInt leader = json.integer("leader");
        return leader.isPresent()
                ? Optional.of(new PartitionState(leader.getAsInt(), json.integer("leader_epoch"), json.integers("isr")))
                : Optional.empty();
    }
}
