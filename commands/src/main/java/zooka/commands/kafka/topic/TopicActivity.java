package zooka.commands.kafka.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.Topics.Offsets;
import zooka.clients.kafka.Topics.Position;
import zooka.commands.action.Context;

/**
 * What is written to topics, by the offsets of their logs at two times: nothing is measured twice, and no record is read.
 *
 * @param before the offsets at the beginning of the time; without any if it was not asked for, as the next ones
 * @param last the records with the largest timestamps
 */
record TopicActivity(Duration time, Offsets before, Offsets now, Offsets last) {

    private static final Offsets NONE = new Offsets(Map.of(), List.of());

    /** Reads what is asked for; what a leader does not tell is remarked. */
    static TopicActivity read(Context context, List<Topic> topics, Optional<Duration> rate, boolean last) {
        if (rate.isEmpty() && !last) {
            return new TopicActivity(Duration.ZERO, NONE, NONE, NONE);
        }
        Topics gateway = context.clusters().topics();
        List<Partition> partitions =
                topics.stream().flatMap(topic -> topic.partitions().stream()).toList();
        Set<String> troubles = new LinkedHashSet<>();
        Offsets before = NONE;
        Offsets now = NONE;
        if (rate.isPresent()) {
            before = gateway.offsets(
                    partitions, new Position.At(context.clock().instant().minus(rate.get())));
            now = gateway.offsets(before.known(partitions), new Position.End());
            troubles.addAll(before.troubles());
            troubles.addAll(now.troubles());
        }
        Offsets latest = last ? gateway.offsets(partitions, new Position.MaxTimestamp()) : NONE;
        troubles.addAll(latest.troubles());
        troubles.forEach(what -> context.remarks().incomplete("offsets-missing", what));
        return new TopicActivity(rate.orElse(Duration.ZERO), before, now, latest);
    }

    /** The offsets per second in the time, on the partitions that are known; empty if none is. */
    OptionalDouble rate(Topic topic) {
        List<Partition> known = now.known(topic.partitions());
        if (known.isEmpty()) {
            return OptionalDouble.empty();
        }
        long written = known.stream().mapToLong(this::written).sum();
        return OptionalDouble.of(written / (time.toNanos() / (double) TimeUnit.SECONDS.toNanos(1)));
    }

    private long written(Partition partition) {
        OptionalLong end = now.of(partition);
        OptionalLong begin = before.of(partition); // empty if nothing was written since
        return end.isPresent() && begin.isPresent() ? Math.max(0, end.getAsLong() - begin.getAsLong()) : 0;
    }

    /** When the last record was written; empty without a record. */
    Optional<Instant> last(Topic topic) {
        return topic.partitions().stream()
                .flatMap(partition -> Optional.ofNullable(last.times().get(partition.name())).stream())
                .max(Comparator.naturalOrder());
    }
}
