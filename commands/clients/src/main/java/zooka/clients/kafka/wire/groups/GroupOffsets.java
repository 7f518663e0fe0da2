package zooka.clients.kafka.wire.groups;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsRequestData.DescribeShareGroupOffsetsRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeShareGroupOffsetsRequest;
import org.apache.kafka.common.requests.DescribeShareGroupOffsetsResponse;
import org.apache.kafka.common.requests.OffsetFetchRequest;
import org.apache.kafka.common.requests.OffsetFetchResponse;
import zooka.clients.kafka.Groups.Commit;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.wire.Metadata;

/** Requests and responses of committed offsets. */
public final class GroupOffsets {

    /** The first version of requests for several groups. */
    private static final int SEVERAL_GROUPS = 8;

    private final int version;
    private final Map<String, Map<PartitionName, Commit>> commits = new TreeMap<>();
    private final Map<String, Errors> errors = new HashMap<>();

    /** @param version the newest version of the request that the brokers support */
    public GroupOffsets(int version) {
        this.version = version;
    }

    /**
     * A request to several brokers.
     *
     * @param group the group of a request for one group, which the response does not contain
     */
    record Question(Map<Node, AbstractRequest.Builder<?>> byNode, Optional<String> group) {}

    /** The requests for groups of all types except share groups, one after the other. */
    List<Question> questions(Map<Node, List<String>> groups) {
        List<Question> questions = new ArrayList<>();
        if (version >= SEVERAL_GROUPS) {
            Map<Node, AbstractRequest.Builder<?>> question = new HashMap<>();
            groups.forEach((node, names) -> question.put(node, question(names)));
            questions.add(new Question(question, Optional.empty()));
        } else {
            groups.forEach((node, names) -> names.forEach(name -> questions.add(
                    new Question(new HashMap<>(Map.of(node, question(List.of(name)))), Optional.of(name)))));
        }
        return questions;
    }

    private static AbstractRequest.Builder<?> question(List<String> groups) {
        // No topics means all topics.
        List<OffsetFetchRequestGroup> wanted = groups.stream()
                .map(group -> new OffsetFetchRequestGroup().setGroupId(group).setTopics(null))
                .toList();
        return OffsetFetchRequest.Builder.forTopicNames(new OffsetFetchRequestData().setGroups(wanted), false);
    }

    /** The request for share groups. */
    Map<Node, AbstractRequest.Builder<?>> shareQuestion(Map<Node, List<String>> groups) {
        Map<Node, AbstractRequest.Builder<?>> question = new HashMap<>();
        groups.forEach((node, names) -> question.put(
                node,
                new DescribeShareGroupOffsetsRequest.Builder(new DescribeShareGroupOffsetsRequestData()
                        .setGroups(names.stream()
                                .map(name -> new DescribeShareGroupOffsetsRequestGroup()
                                        .setGroupId(name)
                                        .setTopics(null))
                                .toList()))));
        return question;
    }

    /** Adds the response to a request. */
    void take(Question question, AbstractResponse reply) {
        OffsetFetchResponse committed = (OffsetFetchResponse) reply;
        question.group()
                .map(group -> List.of(committed.group(group)))
                .orElse(committed.data().groups())
                .forEach(this::take);
    }

    /** Adds the response for share groups. */
    void takeShares(AbstractResponse reply) {
        if (reply instanceof DescribeShareGroupOffsetsResponse committed) {
            take(committed);
        }
    }

    private void take(OffsetFetchResponseGroup group) {
        Errors error = Errors.forCode(group.errorCode());
        if (error != Errors.NONE) {
            errors.put(group.groupId(), error);
            return;
        }
        group.topics().forEach(topic -> topic.partitions().forEach(partition -> {
            if (partition.errorCode() == 0 && partition.committedOffset() >= 0) {
                put(new Commit(
                        group.groupId(),
                        new PartitionName(topic.name(), partition.partitionIndex()),
                        OptionalLong.of(partition.committedOffset()),
                        Metadata.known(partition.committedLeaderEpoch()),
                        partition.metadata() == null ? "" : partition.metadata(),
                        OptionalLong.empty(),
                        Optional.empty()));
            }
        }));
    }

    private void take(DescribeShareGroupOffsetsResponse reply) {
        reply.data().groups().forEach(group -> {
            Errors error = Errors.forCode(group.errorCode());
            if (error != Errors.NONE) {
                errors.put(group.groupId(), error);
                return;
            }
            group.topics().forEach(topic -> topic.partitions().forEach(partition -> {
                if (partition.errorCode() == 0) {
                    put(new Commit(
                            group.groupId(),
                            new PartitionName(topic.topicName(), partition.partitionIndex()),
                            Metadata.known(partition.startOffset()),
                            Metadata.known(partition.leaderEpoch()),
                            "",
                            Metadata.known(partition.lag()),
                            Optional.empty()));
                }
            }));
        });
    }

    private void put(Commit commit) {
        commits.computeIfAbsent(commit.group(), name -> new TreeMap<>()).put(commit.partition(), commit);
    }

    /** The failures of groups. */
    Map<String, Errors> errors() {
        return errors;
    }

    /** Adds the members by assigned partition; not for share groups, in which several members may consume a partition. */
    public void assign(String group, Optional<GroupType> type, List<Member> members) {
        boolean share = type.equals(Optional.of(GroupType.SHARE));
        Map<PartitionName, Commit> known = commits.computeIfAbsent(group, name -> new TreeMap<>());
        for (Member member : members) {
            for (PartitionName partition : member.partitions()) {
                known.merge(
                        partition,
                        new Commit(
                                group,
                                partition,
                                OptionalLong.empty(),
                                OptionalInt.empty(),
                                "",
                                OptionalLong.empty(),
                                share ? Optional.empty() : Optional.of(member)),
                        (committed, assigned) -> new Commit(
                                group,
                                partition,
                                committed.offset(),
                                committed.leaderEpoch(),
                                committed.metadata(),
                                committed.told(),
                                assigned.reader()));
            }
        }
    }

    /** The offsets by group, topic and partition. */
    public List<Commit> commits() {
        return commits.values().stream()
                .flatMap(group -> group.values().stream())
                .sorted(Comparator.comparing(Commit::group).thenComparing(Commit::partition))
                .toList();
    }
}
