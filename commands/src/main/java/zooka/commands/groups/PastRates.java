package zooka.commands.groups;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import zooka.clients.Failure;
import zooka.clients.kafka.Groups.Answer;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.Groups.Log;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.Topics.Offsets;
import zooka.clients.kafka.Topics.Position;
import zooka.commands.action.Context;
import zooka.commands.groups.CommitHistory.Place;

/**
 * The rates of groups over a time that is past, in one answer: what was written, by the offsets at its beginning; what was read, by
 * the commits since then.
 */
public final class PastRates {

    private PastRates() {}

    /**
     * The groups of an answer, with their rates and the ages of their first unread records.
     *
     * @param answer with offsets and logs
     * @param time how far back the rates go
     */
    public static GroupsPicture of(Context context, Answer answer, Duration time) {
        Instant now = context.clock().instant();
        Map<PartitionName, OptionalDouble> in = in(context, answer.lags(), now, time);
        try (RecordReader records = context.clusters().records()) {
            CommitHistory history = history(context, records, answer, now.minus(time));
            Map<String, List<Lag>> byGroup = answer.byGroup();
            List<GroupLoad> groups = new ArrayList<>();
            for (Group group : answer.groups()) {
                List<PartitionLoad> partitions = byGroup.getOrDefault(group.group(), List.of()).stream()
                        .map(lag -> new PartitionLoad(lag, pace(lag, in, history, now), Optional.empty()))
                        .toList();
                groups.add(new GroupLoad(group, partitions));
            }
            return new GroupsPicture(
                    context.clusters().profile().name(), now, aged(context, records, groups), answer.troubles());
        }
    }

    private static CommitHistory history(Context context, RecordReader records, Answer answer, Instant since) {
        List<String> groups = answer.groups().stream().map(Group::group).toList();
        try {
            return CommitHistory.read(
                    context,
                    records,
                    groups,
                    since,
                    context.clusters().profile().timeout());
        } catch (Failure failure) {
            context.remarks()
                    .incomplete(
                            "commits-missing",
                            "commits: " + failure.unlessInterrupted().getMessage());
            return new CommitHistory();
        }
    }

    private static List<GroupLoad> aged(Context context, RecordReader records, List<GroupLoad> groups) {
        UnreadAges ages = new UnreadAges();
        try {
            boolean unused = ages.read(records, groups);
        } catch (Failure failure) {
            context.remarks()
                    .incomplete(
                            failure.id(),
                            "oldest unread records: "
                                    + failure.unlessInterrupted().getMessage());
        }
        return groups.stream().map(group -> group.since(ages::of)).toList();
    }

    private static Pace pace(Lag lag, Map<PartitionName, OptionalDouble> in, CommitHistory history, Instant now) {
        PartitionName partition = lag.commit().partition();
        OptionalLong committed = lag.commit().offset();
        OptionalDouble out = committed.isPresent()
                ? history.rate(new Place(lag.commit().group(), partition), committed.getAsLong(), now)
                : OptionalDouble.empty();
        return new Pace(lag.lag(), in.getOrDefault(partition, OptionalDouble.empty()), out, true);
    }

    /** The records written per second in the last time, by partition; what a leader does not tell is remarked. */
    private static Map<PartitionName, OptionalDouble> in(Context context, List<Lag> lags, Instant now, Duration time) {
        Set<PartitionName> names = new HashSet<>();
        lags.forEach(lag -> names.add(lag.commit().partition()));
        Topics topics = context.clusters().topics();
        List<Partition> partitions = topics.list().stream()
                .flatMap(topic -> topic.partitions().stream())
                .filter(one -> names.contains(new PartitionName(one.topic(), one.partition())))
                .toList();
        Offsets begin = topics.offsets(partitions, new Position.At(now.minus(time)));
        begin.troubles().forEach(what -> context.remarks().incomplete("offsets-missing", what));
        Map<PartitionName, Log> logs = new HashMap<>();
        lags.forEach(lag -> logs.put(lag.commit().partition(), lag.log()));
        Map<PartitionName, OptionalDouble> in = new HashMap<>();
        for (Partition partition : begin.known(partitions)) {
            PartitionName name = new PartitionName(partition.topic(), partition.partition());
            rate(logs.get(name), begin, partition, now, time).ifPresent(rate -> in.put(name, OptionalDouble.of(rate)));
        }
        return in;
    }

    /** The rate on a partition; of a shorter time where the log begins later. */
    private static OptionalDouble rate(Log log, Offsets begin, Partition partition, Instant now, Duration time) {
        if (log.end().isEmpty()) {
            return OptionalDouble.empty();
        }
        OptionalLong first = begin.of(partition); // empty if nothing was written since
        long written =
                Math.max(0, log.end().getAsLong() - first.orElse(log.end().getAsLong()));
        boolean whole = first.isEmpty() || !first.equals(log.start());
        Optional<Instant> since = Optional.ofNullable(begin.times().get(partition.name()));
        Duration covered =
                whole ? time : since.map(from -> Duration.between(from, now)).orElse(time);
        return covered.isNegative() || covered.isZero()
                ? OptionalDouble.empty()
                : OptionalDouble.of(written / (covered.toNanos() / (double) TimeUnit.SECONDS.toNanos(1)));
    }
}
