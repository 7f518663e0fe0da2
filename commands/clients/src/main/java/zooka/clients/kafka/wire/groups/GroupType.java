package zooka.clients.kafka.wire.groups;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.ShareGroupDescribeRequestData;
import org.apache.kafka.common.message.ShareGroupDescribeResponseData;
import org.apache.kafka.common.message.StreamsGroupDescribeRequestData;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ConsumerGroupDescribeRequest;
import org.apache.kafka.common.requests.ConsumerGroupDescribeResponse;
import org.apache.kafka.common.requests.DescribeGroupsRequest;
import org.apache.kafka.common.requests.DescribeGroupsResponse;
import org.apache.kafka.common.requests.ShareGroupDescribeRequest;
import org.apache.kafka.common.requests.ShareGroupDescribeResponse;
import org.apache.kafka.common.requests.StreamsGroupDescribeRequest;
import org.apache.kafka.common.requests.StreamsGroupDescribeResponse;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.Groups.Membership;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.wire.Metadata;

/** The types of groups, each with its own describe request; in the order in which an unknown type is tried. */
public enum GroupType {
    CONSUMER(ApiKeys.CONSUMER_GROUP_DESCRIBE) {
        @Override
        AbstractRequest.Builder<?> question(List<String> groups) {
            return new ConsumerGroupDescribeRequest.Builder(new ConsumerGroupDescribeRequestData().setGroupIds(groups));
        }

        @Override
        public List<Description> answers(AbstractResponse reply) {
            return ((ConsumerGroupDescribeResponse) reply)
                    .data().groups().stream()
                            .map(group -> described(
                                    group.groupId(),
                                    group.errorCode(),
                                    group.groupState(),
                                    group.assignorName(),
                                    group.groupEpoch(),
                                    group.assignmentEpoch(),
                                    each(group.members(), GroupType::member)))
                            .toList();
        }
    },
    CLASSIC(ApiKeys.DESCRIBE_GROUPS) {
        @Override
        AbstractRequest.Builder<?> question(List<String> groups) {
            return new DescribeGroupsRequest.Builder(new DescribeGroupsRequestData().setGroups(groups));
        }

        @Override
        public List<Description> answers(AbstractResponse reply) {
            return ((DescribeGroupsResponse) reply)
                    .data().groups().stream()
                            .map(group -> new Description(
                                    group.groupId(),
                                    group.errorCode(),
                                    group.groupState(),
                                    new Membership(
                                            named(group.protocolType()),
                                            named(group.protocolData()),
                                            OptionalInt.empty(),
                                            OptionalInt.empty(),
                                            each(group.members(), member -> member(group, member)))))
                            .toList();
        }
    },
    SHARE(ApiKeys.SHARE_GROUP_DESCRIBE) {
        @Override
        AbstractRequest.Builder<?> question(List<String> groups) {
            return new ShareGroupDescribeRequest.Builder(new ShareGroupDescribeRequestData().setGroupIds(groups));
        }

        @Override
        public List<Description> answers(AbstractResponse reply) {
            return ((ShareGroupDescribeResponse) reply)
                    .data().groups().stream()
                            .map(group -> described(
                                    group.groupId(),
                                    group.errorCode(),
                                    group.groupState(),
                                    group.assignorName(),
                                    group.groupEpoch(),
                                    group.assignmentEpoch(),
                                    each(group.members(), GroupType::member)))
                            .toList();
        }
    },
    STREAMS(ApiKeys.STREAMS_GROUP_DESCRIBE) {
        @Override
        AbstractRequest.Builder<?> question(List<String> groups) {
            return new StreamsGroupDescribeRequest.Builder(new StreamsGroupDescribeRequestData().setGroupIds(groups));
        }

        @Override
        public List<Description> answers(AbstractResponse reply) {
            return ((StreamsGroupDescribeResponse) reply)
                    .data().groups().stream()
                            .map(group -> described(
                                    group.groupId(),
                                    group.errorCode(),
                                    group.groupState(),
                                    group.assignorName(),
                                    group.groupEpoch(),
                                    group.assignmentEpoch(),
                                    each(group.members(), member -> member(group, member))))
                            .toList();
        }
    };

    /** The state of an unknown group on brokers before 4.0. */
    static final String DEAD = "Dead";

    /**
     * The response of a coordinator for a group.
     *
     * @param error the error code; 0 for none
     */
    public record Description(String group, short error, String state, Membership membership) {
        boolean exists() {
            return !state.equals(DEAD);
        }
    }

    private final ApiKeys api;

    GroupType(ApiKeys api) {
        this.api = api;
    }

    /** The request that describes groups of this type. */
    ApiKeys api() {
        return api;
    }

    /** The display name: {@code Classic}. */
    String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The type by its name in a list of groups; brokers before 3.8 have one type without a name. */
    static Optional<GroupType> of(String listed) {
        if (listed.isEmpty()) {
            return Optional.of(CLASSIC);
        }
        return Stream.of(values())
                .filter(type -> type.name().equalsIgnoreCase(listed))
                .findFirst();
    }

    /** The request for groups. */
    abstract AbstractRequest.Builder<?> question(List<String> groups);

    /** Parses the response. */
    public abstract List<Description> answers(AbstractResponse reply);

    /** A group of a type with epochs. */
    private static Description described(
            String group,
            short error,
            String state,
            String assignor,
            int epoch,
            int assignmentEpoch,
            List<Member> members) {
        return new Description(
                group,
                error,
                state,
                new Membership(
                        Optional.empty(),
                        named(assignor),
                        Metadata.known(epoch),
                        Metadata.known(assignmentEpoch),
                        members));
    }

    private static <M> List<Member> each(List<M> members, Function<M, Member> member) {
        return members.stream().map(member).toList();
    }

    private static Optional<String> named(String text) {
        return Optional.ofNullable(text).filter(name -> !name.isEmpty());
    }

    /** The address without the slash of Java's format, {@code /10.0.0.7}. */
    private static Optional<String> host(String text) {
        return named(text.startsWith("/") ? text.substring(1) : text);
    }

    private static Member member(ConsumerGroupDescribeResponseData.Member member) {
        Stream<String> pattern = named(member.subscribedTopicRegex()).stream().map(regex -> "/" + regex + "/");
        List<PartitionName> assignment = partitions(member.assignment());
        List<PartitionName> target = partitions(member.targetAssignment());
        return new Member(
                member.memberId(),
                named(member.instanceId()),
                host(member.clientHost()),
                named(member.clientId()),
                named(member.rackId()),
                Metadata.known(member.memberEpoch()),
                switch (member.memberType()) {
                    case 0 -> Optional.of("classic");
                    case 1 -> Optional.of("consumer");
                    default -> Optional.empty();
                },
                Stream.concat(member.subscribedTopicNames().stream(), pattern).toList(),
                Optional.of(assignment),
                Optional.of(target).filter(wanted -> !wanted.equals(assignment)));
    }

    private static List<PartitionName> partitions(ConsumerGroupDescribeResponseData.Assignment assignment) {
        return assignment.topicPartitions().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(number -> new PartitionName(topic.topicName(), number)))
                .sorted()
                .toList();
    }

    private static Member member(ShareGroupDescribeResponseData.Member member) {
        return new Member(
                member.memberId(),
                Optional.empty(),
                host(member.clientHost()),
                named(member.clientId()),
                named(member.rackId()),
                Metadata.known(member.memberEpoch()),
                Optional.empty(),
                member.subscribedTopicNames(),
                Optional.of(member.assignment().topicPartitions().stream()
                        .flatMap(topic ->
                                topic.partitions().stream().map(number -> new PartitionName(topic.topicName(), number)))
                        .sorted()
                        .toList()),
                Optional.empty());
    }

    private static Member member(
            StreamsGroupDescribeResponseData.DescribedGroup group, StreamsGroupDescribeResponseData.Member member) {
        Map<String, List<String>> sources = new HashMap<>();
        if (group.topology() != null && group.topology().subtopologies() != null) {
            group.topology()
                    .subtopologies()
                    .forEach(part -> sources.put(
                            part.subtopologyId(),
                            Stream.concat(
                                            part.sourceTopics().stream(),
                                            part.repartitionSourceTopics().stream()
                                                    .map(StreamsGroupDescribeResponseData.TopicInfo::name))
                                    .toList()));
        }
        return new Member(
                member.memberId(),
                named(member.instanceId()),
                host(member.clientHost()),
                named(member.clientId()),
                named(member.rackId()),
                Metadata.known(member.memberEpoch()),
                Optional.empty(),
                sources.values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .sorted()
                        .toList(),
                Optional.of(member.assignment().activeTasks().stream()
                        .flatMap(task -> sources.getOrDefault(task.subtopologyId(), List.of()).stream()
                                .flatMap(topic ->
                                        task.partitions().stream().map(number -> new PartitionName(topic, number))))
                        .sorted()
                        .toList()),
                Optional.empty());
    }

    private static Member member(
            DescribeGroupsResponseData.DescribedGroup group, DescribeGroupsResponseData.DescribedGroupMember member) {
        boolean consumer = group.protocolType().equals(ConsumerProtocol.PROTOCOL_TYPE);
        return new Member(
                member.memberId(),
                named(member.groupInstanceId()),
                host(member.clientHost()),
                named(member.clientId()),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                consumer ? subscribed(member.memberMetadata()) : List.of(),
                consumer ? assigned(member.memberAssignment()) : Optional.empty(),
                Optional.empty());
    }

    private static List<String> subscribed(byte[] metadata) {
        try {
            return metadata.length == 0
                    ? List.of()
                    : ConsumerProtocol.deserializeSubscription(ByteBuffer.wrap(metadata)).topics().stream()
                            .sorted()
                            .toList();
        } catch (RuntimeException e) {
            // A SchemaException, or a RuntimeException for an invalid length: clients can write arbitrary
            // data.
            return List.of();
        }
    }

    private static Optional<List<PartitionName>> assigned(byte[] assignment) {
        try {
            return Optional.of(
                    assignment.length == 0
                            ? List.of()
                            : ConsumerProtocol.deserializeAssignment(ByteBuffer.wrap(assignment)).partitions().stream()
                                    .map(GroupType::name)
                                    .sorted()
                                    .toList());
        } catch (RuntimeException e) {
            // Arbitrary data of a client; the group's offsets do not depend on it.
            return Optional.empty();
        }
    }

    private static PartitionName name(TopicPartition partition) {
        return new PartitionName(partition.topic(), partition.partition());
    }
}
