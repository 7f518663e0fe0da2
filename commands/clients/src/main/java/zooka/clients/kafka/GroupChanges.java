package zooka.clients.kafka;

import java.util.Collection;
import java.util.Map;
import zooka.clients.Outcome;

/** Changes of groups and of their offsets. Bounded and failing as {@link Groups}. */
public interface GroupChanges {

    /**
     * Says from where a group without members is to go on; it comes to be where there is none. What became of each, in their
     * order.
     *
     * @param share whether it is a share group, which keeps its offsets in another way
     */
    Map<PartitionName, Outcome<Void>> commit(String group, boolean share, Map<PartitionName, Long> offsets);

    /** Deletes groups without members, of any type, and their offsets; what became of each, in their order. */
    Map<String, Outcome<Void>> delete(Collection<String> groups);

    /** Takes offsets away from a group whose members do not read those topics; what became of each, in their order. */
    Map<PartitionName, Outcome<Void>> deleteOffsets(String group, Collection<PartitionName> partitions);

    /** Takes all offsets of topics away from a share group without members; what became of each, in their order. */
    Map<String, Outcome<Void>> deleteShareOffsets(String group, Collection<String> topics);
}
