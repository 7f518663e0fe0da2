package zooka.testing.fake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.GroupChanges;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.PartitionName;

/** Groups in memory: they have offsets and no members. */
final class MemoryGroups implements Groups, GroupChanges {

    private final MemoryKafka kafka;
    private final Map<String, Map<PartitionName, Long>> offsets = new TreeMap<>();

    MemoryGroups(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    @Override
    public List<String> names() {
        return List.copyOf(offsets.keySet());
    }

    @Override
    public Answer matching(Predicate<String> name, Depth depth) {
        List<Group> groups = new ArrayList<>();
        List<Lag> lags = new ArrayList<>();
        offsets.forEach((group, committed) -> {
            if (!name.test(group)) {
                return;
            }
            Optional<Membership> nobody = depth == Depth.LISTED
                    ? Optional.empty()
                    : Optional.of(new Membership(
                            Optional.of("consumer"),
                            Optional.empty(),
                            OptionalInt.empty(),
                            OptionalInt.empty(),
                            List.of()));
            groups.add(new Group(
                    group,
                    "Empty",
                    "Classic",
                    Optional.of(kafka.state().brokers().get(0)),
                    nobody));
            if (depth.compareTo(Depth.COMMITTED) >= 0) {
                committed.forEach((partition, offset) -> lags.add(lag(group, partition, offset)));
            }
        });
        return new Answer(groups, lags, Map.of(), List.of());
    }

    private Lag lag(String group, PartitionName partition, long offset) {
        Optional<MemoryLog> log = kafka.logs(partition.topic()).map(logs -> logs.get(partition.partition()));
        OptionalLong end = log.map(known -> OptionalLong.of(known.end)).orElse(OptionalLong.empty());
        return new Lag(
                new Commit(
                        group,
                        partition,
                        OptionalLong.of(offset),
                        OptionalInt.empty(),
                        "",
                        OptionalLong.empty(),
                        Optional.empty()),
                new Log(
                        log.map(known -> OptionalLong.of(known.start)).orElse(OptionalLong.empty()),
                        end,
                        end,
                        log.isPresent()));
    }

    @Override
    public Answer named(Collection<String> groups, Depth depth) {
        Map<String, Failure> failures = new LinkedHashMap<>();
        groups.stream()
                .filter(group -> !offsets.containsKey(group))
                .forEach(group -> failures.put(group, Failure.absent(Failure.Noun.GROUP, group)));
        Answer known = matching(groups::contains, depth);
        return new Answer(known.groups(), known.lags(), failures, List.of());
    }

    @Override
    public Lags measure(List<Commit> commits, Depth depth) {
        return new Lags(
                commits.stream()
                        .map(commit -> new Lag(
                                commit,
                                lag(commit.group(), commit.partition(), 0).log()))
                        .toList(),
                List.of());
    }

    @Override
    public Map<PartitionName, Outcome<Void>> commit(String group, boolean share, Map<PartitionName, Long> wanted) {
        offsets.computeIfAbsent(group, missing -> new TreeMap<>()).putAll(wanted);
        return done(wanted.keySet());
    }

    @Override
    public Map<String, Outcome<Void>> delete(Collection<String> groups) {
        Map<String, Outcome<Void>> outcomes = new LinkedHashMap<>();
        for (String group : groups) {
            outcomes.put(
                    group,
                    offsets.remove(group) == null
                            ? Outcome.failed(Failure.absent(Failure.Noun.GROUP, group))
                            : Outcome.missing());
        }
        return outcomes;
    }

    @Override
    public Map<PartitionName, Outcome<Void>> deleteOffsets(String group, Collection<PartitionName> partitions) {
        offsets.getOrDefault(group, new TreeMap<>()).keySet().removeAll(partitions);
        return done(partitions);
    }

    @Override
    public Map<String, Outcome<Void>> deleteShareOffsets(String group, Collection<String> topics) {
        throw new UnsupportedOperationException("the brokers in memory have no share groups");
    }

    private static <T> Map<T, Outcome<Void>> done(Collection<T> all) {
        Map<T, Outcome<Void>> outcomes = new LinkedHashMap<>();
        all.forEach(each -> outcomes.put(each, Outcome.missing()));
        return outcomes;
    }

    @Override
    public void close() {}
}
