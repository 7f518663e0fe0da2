package zooka.clients.kafka.wire;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.apache.kafka.common.requests.DescribeQuorumRequest;
import org.apache.kafka.common.requests.DescribeQuorumResponse;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.apache.kafka.common.requests.DescribeTopicPartitionsResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;

/** Reads topics over Kafka's protocol, with leader epochs, offline and eligible replicas, and the active controller. */
public final class WireTopics implements Topics {

    /** The topic of the KRaft metadata, with one partition. */
    private static final TopicPartition QUORUM = new TopicPartition("__cluster_metadata", 0);

    /** The timeout for the controller, which must not delay what the brokers know without it. */
    private static final long CONTROLLER_MILLIS = 1_000;

    /** The minimum timeout of the reachability check. */
    private static final long ANSWER_MILLIS = 1_000;

    private static final byte TOPIC_RESOURCE = 2;
    private static final byte SET_ON_TOPIC = 1;
    private static final int RESOURCES_AT_ONCE = 1_000;

    private final String bootstrap;
    private final BrokerAccess access;
    private final Duration timeout;
    private final Clock clock = Clock.systemUTC();
    /** Created on first use; guarded by {@code this}. */
    private Optional<BrokerConnections> wire = Optional.empty();

    /**
     * @param bootstrap {@code host:port,...}
     * @param timeout the timeout of each call
     */
    public WireTopics(String bootstrap, BrokerAccess reach, Duration timeout) {
        this.bootstrap = bootstrap;
        this.access = reach;
        this.timeout = timeout;
    }

    public BrokerAccess access() {
        return access;
    }

    public synchronized BrokerConnections wire() {
        if (wire.isEmpty()) {
            wire = Optional.of(new BrokerConnections(bootstrap, access));
        }
        return wire.get();
    }

    private synchronized boolean connected() {
        return wire.isPresent();
    }

    public Deadline deadline() {
        return Deadline.in(timeout);
    }

    /** The unreachable brokers of the last metadata. */
    public UnreachableBrokers outOfReach() {
        return UnreachableBrokers.among(wire().knownBrokers(), access);
    }

    @Override
    public ClusterState state() {
        Deadline deadline = deadline();
        return complete(metadata(MetadataRequest.Builder.allTopics(), deadline), deadline);
    }

    @Override
    public ClusterState state(Collection<String> topics) {
        Deadline deadline = deadline();
        // Without the flag a broker would create a mistyped topic.
        MetadataResponseData data = metadata(new MetadataRequest.Builder(List.copyOf(topics), false), deadline);
        for (String topic : topics) {
            short error = data.topics().find(topic) == null
                    ? Errors.UNKNOWN_TOPIC_OR_PARTITION.code()
                    : data.topics().find(topic).errorCode();
            check(topic, error);
        }
        return complete(data, deadline);
    }

    private static void check(String topic, short code) {
        failure(topic, code).ifPresent(failure -> {
            throw failure;
        });
    }

    /** The failure of a topic; empty without an error. */
    private static Optional<Failure> failure(String topic, short code) {
        Errors error = Errors.forCode(code);
        return switch (error) {
            case NONE, LEADER_NOT_AVAILABLE -> Optional.empty();
            case UNKNOWN_TOPIC_OR_PARTITION, UNKNOWN_TOPIC_ID -> Optional.of(Failure.absent(Failure.Noun.TOPIC, topic));
            case INVALID_TOPIC_EXCEPTION -> Optional.of(Failure.usage("invalid topic name '" + topic + "'"));
            case TOPIC_AUTHORIZATION_FAILED ->
                Optional.of(new Failure(Failure.Kind.REFUSED, "no permission to describe topic " + topic));
            default -> Optional.of(new Failure(Failure.Kind.FAILED, "topic " + topic + ": " + error.message()));
        };
    }

    @Override
    public ClusterState state(Broker witness) {
        Deadline deadline = deadline();
        Node node = node(witness);
        BrokerConnections.Replies<MetadataResponse> replies =
                wire().askEach(Map.of(node, MetadataRequest.Builder.allTopics()), MetadataResponse.class, deadline);
        MetadataResponse reply = replies.answers().get(witness.id());
        if (reply == null) {
            BrokerError trouble = replies.troubles().get(witness.id());
            throw Failure.unreachable("broker " + witness.id() + " at " + BrokerConnections.address(node)
                    + " does not answer: " + trouble.cause());
        }
        return Metadata.state(reply.data(), clock.instant(), mode());
    }

    static Node node(Broker broker) {
        return new Node(broker.id(), broker.host(), broker.port());
    }

    @Override
    public ClusterState basicState() {
        Deadline deadline = deadline();
        Optional<FastMetadata.Response> seen = basicMetadata(deadline);
        if (seen.isPresent() && seen.get().controller().isPresent()) {
            return seen.get().state(clock.instant());
        }
        MetadataResponseData data = metadata(MetadataRequest.Builder.allTopics(), deadline);
        return controlled(Metadata.state(data, clock.instant(), mode()), deadline);
    }

    /** The metadata by {@link FastMetadata}; empty if a kept connection exists, or if it does not apply. */
    private Optional<FastMetadata.Response> basicMetadata(Deadline deadline) {
        if (connected() || !access.inTheClear()) {
            return Optional.empty();
        }
        List<String> brokers = Addresses.parse(bootstrap, BrokerConnections.DEFAULT_PORT);
        if (!access.map().isEmpty()) {
            brokers = brokers.stream().map(access.map()::orItself).toList();
        }
        return FastMetadata.at(brokers, deadline.within(deadline.millis() / 2));
    }

    /** The existing topics. */
    public List<Topic> list(Collection<String> topics, Deadline deadline) {
        return Metadata.topics(metadata(new MetadataRequest.Builder(List.copyOf(topics), false), deadline));
    }

    /**
     * The same.
     *
     * @param hidden receives the topics that must not be described, with their failures
     */
    public List<Topic> list(Collection<String> topics, Deadline deadline, Map<String, Failure> hidden) {
        MetadataResponseData data = metadata(new MetadataRequest.Builder(List.copyOf(topics), false), deadline);
        data.topics().forEach(topic -> failure(topic.name(), topic.errorCode())
                .filter(failure -> failure.kind() == Failure.Kind.REFUSED)
                .ifPresent(failure -> hidden.put(topic.name(), failure)));
        return Metadata.topics(data);
    }

    @Override
    public List<String> names() {
        Deadline deadline = deadline();
        MetadataResponseData data = basicMetadata(deadline)
                .map(FastMetadata.Response::metadata)
                .orElseGet(() -> metadata(MetadataRequest.Builder.allTopics(), deadline));
        return Metadata.topics(data).stream().map(Topic::name).toList();
    }

    private MetadataResponseData metadata(MetadataRequest.Builder question, Deadline deadline) {
        MetadataResponse response = wire().ask(question, MetadataResponse.class, deadline);
        wire().addBrokers(response.brokers());
        return response.data();
    }

    @Override
    public ClusterState withReachability(ClusterState state, Duration within) {
        return BrokerReachability.addTo(state, wire(), deadline().within(2 * within.toMillis()));
    }

    @Override
    public WireTopics withOwnConnections() {
        return new WireTopics(bootstrap, access, timeout);
    }

    public ClusterState.Mode mode() {
        // Brokers that use ZooKeeper do not support this request.
        return wire().supports(ApiKeys.DESCRIBE_QUORUM) ? ClusterState.Mode.KRAFT : ClusterState.Mode.ZOOKEEPER;
    }

    private ClusterState complete(MetadataResponseData data, Deadline deadline) {
        ClusterState state = Metadata.state(data, clock.instant(), mode());
        if (state.mode() == ClusterState.Mode.ZOOKEEPER) {
            return controlled(state, deadline);
        }
        // Eligible leader replicas exist only for partitions with replicas out of sync.
        List<String> ill = state.topics().stream()
                .filter(topic -> topic.partitions().stream().anyMatch(Partition::underReplicated))
                .map(Topic::name)
                .toList();
        boolean told = wire().supports(ApiKeys.DESCRIBE_TOPIC_PARTITIONS);
        Map<String, BrokerSurvey.Eligible> eligible =
                told && !ill.isEmpty() ? eligibleReplicas(ill, deadline) : Map.of();
        List<Topic> topics = state.topics().stream()
                .map(topic -> told ? Metadata.withEligible(topic, eligible) : topic)
                .toList();
        return controlled(state.withTopics(topics), deadline);
    }

    /**
     * The state with its controller. Without one, the brokers' view of each other is outdated, and each broker is
     * checked.
     */
    private ClusterState controlled(ClusterState told, Deadline deadline) {
        ClusterState state = told;
        if (told.mode() == ClusterState.Mode.KRAFT) {
            // The quorum leader is the controller; the controller of the metadata is any broker in this mode.
            Optional<DescribeQuorumResponse> reply =
                    wire().askSame(quorumQuestion(), DescribeQuorumResponse.class, deadline.within(CONTROLLER_MILLIS));
            Optional<DescribeQuorumResponseData.PartitionData> quorum = reply.flatMap(WireTopics::quorumLog);
            state = told.withController(
                    quorum.map(log -> Metadata.known(log.leaderId())).orElse(OptionalInt.empty()),
                    quorum.map(log -> Metadata.known(log.leaderEpoch())).orElse(OptionalInt.empty()));
            if (reply.isPresent() && reply.get().data().errorCode() == Errors.CLUSTER_AUTHORIZATION_FAILED.code()) {
                return state; // without permission the controller is unknown, not missing
            }
        }
        if (state.controller().isPresent()) {
            return state;
        }
        // With a timeout of zero no broker would answer.
        Deadline left = deadline.millis() < ANSWER_MILLIS ? Deadline.in(Duration.ofMillis(ANSWER_MILLIS)) : deadline;
        return BrokerReachability.addTo(state, wire(), left).withUnreachableOffline();
    }

    /** The request for the leader, the voters and the observers of the quorum. */
    public static DescribeQuorumRequest.Builder quorumQuestion() {
        return new DescribeQuorumRequest.Builder(DescribeQuorumRequest.singletonRequest(QUORUM));
    }

    /** The only partition of the metadata log; empty if a broker does not return it. */
    static Optional<DescribeQuorumResponseData.PartitionData> quorumLog(DescribeQuorumResponse reply) {
        return reply.data().topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .filter(partition -> reply.data().errorCode() == 0 && partition.errorCode() == 0)
                .findFirst();
    }

    /** The eligible leader replicas of topics, page by page. */
    Map<String, BrokerSurvey.Eligible> eligibleReplicas(List<String> topics, Deadline deadline) {
        Map<String, BrokerSurvey.Eligible> eligible = new HashMap<>();
        DescribeTopicPartitionsRequestData.Cursor cursor = null;
        do {
            DescribeTopicPartitionsRequestData request = new DescribeTopicPartitionsRequestData().setCursor(cursor);
            topics.forEach(
                    name -> request.topics().add(new DescribeTopicPartitionsRequestData.TopicRequest().setName(name)));
            DescribeTopicPartitionsResponseData page = wire().ask(
                            new DescribeTopicPartitionsRequest.Builder(request),
                            DescribeTopicPartitionsResponse.class,
                            deadline)
                    .data();
            page.topics().forEach(topic -> topic.partitions().forEach(partition -> {
                eligible.put(
                        topic.name() + "-" + partition.partitionIndex(),
                        new BrokerSurvey.Eligible(
                                orNone(partition.eligibleLeaderReplicas()), orNone(partition.lastKnownElr())));
            }));
            cursor = page.nextCursor() == null
                    ? null
                    : new DescribeTopicPartitionsRequestData.Cursor()
                            .setTopicName(page.nextCursor().topicName())
                            .setPartitionIndex(page.nextCursor().partitionIndex());
        } while (cursor != null);
        return eligible;
    }

    private static List<Integer> orNone(List<Integer> replicas) {
        return replicas == null ? List.of() : replicas;
    }

    @Override
    public List<Topic> withMinInSync(List<Topic> topics) {
        Deadline deadline = deadline();
        Map<String, Integer> minimums = new HashMap<>();
        for (int from = 0; from < topics.size(); from += RESOURCES_AT_ONCE) {
            List<Topic> some = topics.subList(from, Math.min(topics.size(), from + RESOURCES_AT_ONCE));
            List<String> names = some.stream().map(Topic::name).toList();
            for (DescribeConfigsResult result : configs(names, List.of("min.insync.replicas"), deadline)) {
                result.configs()
                        .forEach(config -> minimums.put(result.resourceName(), Integer.parseInt(config.value())));
            }
        }
        return topics.stream()
                .map(topic ->
                        minimums.containsKey(topic.name()) ? topic.withMinInSync(minimums.get(topic.name())) : topic)
                .toList();
    }

    @Override
    public List<Topic> withReassignments(List<Topic> topics) {
        return new Reassignments(this).of(topics, deadline());
    }

    @Override
    public List<Setting> overrides(String topic) {
        DescribeConfigsResult result = configs(List.of(topic), null, deadline()).get(0);
        check(topic, result.errorCode());
        return result.configs().stream()
                .filter(config -> config.configSource() == SET_ON_TOPIC)
                .map(config -> new Setting(config.name(), Optional.ofNullable(config.value())))
                .sorted(Comparator.comparing(Setting::name))
                .toList();
    }

    private List<DescribeConfigsResult> configs(List<String> topics, List<String> keys, Deadline deadline) {
        DescribeConfigsRequestData request = new DescribeConfigsRequestData();
        topics.forEach(topic -> request.resources()
                .add(new DescribeConfigsResource()
                        .setResourceType(TOPIC_RESOURCE)
                        .setResourceName(topic)
                        .setConfigurationKeys(keys)));
        return wire().askOfMetadata(
                        new DescribeConfigsRequest.Builder(request), DescribeConfigsResponse.class, deadline)
                .data()
                .results();
    }

    @Override
    public Offsets offsets(Collection<Partition> partitions, Position position) {
        return offsets(partitions, position, deadline());
    }

    Offsets offsets(Collection<Partition> partitions, Position position, Deadline deadline) {
        return offsets(partitions, List.of(position), deadline).get(0);
    }

    /** Several positions in the same logs, requested in parallel; in the order of the positions. */
    public List<Offsets> offsets(Collection<Partition> partitions, List<Position> positions, Deadline deadline) {
        return new LeaderLogs(this).offsets(partitions, positions, deadline);
    }

    /** The registered brokers by id. */
    public Map<Integer, Node> brokers(Deadline deadline) {
        Map<Integer, Node> brokers = new TreeMap<>();
        MetadataResponse response =
                wire().ask(new MetadataRequest.Builder(List.of(), false), MetadataResponse.class, deadline);
        wire().addBrokers(response.brokers());
        response.brokers().forEach(node -> brokers.put(node.id(), node));
        return brokers;
    }

    /** A responsive broker; {@code UNREACHABLE} with each address and its cause without one. */
    public Node answering() {
        brokers(deadline());
        return wire().answering();
    }

    /** The same, or a controller if the bootstrap list names controllers: {@link BrokerConnections#atController} tells which. */
    public Node answeringServer() {
        try {
            return answering();
        } catch (Failure failure) {
            if (!wire().atController()) {
                throw failure;
            }
            wire().ask(new ApiVersionsRequest.Builder(), ApiVersionsResponse.class, deadline());
            return wire().answering();
        }
    }

    @Override
    public synchronized void close() {
        wire.ifPresent(BrokerConnections::close);
    }
}
