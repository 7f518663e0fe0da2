package zooka.commands.kafka.group;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.Quoting;
import zooka.clients.kafka.GroupChanges;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Groups.Commit;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.Groups.Membership;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Topic;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code group delete-offsets}: deletes committed offsets of a group that is not subscribed to the topics. */
@Command(
        name = "group delete-offsets",
        footer = {
            "",
            "No member may be subscribed to the topics. The deleted offsets are printed on stdout; group reset GROUP --from-file",
            "restores them.",
            "",
            "Examples:",
            "  group delete-offsets billing --topic orders-old",
            "  group delete-offsets billing --topic orders:0,2-3 --dry-run"
        })
public final class GroupDeleteOffsets implements Action.Change {

    @Option(
            names = "--topic",
            required = true,
            paramLabel = "TOPIC",
            description = "Partitions: orders for all of a topic, orders:0,2-3 for some; repeatable.")
    @Completes(Candidates.TOPIC)
    List<String> topics;

    @Parameters(paramLabel = "GROUP", description = "The group.")
    @Completes(Candidates.GROUP)
    String name;

    @Override
    public List<Column> fields() {
        return OffsetChange.FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        name = GroupSelection.one(context, name);
        Groups.Answer answer = context.clusters().groups().named(List.of(name), Depth.COMMITTED);
        answer.failures().values().forEach(failure -> {
            if (failure.kind() == Kind.NOT_FOUND) {
                ResetPlan.refuseOld(
                        context,
                        name,
                        "deleteall " + Quoting.asArgument(ZooKeeperGroups.ROOT + "/" + name + "/offsets/TOPIC"));
            }
            throw failure;
        });
        ResetPlan.refuseIncomplete(answer);
        Group group = answer.groups().get(0);
        List<OffsetChange> changes = changes(answer);
        refuseSubscribed(group, changes);
        boolean share = group.type().equals("Share");
        if (share) {
            refuseParts(answer, changes);
        }
        return Plan.on(OffsetChange.scope(changes))
                .confirmed(
                        () -> new Plan.Preview(
                                "delete the offsets of group " + name + " on " + counted(changes)
                                        + OffsetChange.lines(changes),
                                fields(changes)),
                        name,
                        () -> delete(context, share, changes))
                .givingBack(OffsetChange.wayBack(changes, List.of(group())));
    }

    private static String counted(List<OffsetChange> changes) {
        return changes.size() == 1 ? "1 partition" : changes.size() + " partitions";
    }

    private List<Field> fields(List<OffsetChange> changes) {
        return List.of(group(), OffsetChange.field(changes));
    }

    private Field group() {
        return Field.of("group", "group", Cell.text(name));
    }

    private List<OffsetChange> changes(Groups.Answer answer) {
        // Offsets of a deleted topic can be deleted, too: the committed offsets decide, not the existing topics.
        Map<PartitionName, OptionalLong> committed = new TreeMap<>();
        answer.lags().stream()
                .map(Groups.Lag::commit)
                .filter(commit -> commit.offset().isPresent())
                .forEach(commit -> committed.put(commit.partition(), commit.offset()));
        Map<String, List<Partition>> byTopic = committed.keySet().stream()
                .map(GroupDeleteOffsets::partition)
                .collect(Collectors.groupingBy(Partition::topic, TreeMap::new, Collectors.toList()));
        List<Topic> known = byTopic.entrySet().stream()
                .map(topic -> new Topic(topic.getKey(), Optional.empty(), false, OptionalInt.empty(), topic.getValue()))
                .toList();
        Set<PartitionName> chosen = new TreeSet<>();
        for (String word : topics) {
            try {
                PartitionSelection.among(known, List.of(word))
                        .forEach(partition -> chosen.add(new PartitionName(partition.topic(), partition.partition())));
            } catch (Failure failure) {
                throw failure.kind() == Kind.NOT_FOUND
                        ? Failure.notFound("group " + name + " has no committed offset for " + word)
                                .hint("group lag " + Quoting.asArgument(Selector.exactly(name)))
                        : failure;
            }
        }
        return chosen.stream()
                .map(partition -> new OffsetChange(name, partition, committed.get(partition), OptionalLong.empty(), ""))
                .toList();
    }

    private static Partition partition(PartitionName name) {
        return new Partition(
                name.topic(),
                name.partition(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static void refuseSubscribed(Group group, List<OffsetChange> changes) {
        List<Member> members = group.membership().map(Membership::members).orElse(List.of());
        for (OffsetChange change : changes) {
            String topic = change.partition().topic();
            Optional<Member> reader = members.stream()
                    .filter(member -> member.subscription().contains(topic)
                            || member.partitions().contains(change.partition()))
                    .findFirst();
            if (reader.isPresent()) {
                throw Failure.conflict("group " + group.group() + " is subscribed to " + topic + ": member "
                                + reader.get().id()
                                + reader.get().host().map(host -> " on " + host).orElse(""))
                        .hint("stop its members first (group members "
                                + Quoting.asArgument(Selector.exactly(group.group())) + " lists them)");
            }
        }
    }

    /** The offsets of a share group are deleted by whole topics. */
    private static void refuseParts(Groups.Answer answer, List<OffsetChange> changes) {
        Set<PartitionName> chosen =
                changes.stream().map(OffsetChange::partition).collect(Collectors.toSet());
        Set<String> given = chosen.stream().map(PartitionName::topic).collect(Collectors.toSet());
        for (Groups.Lag lag : answer.lags()) {
            Commit commit = lag.commit();
            if (commit.offset().isPresent()
                    && given.contains(commit.partition().topic())
                    && !chosen.contains(commit.partition())) {
                throw Failure.usage("the offsets of a share group are deleted by whole topics; " + commit.partition()
                        + " is not selected");
            }
        }
    }

    private Result delete(Context context, boolean share, List<OffsetChange> changes) {
        GroupChanges gateway = context.clusters().administration().groups();
        List<PartitionName> partitions =
                changes.stream().map(OffsetChange::partition).toList();
        Map<PartitionName, Outcome<Void>> outcomes;
        if (share) {
            Map<String, Outcome<Void>> byTopic = gateway.deleteShareOffsets(
                    name, partitions.stream().map(PartitionName::topic).collect(Collectors.toSet()));
            outcomes = new TreeMap<>();
            partitions.forEach(partition -> outcomes.put(partition, byTopic.get(partition.topic())));
        } else {
            outcomes = gateway.deleteOffsets(name, partitions);
        }
        List<OffsetChange> made = OffsetChange.made(context, changes, outcomes);
        return new Result.Change(
                "deleted the offsets of group " + name + " on " + counted(made),
                Optional.empty(),
                List.of(group(), OffsetChange.field(made), OffsetChange.failed(changes, made)));
    }
}
