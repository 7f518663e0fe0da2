package zooka.commands.kafka.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Quoting;
import zooka.clients.kafka.Groups.Answer;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.Groups.Membership;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.text.Selector;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.PartitionSelection;

/**
 * The offset changes of a reset.
 *
 * @param group the group whose offsets are set
 * @param exists whether the group exists
 * @param share whether it is a share group
 */
record ResetPlan(String group, boolean exists, boolean share, List<OffsetChange> changes) {

    /**
     * Computes the changes; {@code CONFLICT} for a group with members.
     *
     * @param from the group whose committed offsets are the current ones
     * @param to another group whose offsets are set; empty for the same group
     * @param topics partitions, as {@link PartitionSelection} parses them; empty for all with a committed or listed offset
     */
    static ResetPlan of(Context context, String from, Optional<String> to, List<String> topics, ResetTarget target) {
        String name = to.orElse(from);
        Answer answer = context.clusters().groups().named(new LinkedHashSet<>(List.of(from, name)), Depth.COMMITTED);
        Map<PartitionName, OptionalLong> current = committed(answer.lags(), from);
        boolean known = answer.groups().stream().anyMatch(group -> group.group().equals(from));
        if (!known && to.isPresent()) {
            // Old groups are accepted here: this is how their offsets are copied to Kafka.
            current = committed(
                    new GroupSelection(context, Depth.COMMITTED)
                            .named(List.of(from), false)
                            .lags(),
                    from);
        }
        answer.failures().values().stream()
                .filter(failure -> failure.kind() != Kind.NOT_FOUND)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
        refuseIncomplete(answer);
        Optional<Group> changed = answer.groups().stream()
                .filter(group -> group.group().equals(name))
                .findFirst();
        changed.ifPresent(ResetPlan::refuseActive);
        if (changed.isEmpty() && to.isEmpty()) {
            refuseOld(
                    context,
                    name,
                    "set " + Quoting.asArgument(ZooKeeperGroups.ROOT + "/" + name + "/offsets/TOPIC/PARTITION")
                            + " OFFSET");
        }
        List<Partition> partitions =
                partitions(context.clusters().topics().list(), topics, target, current.keySet(), from);
        List<OffsetChange> changes =
                changes(context, name, partitions, target, current, committed(answer.lags(), name));
        boolean share = changed.map(group -> group.type().equals("Share")).orElse(false);
        return new ResetPlan(name, changed.isPresent(), share, changes);
    }

    private static Map<PartitionName, OptionalLong> committed(List<Lag> lags, String group) {
        return lags.stream()
                .map(Lag::commit)
                .filter(commit ->
                        commit.group().equals(group) && commit.offset().isPresent())
                .collect(Collectors.toMap(commit -> commit.partition(), commit -> commit.offset()));
    }

    /** Throws {@code UNREACHABLE} if committed offsets are unknown: the change could not be reverted. */
    static void refuseIncomplete(Answer answer) {
        if (!answer.troubles().isEmpty()) {
            throw Failure.unreachable("cannot read the committed offsets: " + String.join("; ", answer.troubles()));
        }
    }

    /** Throws {@code CONFLICT} with the names of the members if a group has any. */
    static void refuseActive(Group group) {
        if (group.active()) {
            List<Member> members = group.membership().map(Membership::members).orElse(List.of());
            String names = members.stream()
                    .limit(5)
                    .map(member -> member.id()
                            + member.host().map(host -> " on " + host).orElse(""))
                    .collect(Collectors.joining(", "));
            throw Failure.conflict("group " + group.group() + " is active (" + group.state() + "), with "
                            + (members.size() == 1 ? "1 member: " : members.size() + " members: ") + names
                            + (members.size() > 5 ? " and others" : ""))
                    .hint("stop its members first (group members " + Quoting.asArgument(Selector.exactly(group.group()))
                            + " lists them)");
        }
    }

    /** Throws {@code REFUSED} with a hint if a group stores its offsets in ZooKeeper. */
    static void refuseOld(Context context, String group, String way) {
        if (context.clusters().hasZooKeeper()
                && new ZooKeeperGroups(context.clusters().znodes()).names().contains(group)) {
            throw new Failure(
                            Kind.REFUSED,
                            "group " + group + " stores its offsets in ZooKeeper, under " + ZooKeeperGroups.ROOT + "/"
                                    + group + ", where brokers cannot change them")
                    .hint(way);
        }
    }

    private static List<Partition> partitions(
            List<Topic> all,
            List<String> words,
            ResetTarget target,
            Collection<PartitionName> committed,
            String group) {
        Optional<Collection<PartitionName>> listed = target.listed();
        List<Partition> chosen;
        if (words.isEmpty()) {
            Map<PartitionName, Partition> existing = all.stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .collect(Collectors.toMap(ResetPlan::name, Function.identity()));
            if (listed.isPresent()) {
                listed.get().stream()
                        .filter(partition -> !existing.containsKey(partition))
                        .findFirst()
                        .ifPresent(partition -> {
                            throw Failure.notFound(
                                    "no partition " + partition.partition() + " in topic " + partition.topic());
                        });
            }
            chosen = new TreeSet<>(listed.orElse(committed))
                    .stream().filter(existing::containsKey).map(existing::get).toList();
            if (chosen.isEmpty()) {
                throw Failure.notFound("group " + group + " has no committed offsets")
                        .hint("specify the partitions with --topic TOPIC");
            }
        } else {
            chosen = PartitionSelection.among(all, words).stream()
                    .filter(partition -> listed.isEmpty() || listed.get().contains(name(partition)))
                    .toList();
            if (chosen.isEmpty()) {
                throw Failure.notFound("the file contains no offset for " + String.join(" ", words));
            }
        }
        chosen.stream().filter(Partition::offline).findFirst().ifPresent(partition -> {
            throw Failure.unreachable(partition.name() + Topics.NO_LEADER + ", so its offsets cannot be read")
                    .hint("select the other partitions with --topic TOPIC:0,2-3");
        });
        return chosen;
    }

    private static PartitionName name(Partition partition) {
        return new PartitionName(partition.topic(), partition.partition());
    }

    private static List<OffsetChange> changes(
            Context context,
            String group,
            List<Partition> partitions,
            ResetTarget target,
            Map<PartitionName, OptionalLong> current,
            Map<PartitionName, OptionalLong> before) {
        Map<String, OptionalLong> starts = told(context, partitions, new Topics.Position.Beginning());
        Map<String, OptionalLong> ends = told(context, partitions, new Topics.Position.End());
        Map<String, OptionalLong> times = target.moment()
                .map(time -> told(context, partitions, new Topics.Position.At(time)))
                .orElseGet(HashMap::new);
        List<OffsetChange> changes = new ArrayList<>();
        for (Partition partition : partitions) {
            PartitionName name = name(partition);
            ResetTarget.NewOffset wanted = target.of(new ResetTarget.PartitionOffsets(
                    name,
                    current.getOrDefault(name, OptionalLong.empty()),
                    starts.get(partition.name()).orElse(0),
                    ends.get(partition.name()).orElse(0),
                    times.getOrDefault(partition.name(), OptionalLong.empty())));
            changes.add(new OffsetChange(
                    group,
                    name,
                    before.getOrDefault(name, OptionalLong.empty()),
                    OptionalLong.of(wanted.offset()),
                    wanted.note()));
        }
        return changes;
    }

    /** The offsets of a position in each log; throws if one cannot be read. */
    private static Map<String, OptionalLong> told(
            Context context, List<Partition> partitions, Topics.Position position) {
        Topics.Offsets offsets = context.clusters().topics().offsets(partitions, position);
        if (!offsets.troubles().isEmpty()) {
            throw Failure.unreachable(
                    "cannot read the first and last offsets: " + String.join("; ", offsets.troubles()));
        }
        return offsets.offsets();
    }
}
