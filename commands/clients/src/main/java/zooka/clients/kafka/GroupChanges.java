package zooka.clients.kafka;

import java.util.Collection;
import java.util.Map;
import zooka.clients.Outcome;

/** Changes groups and their offsets. Timeouts and failures as in {@link Groups}. */
public interface GroupChanges {

    /**
     * Sets the offsets of a group without members, which is created if it does not exist. Returns the outcomes in their
     * order.
     *
     * @param share whether it is a share group, whose offsets are stored differently
     */
    Map<PartitionName, Outcome<Void>> commit(String group, boolean share, Map<PartitionName, Long> offsets);

    /** Deletes groups without members, of any type, with their offsets; returns the outcomes in their order. */
    Map<String, Outcome<Void>> delete(Collection<String> groups);

    /** Deletes offsets of a group that is not subscribed to the topics; returns the outcomes in their order. */
    Map<PartitionName, Outcome<Void>> deleteOffsets(String group, Collection<PartitionName> partitions);

    /** Deletes all offsets of topics of a share group without members; returns the outcomes in their order. */
    Map<String, Outcome<Void>> deleteShareOffsets(String group, Collection<String> topics);
}
