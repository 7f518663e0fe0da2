package zooka.commands.kafka.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.types.SchemaException;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ConsumerGroupDescribeRequest;
import org.apache.kafka.common.requests.ConsumerGroupDescribeResponse;
import org.apache.kafka.common.requests.DescribeGroupsRequest;
import org.apache.kafka.common.requests.DescribeGroupsResponse;
import org.apache.kafka.common.requests.FindCoordinatorRequest;
import org.apache.kafka.common.requests.FindCoordinatorResponse;
import org.apache.kafka.common.requests.ListGroupsRequest;
import org.apache.kafka.common.requests.ListGroupsResponse;
import org.apache.kafka.common.requests.OffsetFetchRequest;
import org.apache.kafka.common.requests.OffsetFetchResponse;
import zooka.commands.Failure;

/** Groups over Kafka's protocol itself, so that one silent broker costs its own groups and not all the others. */
public final class WireGroups implements Groups {

    /** The state that brokers before 4.0 give a group which they have never heard of. */
    private static final String DEAD = "Dead";

    private static final String CLASSIC = "Classic";
    private static final String CONSUMER = "Consumer";

    private final WireTopics topics;

    /** Speaks over the connections of those topics, and leaves it to them to close these. */
    public WireGroups(WireTopics topics) {
        this.topics = topics;
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(
                new TreeSet<>(list(false).groups().stream().map(Group::group).toList()));
    }

    @Override
    public Listing list() {
        return list(true);
    }

    private Listing list(boolean withMembers) {
        Deadline deadline = topics.deadline();
        Map<Integer, Node> brokers = topics.brokers(deadline);
        Map<Node, ListGroupsRequest.Builder> questions = new HashMap<>();
        brokers.values()
                .forEach(broker -> questions.put(broker, new ListGroupsRequest.Builder(new ListGroupsRequestData())));
        // Some time is kept for asking about the members what the brokers that answered have listed.
        Deadline share = withMembers ? deadline.within(deadline.millis() / 2) : deadline;
        Wire.Replies<ListGroupsResponse> replies = topics.wire().askEach(questions, ListGroupsResponse.class, share);
        List<String> silent = new ArrayList<>();
        replies.troubles().forEach((id, trouble) -> silent.add("broker " + id + ": " + trouble.cause()));
        Map<Integer, List<ListedGroup>> listed = new TreeMap<>();
        replies.answers().forEach((id, reply) -> {
            Errors error = Errors.forCode(reply.data().errorCode());
            if (error == Errors.NONE) {
                listed.put(id, reply.data().groups());
            } else {
                silent.add("broker " + id + ": " + error.message());
            }
        });
        Map<String, Description> described = withMembers ? describe(listed, brokers, silent, deadline) : Map.of();
        List<Group> groups = new ArrayList<>();
        listed.forEach((broker, list) -> list.forEach(group -> {
            Optional<Description> description = Optional.ofNullable(described.get(group.groupId()));
            groups.add(new Group(
                    group.groupId(),
                    description.map(Description::state).orElse(group.groupState()),
                    type(group),
                    description.map(d -> OptionalInt.of(d.members().size())).orElse(OptionalInt.empty()),
                    OptionalInt.of(broker),
                    OptionalLong.empty()));
        }));
        groups.sort(Comparator.comparing(Group::group));
        return new Listing(List.copyOf(groups), List.copyOf(silent));
    }

    private static String type(ListedGroup group) {
        // Before 3.8 there was one kind and no name for it; the protocol has the names in small letters.
        String type = group.groupType();
        return type.isEmpty() ? CLASSIC : type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    }

    private Map<String, Description> describe(
            Map<Integer, List<ListedGroup>> listed,
            Map<Integer, Node> brokers,
            List<String> silent,
            Deadline deadline) {
        Map<Node, DescribeGroupsRequest.Builder> classic = new HashMap<>();
        Map<Node, ConsumerGroupDescribeRequest.Builder> consumer = new HashMap<>();
        listed.forEach((id, groups) -> {
            List<String> olds = named(groups, CLASSIC);
            List<String> news = named(groups, CONSUMER);
            if (!olds.isEmpty()) {
                classic.put(brokers.get(id), describeClassic(olds));
            }
            if (!news.isEmpty()) {
                consumer.put(brokers.get(id), describeConsumer(news));
            }
        });
        Map<String, Description> described = new HashMap<>();
        Wire.Replies<DescribeGroupsResponse> olds =
                topics.wire().askEach(classic, DescribeGroupsResponse.class, deadline);
        olds.answers().values().forEach(reply -> reply.data().groups().stream()
                .filter(group -> group.errorCode() == 0)
                .forEach(group -> described.put(group.groupId(), description(group))));
        Wire.Replies<ConsumerGroupDescribeResponse> news =
                topics.wire().askEach(consumer, ConsumerGroupDescribeResponse.class, deadline);
        news.answers().values().forEach(reply -> reply.data().groups().stream()
                .filter(group -> group.errorCode() == 0)
                .forEach(group -> described.put(group.groupId(), description(group))));
        Map<Integer, Trouble> troubles = new TreeMap<>(olds.troubles());
        troubles.putAll(news.troubles());
        troubles.forEach((id, trouble) -> silent.add("broker " + id + ": " + trouble.cause()));
        return described;
    }

    private static List<String> named(List<ListedGroup> groups, String type) {
        return groups.stream()
                .filter(group -> type(group).equals(type))
                .map(ListedGroup::groupId)
                .toList();
    }

    private static DescribeGroupsRequest.Builder describeClassic(List<String> groups) {
        return new DescribeGroupsRequest.Builder(new DescribeGroupsRequestData().setGroups(groups));
    }

    private static ConsumerGroupDescribeRequest.Builder describeConsumer(List<String> groups) {
        return new ConsumerGroupDescribeRequest.Builder(new ConsumerGroupDescribeRequestData().setGroupIds(groups));
    }

    /** A group's state and members. */
    private record Description(String state, List<Member> members) {
        boolean exists() {
            return !state.equals(DEAD);
        }
    }

    /** A member and what it reads. */
    private record Member(String id, String host, String client, List<TopicPartition> partitions) {}

    private static Description description(DescribeGroupsResponseData.DescribedGroup group) {
        List<Member> members = group.members().stream()
                .map(member -> new Member(
                        member.memberId(),
                        host(member.clientHost()),
                        member.clientId(),
                        group.protocolType().equals(ConsumerProtocol.PROTOCOL_TYPE)
                                ? assigned(member.memberAssignment())
                                : List.of()))
                .toList();
        return new Description(group.groupState(), members);
    }

    private static List<TopicPartition> assigned(byte[] assignment) {
        try {
            return assignment.length == 0
                    ? List.of()
                    : ConsumerProtocol.deserializeAssignment(ByteBuffer.wrap(assignment))
                            .partitions();
        } catch (SchemaException e) {
            // Whatever a client wrote there; the group's offsets can be told without it.
            return List.of();
        }
    }

    private static Description description(ConsumerGroupDescribeResponseData.DescribedGroup group) {
        List<Member> members = group.members().stream()
                .map(member -> new Member(
                        member.memberId(),
                        host(member.clientHost()),
                        member.clientId(),
                        member.assignment().topicPartitions().stream()
                                .flatMap(topic -> topic.partitions().stream()
                                        .map(number -> new TopicPartition(topic.topicName(), number)))
                                .toList()))
                .toList();
        return new Description(group.groupState(), members);
    }

    /** Brokers write the address as Java prints it, {@code /10.0.0.7}. */
    private static String host(String text) {
        return text.startsWith("/") ? text.substring(1) : text;
    }

    @Override
    public Lags lag(String group) {
        Deadline deadline = topics.deadline();
        Node coordinator = coordinator(group, deadline);
        Description description = describe(group, coordinator, deadline);
        Map<TopicPartition, OptionalLong> committed = committed(group, coordinator, deadline);
        Map<TopicPartition, Member> readers = new HashMap<>();
        description.members().forEach(member -> member.partitions().forEach(p -> {
            readers.put(p, member);
            committed.putIfAbsent(p, OptionalLong.empty());
        }));
        if (committed.isEmpty() && !description.exists()) {
            throw Failure.notFound("no group " + group).hint("groups");
        }
        Topics.Offsets ends = ends(committed.keySet(), deadline);
        List<Lag> lags = new ArrayList<>();
        committed.forEach((partition, offset) -> {
            Optional<Member> reader = Optional.ofNullable(readers.get(partition));
            lags.add(new Lag(
                    group,
                    partition.topic(),
                    partition.partition(),
                    offset,
                    ends.offsets().getOrDefault(partition.toString(), OptionalLong.empty()),
                    reader.map(Member::id),
                    reader.map(Member::host),
                    reader.map(Member::client)));
        });
        lags.sort(Comparator.comparing(Lag::topic).thenComparingInt(Lag::partition));
        return new Lags(lags, ends.troubles());
    }

    /** The ends by the partition's name, without those that have no leader or whose topic is gone. */
    private Topics.Offsets ends(Set<TopicPartition> wanted, Deadline deadline) {
        List<Partition> partitions = topics.list(deadline).stream()
                .flatMap(topic -> topic.partitions().stream())
                .filter(partition -> wanted.contains(new TopicPartition(partition.topic(), partition.partition())))
                .toList();
        return topics.offsets(partitions, new Topics.Position.End(), deadline);
    }

    private Node coordinator(String group, Deadline deadline) {
        topics.brokers(deadline);
        FindCoordinatorRequestData request = new FindCoordinatorRequestData().setKeyType((byte) 0);
        if (topics.wire().latestVersion(ApiKeys.FIND_COORDINATOR) >= FindCoordinatorRequest.MIN_BATCHED_VERSION) {
            request.setCoordinatorKeys(List.of(group));
        } else {
            request.setKey(group);
        }
        FindCoordinatorResponse reply =
                topics.wire().ask(new FindCoordinatorRequest.Builder(request), FindCoordinatorResponse.class, deadline);
        Coordinator found = reply.coordinators().get(0);
        Errors error = Errors.forCode(found.errorCode());
        if (error == Errors.COORDINATOR_NOT_AVAILABLE) {
            throw Failure.unreachable("group " + group + " has no coordinator now")
                    .hint("partition list --offline __consumer_offsets");
        }
        check(group, error);
        return new Node(found.nodeId(), found.host(), found.port());
    }

    private Description describe(String group, Node coordinator, Deadline deadline) {
        if (topics.wire().supports(ApiKeys.CONSUMER_GROUP_DESCRIBE)) {
            ConsumerGroupDescribeResponseData.DescribedGroup found = one(
                            coordinator,
                            describeConsumer(List.of(group)),
                            ConsumerGroupDescribeResponse.class,
                            deadline)
                    .data()
                    .groups()
                    .get(0);
            Errors error = Errors.forCode(found.errorCode());
            if (error == Errors.NONE) {
                return description(found);
            }
            if (error != Errors.GROUP_ID_NOT_FOUND && error != Errors.UNSUPPORTED_VERSION) {
                check(group, error);
            }
        }
        DescribeGroupsResponseData.DescribedGroup found = one(
                        coordinator, describeClassic(List.of(group)), DescribeGroupsResponse.class, deadline)
                .data()
                .groups()
                .get(0);
        Errors error = Errors.forCode(found.errorCode());
        if (error == Errors.GROUP_ID_NOT_FOUND) {
            return new Description(DEAD, List.of());
        }
        check(group, error);
        return description(found);
    }

    private Map<TopicPartition, OptionalLong> committed(String group, Node coordinator, Deadline deadline) {
        // No topics means all of them.
        OffsetFetchRequestData request = new OffsetFetchRequestData()
                .setGroups(
                        List.of(new OffsetFetchRequestGroup().setGroupId(group).setTopics(null)));
        OffsetFetchResponseGroup found = one(
                        coordinator,
                        OffsetFetchRequest.Builder.forTopicNames(request, false),
                        OffsetFetchResponse.class,
                        deadline)
                .group(group);
        Errors error = Errors.forCode(found.errorCode());
        Map<TopicPartition, OptionalLong> committed = new HashMap<>();
        if (error != Errors.GROUP_ID_NOT_FOUND) {
            check(group, error);
            found.topics().forEach(topic -> topic.partitions().forEach(partition -> {
                if (partition.errorCode() == 0 && partition.committedOffset() >= 0) {
                    committed.put(
                            new TopicPartition(topic.name(), partition.partitionIndex()),
                            OptionalLong.of(partition.committedOffset()));
                }
            }));
        }
        return committed;
    }

    private <R extends AbstractResponse> R one(
            Node broker, AbstractRequest.Builder<?> question, Class<R> type, Deadline deadline) {
        Wire.Replies<R> replies = topics.wire().askEach(Map.of(broker, question), type, deadline);
        R reply = replies.answers().get(broker.id());
        if (reply == null) {
            throw Failure.unreachable("the group's coordinator, broker " + broker.id() + " at " + Wire.address(broker)
                    + ", does not answer: "
                    + replies.troubles().get(broker.id()).cause());
        }
        return reply;
    }

    private static void check(String group, Errors error) {
        switch (error) {
            case NONE -> {}
            case GROUP_ID_NOT_FOUND ->
                throw Failure.notFound("no group " + group).hint("groups");
            case GROUP_AUTHORIZATION_FAILED ->
                throw new Failure(Failure.Kind.REFUSED, "no permission to describe group " + group);
            case INVALID_GROUP_ID -> throw Failure.usage("no group can be called '" + group + "'");
            default -> throw new Failure(Failure.Kind.FAILED, "group " + group + ": " + error.message());
        }
    }

    @Override
    public void close() {}
}
