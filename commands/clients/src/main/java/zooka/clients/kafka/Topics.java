package zooka.clients.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Topics, partitions, brokers and the controller, as reported by the brokers. The profile's timeout applies to each call, which
 * may throw a {@link zooka.clients.Failure}: {@code UNREACHABLE} with the addresses and causes.
 */
public interface Topics extends AutoCloseable {

    /** The end of the message on a partition without a leader. */
    String NO_LEADER = " has no leader";

    /** A configuration key of topics. */
    record Setting(String name, Optional<String> value) {}

    /** A position in the log of a partition. */
    sealed interface Position {
        /** The start of the log. */
        record Beginning() implements Position {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.beginning(this);
            }
        }

        /** The high watermark: after the last replicated record. */
        record End() implements Position {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.end(this);
            }
        }

        /** The last stable offset: before the first record of an open transaction. */
        record Stable() implements Position {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.stable(this);
            }
        }

        /** The record with the largest timestamp; brokers from 3.0 on. */
        record MaxTimestamp() implements Position {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.maxTimestamp(this);
            }
        }

        /** The first record at this time or later. */
        record At(Instant time) implements Position {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.at(this);
            }
        }

        <R> R match(Cases<R> cases);

        /** One case per kind, so that a new kind does not compile until every consumer handles it. */
        interface Cases<R> {
            R beginning(Beginning position);

            R end(End position);

            R stable(Stable position);

            R maxTimestamp(MaxTimestamp position);

            R at(At position);
        }
    }

    /**
     * Offsets by the partition's name, such as {@code orders-0}.
     *
     * @param offsets empty without a matching record, as after the last one for a time; a partition whose leader did not
     *     answer is not in the map
     * @param times when the records at these offsets were written, where the position is one of a record and it has a timestamp
     * @param troubles what could not be read and why: {@code orders-0 has no leader}, {@code broker 2: timed out}
     */
    record Offsets(Map<String, OptionalLong> offsets, Map<String, Instant> times, List<String> troubles) {
        public Offsets {
            offsets = Map.copyOf(offsets);
            times = Map.copyOf(times);
            troubles = List.copyOf(troubles);
        }

        /** Offsets without times. */
        public Offsets(Map<String, OptionalLong> offsets, List<String> troubles) {
            this(offsets, Map.of(), troubles);
        }

        /** The partitions with an answer: a broker that did not answer is not asked again. */
        public List<Partition> known(Collection<Partition> partitions) {
            return partitions.stream()
                    .filter(partition -> offsets.containsKey(partition.name()))
                    .toList();
        }

        public OptionalLong of(Partition partition) {
            return offsets.getOrDefault(partition.name(), OptionalLong.empty());
        }
    }

    /** Whether controllers of a KRaft quorum have answered in the place of brokers, of which they do not know all. */
    default boolean ofControllers() {
        return false;
    }

    /** The whole cluster, without {@code min.insync.replicas} of the topics. */
    ClusterState state();

    /** The cluster with these topics only; {@code NOT_FOUND} for the first that does not exist. */
    ClusterState state(Collection<String> topics);

    /** The metadata of one broker, which may differ from others; with the controller as reported by it. */
    ClusterState state(Broker witness);

    /**
     * The state with the brokers that do not answer this client: a request is sent to each. The wait for a broker that does not
     * answer is limited by the argument, and by half of the timeout.
     */
    ClusterState withReachability(ClusterState state, Duration within);

    /** A gateway to the same brokers with its own connections, for concurrent requests; the caller closes it. */
    Topics withOwnConnections();

    /** The same as {@link #state()} by the cheapest requests: without eligible leader replicas. */
    ClusterState basicState();

    /** All topics, as {@link #basicState()} tells them. */
    default List<Topic> list() {
        return basicState().topics();
    }

    /** The names of all topics, sorted, internal ones included, by one request. */
    List<String> names();

    /** The topics with {@link Topic#minInSync()} filled in. */
    List<Topic> withMinInSync(List<Topic> topics);

    /** The topics with the reassignments in progress, as reported by the controller. */
    List<Topic> withReassignments(List<Topic> topics);

    /** The configuration of a topic without defaults, by key. */
    List<Setting> overrides(String topic);

    /** The offsets of a position in each log, from the leaders; partitions without a leader are not requested. */
    Offsets offsets(Collection<Partition> partitions, Position position);

    @Override
    void close();
}
