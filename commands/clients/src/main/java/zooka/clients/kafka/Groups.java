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
 * Groups of consumers, their members, offsets and lag. Bounded and failing as {@link Topics}: one question, however deep,
 * takes no longer than the timeout.
 */
public interface Groups extends AutoCloseable {

    /** How much is asked about groups; each depth includes those before it. */
    enum Depth {
        /** Their names, states and types. */
        LISTED,
        /** Their members. */
        DESCRIBED,
        /** The offsets that they have committed. */
        COMMITTED,
        /** Where the logs of those partitions begin and end. */
        MEASURED,
        /** Up to where those who read committed records only can read them. */
        STABLE
    }

    /**
     * A group.
     *
     * @param state as Kafka names it: {@code Stable}, {@code Empty}, {@code PreparingRebalance}
     * @param type as Kafka names it: {@code Classic}, {@code Consumer}, {@code Share}, {@code Streams}
     * @param coordinator the broker that serves it; empty for those that no broker serves
     * @param membership empty where it was not asked for, or its coordinator did not answer
     */
    record Group(
            String group, String state, String type, Optional<Broker> coordinator, Optional<Membership> membership) {

        /** How many members it has, where that is known. */
        public OptionalInt members() {
            return membership
                    .map(known -> OptionalInt.of(known.members().size()))
                    .orElse(OptionalInt.empty());
        }

        /** Whether it has members, which keep others from changing its offsets. */
        public boolean active() {
            return members().orElse(0) > 0;
        }
    }

    /**
     * Who is in a group, and by which rules.
     *
     * @param protocol what kind of clients they are: {@code consumer}, {@code connect}; only classic groups tell
     * @param assignor who distributes the partitions: {@code range}, {@code uniform}
     * @param epoch how often the group has changed; classic groups do not tell
     * @param targetEpoch of which of these the assignment is that the members are to come to
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
     * @param instance the id that a static member keeps when it starts anew
     * @param epoch the group's epoch that the member has come to; classic groups do not tell
     * @param protocol {@code classic} or {@code consumer}, in a group that may have both
     * @param subscription the topics that it asked for; a pattern as one of them, between slashes
     * @param assignment what it reads; empty where that is not known, as the member wrote it in a form of its own
     * @param target what it is to read, where that differs
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

        /** What it reads, as far as that is known. */
        public List<PartitionName> partitions() {
            return assignment.orElse(List.of());
        }
    }

    /**
     * How far a group has come on a partition that it has committed or is assigned.
     *
     * @param offset the next that it will read; empty where it has committed none
     * @param leaderEpoch of the last record that it has read, as it said
     * @param metadata what it wrote beside the offset; may be empty
     * @param told the records still to be read where the coordinator counts them itself, as for share groups
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
     * @param start the first offset that is still there
     * @param end the log end offset
     * @param stable before which no transaction is open; only where it was asked for
     * @param exists whether there is such a partition
     */
    record Log(OptionalLong start, OptionalLong end, OptionalLong stable, boolean exists) {}

    /** How far a group is behind on a partition. */
    record Lag(Commit commit, Log log) {

        /**
         * How many records the group has still to read; of those that it can read where the stable offset was asked for.
         * Negative where it has committed beyond the end of the log, as the stock tools have it.
         */
        public OptionalLong lag() {
            if (commit.told().isPresent()) {
                return commit.told();
            }
            long beyond = beyond().orElse(0);
            OptionalLong end = log.stable().isPresent() ? log.stable() : log.end();
            return beyond > 0 ? OptionalLong.of(-beyond) : difference(end, commit.offset());
        }

        /** How many offsets were deleted before the group has read them; 0 where none was. */
        public OptionalLong lost() {
            return difference(log.start(), commit.offset());
        }

        /**
         * By how much the committed offset lies beyond the end of the log: it has lost records, or is another one than it was.
         * 0 where it does not.
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
     * @param troubles what could not be told and why: {@code orders-0 has no leader}, {@code broker 2: timed out}
     */
    record Lags(List<Lag> lags, List<String> troubles) {
        public Lags {
            lags = List.copyOf(lags);
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * What was found of groups.
     *
     * @param groups by name
     * @param lags those of their partitions, with no log where that was not asked for
     * @param failures why a group that was named could not be told: {@code NOT_FOUND}, {@code UNREACHABLE}
     * @param troubles which brokers and partitions did not tell, and why
     */
    record Answer(List<Group> groups, List<Lag> lags, Map<String, Failure> failures, List<String> troubles) {
        public Answer {
            groups = List.copyOf(groups);
            lags = List.copyOf(lags);
            troubles = List.copyOf(troubles);
        }

        /** The lags group by group; without those groups that have none. */
        public Map<String, List<Lag>> byGroup() {
            return lags.stream()
                    .collect(Collectors.groupingBy(lag -> lag.commit().group()));
        }
    }

    /** The group names alone, for completion. */
    List<String> names();

    /** All groups whose name is accepted. */
    Answer matching(Predicate<String> name, Depth depth);

    /** Those groups; each is in the answer as a group or as a failure. */
    Answer named(Collection<String> groups, Depth depth);

    /** How far behind groups are of which the offsets are known from elsewhere. */
    Lags measure(List<Commit> commits, Depth depth);

    @Override
    void close();
}
