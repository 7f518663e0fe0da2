package zooka.testing.fake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.GroupChanges;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Topics;

/** Groups in memory: they have offsets, and members that a test lets join. */
final class MemoryGroups implements Groups, GroupChanges {

    private final MemoryKafka kafka;
    private final Map<String, Map<PartitionName, Long>> offsets = new TreeMap<>();
    private final Map<String, Map<String, Member>> members = new HashMap<>();

    MemoryGroups(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    @Override
    public List<String> names() {
        return List.copyOf(offsets.keySet());
    }

    void join(String group, Member member) {
        offsets.computeIfAbsent(group, missing -> new TreeMap<>());
        members.computeIfAbsent(group, missing -> new TreeMap<>()).put(member.id(), member);
    }

    void leave(String group, String member) {
        members.get(group).remove(member);
    }

    private List<Member> members(String group) {
        return List.copyOf(members.getOrDefault(group, Map.of()).values());
    }

    @Override
    public Answer matching(Predicate<String> name, Depth depth) {
        List<Group> groups = new ArrayList<>();
        List<Lag> lags = new ArrayList<>();
        Set<String> troubles = new TreeSet<>();
        offsets.forEach((group, committed) -> {
            Broker coordinator = coordinator();
            if (!kafka.answers(coordinator)) {
                troubles.add("broker " + coordinator.id() + ": timed out");
                return;
            }
            if (!name.test(group)) {
                return;
            }
            List<Member> own = members(group);
            Optional<Membership> membership = depth == Depth.LISTED
                    ? Optional.empty()
                    : Optional.of(new Membership(
                            Optional.of("consumer"),
                            own.isEmpty() ? Optional.empty() : Optional.of("range"),
                            OptionalInt.empty(),
                            OptionalInt.empty(),
                            own));
            groups.add(new Group(
                    group, own.isEmpty() ? "Empty" : "Stable", "Classic", Optional.of(coordinator), membership));
            if (depth.compareTo(Depth.COMMITTED) >= 0) {
                Map<PartitionName, OptionalLong> read = new TreeMap<>();
                own.forEach(
                        member -> member.partitions().forEach(partition -> read.put(partition, OptionalLong.empty())));
                committed.forEach((partition, offset) -> read.put(partition, OptionalLong.of(offset)));
                read.forEach((partition, offset) -> lags.add(lag(group, partition, offset)));
            }
        });
        if (depth.compareTo(Depth.MEASURED) >= 0) {
            lags.stream()
                    .filter(lag -> lag.log().exists() && lag.log().end().isEmpty())
                    .forEach(lag -> troubles.add(lag.commit().partition() + Topics.NO_LEADER));
        }
        return new Answer(groups, lags, Map.of(), List.copyOf(troubles));
    }

    /** That of all groups: the first broker that serves. */
    private Broker coordinator() {
        return kafka.state().brokers().stream()
                .filter(Broker::online)
                .findFirst()
                .orElseThrow();
    }

    private Lag lag(String group, PartitionName partition, OptionalLong offset) {
        Optional<MemoryLog> log = kafka.log(partition);
        Optional<MemoryLog> led = log.filter(known -> known.leader.isPresent());
        OptionalLong end = led.map(known -> OptionalLong.of(known.end)).orElse(OptionalLong.empty());
        return new Lag(
                new Commit(
                        group,
                        partition,
                        offset,
                        OptionalInt.empty(),
                        "",
                        OptionalLong.empty(),
                        members(group).stream()
                                .filter(member -> member.partitions().contains(partition))
                                .findFirst()),
                new Log(
                        led.map(known -> OptionalLong.of(known.start)).orElse(OptionalLong.empty()),
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
        if (!kafka.answers(coordinator())) {
            groups.stream()
                    .filter(offsets::containsKey)
                    .forEach(group -> failures.put(
                            group,
                            Failure.unreachable("the group's coordinator, broker "
                                    + coordinator().id() + " at 127.0.0.1:9092, does not answer: timed out")));
        }
        Answer known = matching(groups::contains, depth);
        return new Answer(known.groups(), known.lags(), failures, known.troubles());
    }

    @Override
    public Lags measure(List<Commit> commits, Depth depth) {
        return new Lags(
                commits.stream()
                        .map(commit -> new Lag(
                                commit,
                                lag(commit.group(), commit.partition(), OptionalLong.empty())
                                        .log()))
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
