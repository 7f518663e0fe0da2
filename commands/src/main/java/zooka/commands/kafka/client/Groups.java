package zooka.commands.kafka.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Consumer groups, their members, offsets and lag. Bounded and failing as {@link Topics}. */
public interface Groups extends AutoCloseable {

    /**
     * A group.
     *
     * @param state as Kafka names it: {@code Stable}, {@code Empty}, {@code PreparingRebalance}
     * @param type as Kafka names it: {@code Classic}, {@code Consumer}
     * @param members how many; empty where its coordinator did not answer
     * @param coordinator the broker that serves it
     */
    record Group(
            String group, String state, String type, OptionalInt members, OptionalInt coordinator, OptionalLong lag) {}

    /**
     * The lag of a group on a partition, in records. Unknown numbers are empty: a partition without a leader has no end.
     *
     * @param committed the next offset the group will read
     * @param end the log end offset
     */
    record Lag(
            String group,
            String topic,
            int partition,
            OptionalLong committed,
            OptionalLong end,
            Optional<String> member,
            Optional<String> host,
            Optional<String> client) {

        /** How many records the group has still to read. */
        public OptionalLong lag() {
            return committed.isPresent() && end.isPresent()
                    ? OptionalLong.of(Math.max(0, end.getAsLong() - committed.getAsLong()))
                    : OptionalLong.empty();
        }
    }

    /** All groups by name; brokers that do not answer are named in {@code silent}. */
    record Listing(List<Group> groups, List<String> silent) {}

    /**
     * The lag of a group on each partition that it has committed or is assigned.
     *
     * @param troubles which ends could not be told and why: {@code orders-0 has no leader}, {@code broker 2: timed out}
     */
    record Lags(List<Lag> lags, List<String> troubles) {
        public Lags {
            lags = List.copyOf(lags);
            troubles = List.copyOf(troubles);
        }
    }

    /** The group names alone, for completion. */
    List<String> names();

    Listing list();

    /** How far behind a group is; {@code NOT_FOUND} for an unknown one. */
    Lags lag(String group);

    @Override
    void close();
}
