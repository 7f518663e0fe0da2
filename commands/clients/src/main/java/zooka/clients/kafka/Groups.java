package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import zooka.clients.Failure;

/**
 * Groups with members, offsets and lag. Timeouts and failures as in {@link Topics}: one query of any depth
 * takes no longer than the timeout.
 */
public interface Groups extends AutoCloseable {

    /** The depth of a query; each depth includes the previous ones. */
    enum Depth {
        /** Names, states and types. */
        LISTED,
        /** Members. */
        DESCRIBED,
        /** Committed offsets. */
        COMMITTED,
        /** The start and end of the logs. */
        MEASURED,
        /** The last stable offsets. */
        STABLE
    }

    /**
     * A group.
     *
     * @param state as Kafka names it: {@code Stable}, {@code Empty}, {@code PreparingRebalance}
     * @param type as Kafka names it: {@code Classic}, {@code Consumer}, {@code Share}, {@code Streams}
     * @param coordinator the coordinator; empty for groups in ZooKeeper
     * @param membership empty if it was not requested, or the coordinator did not answer
     */
    record Group(
            String group, String state, String type, Optional<Broker> coordinator, Optional<Membership> membership) {

        /** The number of members; empty if unknown. */
        public OptionalInt members() {
            return membership
                    .map(known -> OptionalInt.of(known.members().size()))
                    .orElse(OptionalInt.empty());
        }

        /** Whether it has members, which prevents changes of its offsets. */
        public boolean active() {
            return members().orElse(0) > 0;
        }
    }

    /**
     * The members of a group.
     *
     * @param protocol the protocol type: {@code consumer}, {@code connect}; classic groups only
     * @param assignor the assignor: {@code range}, {@code uniform}
     * @param epoch the group epoch; empty for classic groups
     * @param targetEpoch the epoch of the target assignment
     */
    record Membership(
            Optional<String> protocol,
            Optional<String> assignor,
            OptionalInt epoch,
            OptionalInt targetEpoch,
            List<Member> members) {
        public Membership {
            members = List.copyOf(members);
        }
    }

    /**
     * A member of a group.
     *
     * @param instance the group instance id of a static member
     * @param epoch the member epoch; empty for classic groups
     * @param protocol {@code classic} or {@code consumer}, in a group that may have both
     * @param subscription the subscribed topics; a pattern as one of them, between slashes
     * @param assignment the assigned partitions; empty if unknown, since members can use their own format
     * @param target the target assignment, if it differs
     */
    record Member(
            String id,
            Optional<String> instance,
            Optional<String> host,
            Optional<String> client,
            Optional<String> rack,
            OptionalInt epoch,
            Optional<String> protocol,
            List<String> subscription,
            Optional<List<PartitionName>> assignment,
            Optional<List<PartitionName>> target) {
        public Member {
            subscription = List.copyOf(subscription);
            assignment = assignment.map(List::copyOf);
        }

        /** The assigned partitions, as far as known. */
        public List<PartitionName> partitions() {
            return assignment.orElse(List.of());
        }
    }

    /**
     * The offset of a group for a partition that is committed or assigned.
     *
     * @param offset the committed offset; empty without one
     * @param leaderEpoch the committed leader epoch
     * @param metadata the committed metadata; may be empty
     * @param told the lag as reported by the coordinator, as for share groups
     * @param reader the member that is assigned the partition
     */
    record Commit(
            String group,
            PartitionName partition,
            OptionalLong offset,
            OptionalInt leaderEpoch,
            String metadata,
            OptionalLong told,
            Optional<Member> reader) {}

    /**
     * The log of a partition. Unknown numbers are empty: a partition without a leader has no end.
     *
     * @param start the start of the log
     * @param end the log end offset
     * @param stable the last stable offset; only if requested
     * @param exists whether the partition exists
     */
    record Log(OptionalLong start, OptionalLong end, OptionalLong stable, boolean exists) {}

    /** The lag of a group on a partition. */
    record Lag(Commit commit, Log log) {

        /**
         * The number of records still to read; up to the last stable offset if it was requested.
         * Negative for a committed offset past the end of the log, as in the stock tools.
         */
        public OptionalLong lag() {
            if (commit.told().isPresent()) {
                return commit.told();
            }
            long beyond = beyond().orElse(0);
            OptionalLong end = log.stable().isPresent() ? log.stable() : log.end();
            return beyond > 0 ? OptionalLong.of(-beyond) : difference(end, commit.offset());
        }

        /** The number of offsets that were deleted before the group has read them; 0 for none. */
        public OptionalLong lost() {
            return difference(log.start(), commit.offset());
        }

        /**
         * How far the committed offset is past the end of the log: records were lost, or the topic was recreated.
         * 0 if it is not.
         */
        public OptionalLong beyond() {
            return difference(commit.offset(), log.end());
        }

        private static OptionalLong difference(OptionalLong upper, OptionalLong lower) {
            return upper.isPresent() && lower.isPresent()
                    ? OptionalLong.of(Math.max(0, upper.getAsLong() - lower.getAsLong()))
                    : OptionalLong.empty();
        }
    }

    /**
     * Lags by group, topic and partition.
     *
     * @param troubles what could not be read and why: {@code orders-0 has no leader}, {@code broker 2: timed out}
     */
    record Lags(List<Lag> lags, List<String> troubles) {
        public Lags {
            lags = List.copyOf(lags);
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * The result of a query.
     *
     * @param groups by name
     * @param lags the lags of their partitions; without logs if they were not requested
     * @param failures the failures of named groups: {@code NOT_FOUND}, {@code UNREACHABLE}
     * @param troubles the brokers and partitions that did not answer, and why
     */
    record Answer(List<Group> groups, List<Lag> lags, Map<String, Failure> failures, List<String> troubles) {
        public Answer {
            groups = List.copyOf(groups);
            lags = List.copyOf(lags);
            troubles = List.copyOf(troubles);
        }

        /** The lags by group; without groups that have none. */
        public Map<String, List<Lag>> byGroup() {
            return lags.stream()
                    .collect(Collectors.groupingBy(lag -> lag.commit().group()));
        }
    }

    /** The group names alone, for completion. */
    List<String> names();

    /** All groups whose name is accepted. */
    Answer matching(Predicate<String> name, Depth depth);

    /** The named groups; each is in the answer as a group or as a failure. */
    Answer named(Collection<String> groups, Depth depth);

    /** The lags for offsets that are known from elsewhere. */
    Lags measure(List<Commit> commits, Depth depth);

    @Override
    void close();
}
