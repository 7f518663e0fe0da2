package zooka.clients.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Topics, partitions, brokers and the controller, as the brokers tell. Every call is bounded by the profile's timeout and
 * ends with a {@link zooka.clients.Failure}: {@code UNREACHABLE} names the addresses and the cause.
 */
public interface Topics extends AutoCloseable {

    /** How the trouble of a partition without a leader ends. */
    String NO_LEADER = " has no leader";

    /** A setting of a topic. */
    record Setting(String name, Optional<String> value) {}

    /** A place in the log of a partition. */
    sealed interface Position {
        /** The first record that is still there. */
        record Beginning() implements Position {}

        /** Behind the last record that is replicated: where a consumer waits for the next. */
        record End() implements Position {}

        /** Before the first record of a transaction that is still open: where a consumer waits that reads committed ones. */
        record Stable() implements Position {}

        /** The record of the latest time; brokers tell it from 3.0 on. */
        record MaxTimestamp() implements Position {}

        /** The first record of that time or later. */
        record At(Instant time) implements Position {}
    }

    /**
     * Offsets by the partition's name, such as {@code orders-0}.
     *
     * @param offsets empty where there is no such record, as after the last for a time; a partition whose leader did not
     *     tell is not in the map
     * @param troubles what could not be told and why: {@code orders-0 has no leader}, {@code broker 2: timed out}
     */
    record Offsets(Map<String, OptionalLong> offsets, List<String> troubles) {
        public Offsets {
            offsets = Map.copyOf(offsets);
            troubles = List.copyOf(troubles);
        }

        /** Those of the partitions that were told of: a broker that was silent once is not waited for again. */
        public List<Partition> told(Collection<Partition> partitions) {
            return partitions.stream()
                    .filter(partition -> offsets.containsKey(partition.name()))
                    .toList();
        }

        public OptionalLong of(Partition partition) {
            return offsets.getOrDefault(partition.name(), OptionalLong.empty());
        }
    }

    /** The whole cluster, without the topics' minimum of in-sync replicas. */
    ClusterState state();

    /** The same with those topics only; {@code NOT_FOUND} names the first that does not exist. */
    ClusterState state(Collection<String> topics);

    /** What one broker believes, which is not always what the others do: the controller is the one that it names. */
    ClusterState state(Broker witness);

    /**
     * The same state with the brokers that do not answer this client: each is asked whether it is there. A broker that does not
     * is waited for so long, and no longer than half of the timeout.
     */
    ClusterState asked(ClusterState state, Duration within);

    /** The same brokers over connections of their own, for one that asks beside another; the caller closes them. */
    Topics beside();

    /** The same as {@link #state()}, as cheaply as it can be told: without the replicas that are eligible and out of sync. */
    ClusterState glance();

    /** All topics, as {@link #glance()} tells them. */
    default List<Topic> list() {
        return glance().topics();
    }

    /** The names of all topics, sorted, internal ones included, by one request. */
    List<String> names();

    /** The topics with {@link Topic#minInSync()} filled in. */
    List<Topic> withMinInSync(List<Topic> topics);

    /** The topics with what is being added to and removed from the replicas of their partitions, as the controller tells. */
    List<Topic> withReassignments(List<Topic> topics);

    /** The settings of a topic that are not the default's, by name. */
    List<Setting> overrides(String topic);

    /** Where in each partition's log a position is, as the leaders tell; partitions without a leader are not asked about. */
    Offsets offsets(Collection<Partition> partitions, Position position);

    @Override
    void close();
}
