package zooka.clients.kafka.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.apache.kafka.common.requests.DescribeQuorumResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Voters;
import zooka.clients.net.Deadline;

/** The survey over Kafka's protocol, since the library's clients select the broker themselves. */
public final class WireSurvey implements BrokerSurvey {

    private static final byte TOPIC = 2;
    private static final byte BROKER = 4;
    private static final byte SET_ON_TOPIC = 1;
    private static final byte SET_ON_BROKER = 2;
    private static final byte SET_FOR_ALL_BROKERS = 3;

    /** The timeout for the quorum: a broker that cannot reach the controllers must not delay the others. */
    private static final long QUORUM_MILLIS = 1_000;

    private final WireTopics topics;

    /** Whether the connections are those of this survey alone. */
    private final boolean own;

    /** Uses the connections of the topics gateway. */
    public WireSurvey(WireTopics topics) {
        this(topics, false);
    }

    private WireSurvey(WireTopics topics, boolean own) {
        this.topics = topics;
        this.own = own;
    }

    @Override
    public Testimony ask(Collection<Broker> registered, Optional<Collection<String>> configured) {
        Deadline deadline = topics.deadline();
        MetadataResponse any = topics.wire().ask(MetadataRequest.Builder.allTopics(), MetadataResponse.class, deadline);
        topics.wire().addBrokers(any.brokers());
        ClusterState.Mode mode = topics.mode();
        ClusterState whole = state(any, mode);
        Map<Integer, Broker> brokers = new TreeMap<>();
        registered.forEach(broker -> brokers.put(broker.id(), broker));
        whole.brokers().stream().filter(Broker::online).forEach(broker -> brokers.put(broker.id(), broker));
        List<Broker> fenced = fenced(deadline);

        // An unresponsive broker uses its whole timeout; the other requests need time, too.
        PerBroker<ClusterState> metadata = metadata(brokers.values(), mode, deadline.within(deadline.millis() / 2));
        List<Node> nodes = metadata.answers().keySet().stream()
                .map(brokers::get)
                .map(WireTopics::node)
                .toList();
        Collection<String> wanted = configured.orElseGet(
                () -> whole.topics().stream().map(Topic::name).toList());
        PerBroker<List<LogDirs.LogDir>> logDirs = new WireLogDirs(topics).of(nodes, deadline);
        return new Testimony(
                mode,
                brokers,
                metadata.answers().isEmpty()
                        ? new PerBroker<>(Map.of(BOOTSTRAP, whole), metadata.unreachable())
                        : metadata,
                logDirs,
                settings(nodes, wanted, mode, deadline),
                mode == ClusterState.Mode.KRAFT
                        ? quorum(nodes, deadline.within(Math.min(QUORUM_MILLIS, deadline.millis() / 2)))
                        : PerBroker.none(),
                mode == ClusterState.Mode.KRAFT ? features(nodes, deadline) : PerBroker.none(),
                reassignments(deadline.within(deadline.millis() / 2)),
                fenced,
                eligible(whole, deadline));
    }

    @Override
    public Optional<Quorum> quorum() {
        Deadline deadline = topics.deadline();
        boolean controllers = QuorumAddresses.atControllers(topics, deadline);
        if (topics.mode() == ClusterState.Mode.ZOOKEEPER) {
            return Optional.empty();
        }
        // A broker forwards the request to the quorum leader, so that one is enough as long as it reaches that.
        Optional<Quorum> any = topics.wire()
                .askSame(WireTopics.quorumQuestion(), DescribeQuorumResponse.class, deadline.within(QUORUM_MILLIS / 2))
                .flatMap(WireTopics::quorumLog)
                .map(WireSurvey::quorum)
                .filter(quorum -> quorum.leader().isPresent());
        if (any.isPresent()) {
            return any;
        }
        Collection<Node> nodes = controllers
                ? QuorumAddresses.nodes(QuorumAddresses.controllers(topics, deadline))
                : topics.brokers(deadline).values();
        return quorum(nodes, deadline.within(QUORUM_MILLIS)).answers().values().stream()
                .filter(quorum -> quorum.leader().isPresent())
                .findFirst();
    }

    @Override
    public BrokerSurvey withOwnConnections() {
        return new WireSurvey(topics.withOwnConnections(), true);
    }

    @Override
    public void close() {
        if (own) {
            topics.close();
        }
    }

    @Override
    public Voters voters(Map<Integer, String> silent) {
        return VoterSearch.of(topics, silent, topics.deadline());
    }

    private static ClusterState state(MetadataResponse response, ClusterState.Mode mode) {
        return Metadata.state(response.data(), Instant.now(), mode);
    }

    /** Sends a request to each broker; an error response counts as no answer. */
    private <R extends AbstractResponse, T> PerBroker<T> each(
            Collection<Node> nodes,
            Function<Node, AbstractRequest.Builder<?>> question,
            Class<R> type,
            Function<R, Optional<T>> answer,
            Deadline deadline) {
        Map<Node, AbstractRequest.Builder<?>> questions = new HashMap<>();
        nodes.forEach(node -> questions.put(node, question.apply(node)));
        BrokerConnections.Replies<R> replies = topics.wire().askEach(questions, type, deadline);
        Map<Integer, T> answers = new HashMap<>();
        Map<Integer, String> silent = new HashMap<>();
        replies.troubles().forEach((id, trouble) -> silent.put(id, trouble.cause()));
        replies.answers().forEach((id, reply) -> answer.apply(reply)
                .ifPresentOrElse(told -> answers.put(id, told), () -> silent.put(id, error(reply))));
        return new PerBroker<>(answers, silent);
    }

    private static String error(AbstractResponse reply) {
        return reply.errorCounts().keySet().stream()
                .filter(error -> error != Errors.NONE)
                .map(Errors::message)
                .findFirst()
                .orElse("empty response");
    }

    private PerBroker<ClusterState> metadata(Collection<Broker> brokers, ClusterState.Mode mode, Deadline deadline) {
        return each(
                brokers.stream().map(WireTopics::node).toList(),
                node -> MetadataRequest.Builder.allTopics(),
                MetadataResponse.class,
                reply -> Optional.of(state(reply, mode)),
                deadline);
    }

    private PerBroker<Settings> settings(
            Collection<Node> nodes, Collection<String> wanted, ClusterState.Mode mode, Deadline deadline) {
        if (mode == ClusterState.Mode.KRAFT || wanted.isEmpty() || nodes.isEmpty()) {
            return settings(nodes, wanted, deadline);
        }
        ZooKeeperGate gate = topics.access().zookeeper();
        try {
            gate.check();
            if (gate.letsRepeat()) {
                return settings(nodes, wanted, deadline);
            }
            // One broker first: if that waits for ZooKeeper, the others would, too.
            List<Node> first = nodes.stream().limit(1).toList();
            List<Node> others = nodes.stream().skip(1).toList();
            PerBroker<Settings> told = settings(first, wanted, deadline.within(deadline.millis() / 2));
            if (told.unreachable().isEmpty()) {
                return told.and(settings(others, wanted, deadline));
            }
            gate.unanswered();
            return told.and(silent(others, "skipped: broker " + first.get(0).id() + " gave no answer"));
        } catch (Failure failure) {
            return silent(nodes, failure.unlessInterrupted().getMessage());
        }
    }

    private static <T> PerBroker<T> silent(Collection<Node> nodes, String cause) {
        return new PerBroker<>(Map.of(), nodes.stream().collect(Collectors.toMap(Node::id, node -> cause)));
    }

    private PerBroker<Settings> settings(Collection<Node> nodes, Collection<String> wanted, Deadline deadline) {
        return each(
                nodes,
                node -> {
                    DescribeConfigsRequestData request = new DescribeConfigsRequestData();
                    request.resources().add(resource(BROKER, node.idString()));
                    wanted.forEach(topic -> request.resources().add(resource(TOPIC, topic)));
                    return new DescribeConfigsRequest.Builder(request);
                },
                DescribeConfigsResponse.class,
                WireSurvey::settings,
                deadline);
    }

    private static DescribeConfigsResource resource(byte type, String name) {
        return new DescribeConfigsResource()
                .setResourceType(type)
                .setResourceName(name)
                .setConfigurationKeys(null);
    }

    private static Optional<Settings> settings(DescribeConfigsResponse reply) {
        Map<String, Map<String, String>> byTopic = new HashMap<>();
        Map<String, String> own = new HashMap<>();
        Map<String, String> common = new HashMap<>();
        for (DescribeConfigsResult result : reply.data().results()) {
            if (result.resourceType() == TOPIC) {
                if (result.errorCode() == Errors.NONE.code()) {
                    byTopic.put(result.resourceName(), from(result, SET_ON_TOPIC));
                }
            } else if (result.errorCode() != Errors.NONE.code()) {
                return Optional.empty();
            } else {
                own.putAll(from(result, SET_ON_BROKER));
                common.putAll(from(result, SET_FOR_ALL_BROKERS));
            }
        }
        return Optional.of(new Settings(own, common, byTopic));
    }

    private static Map<String, String> from(DescribeConfigsResult result, byte source) {
        Map<String, String> values = new HashMap<>();
        for (DescribeConfigsResourceResult config : result.configs()) {
            if (config.configSource() == source) {
                values.put(config.name(), config.isSensitive() || config.value() == null ? SECRET : config.value());
            }
        }
        return values;
    }

    private PerBroker<Quorum> quorum(Collection<Node> nodes, Deadline deadline) {
        return each(
                nodes,
                node -> WireTopics.quorumQuestion(),
                DescribeQuorumResponse.class,
                reply -> WireTopics.quorumLog(reply).map(WireSurvey::quorum),
                deadline);
    }

    private static Quorum quorum(DescribeQuorumResponseData.PartitionData told) {
        long caughtUp = told.currentVoters().stream()
                .filter(voter -> voter.replicaId() == told.leaderId())
                .mapToLong(DescribeQuorumResponseData.ReplicaState::lastCaughtUpTimestamp)
                .findFirst()
                .orElse(-1);
        List<Follower> followers = new ArrayList<>();
        told.currentVoters().forEach(replica -> followers.add(follower(replica, true, caughtUp)));
        told.observers().forEach(replica -> followers.add(follower(replica, false, caughtUp)));
        return new Quorum(Metadata.known(told.leaderId()), told.leaderEpoch(), followers);
    }

    private static Follower follower(DescribeQuorumResponseData.ReplicaState replica, boolean voter, long caughtUp) {
        long last = replica.lastCaughtUpTimestamp();
        return new Follower(
                replica.replicaId(),
                voter,
                replica.logEndOffset(),
                last < 0 || caughtUp < 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, caughtUp - last)),
                time(replica.lastFetchTimestamp()),
                time(last));
    }

    private static Optional<Instant> time(long millis) {
        return millis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private PerBroker<Features> features(Collection<Node> nodes, Deadline deadline) {
        return each(
                nodes,
                node -> new ApiVersionsRequest.Builder(),
                ApiVersionsResponse.class,
                reply -> {
                    Map<String, Range> supported = new HashMap<>();
                    reply.data()
                            .supportedFeatures()
                            .forEach(key -> supported.put(key.name(), new Range(key.minVersion(), key.maxVersion())));
                    Map<String, Integer> finalized = new HashMap<>();
                    reply.data()
                            .finalizedFeatures()
                            .forEach(key -> finalized.put(key.name(), (int) key.maxVersionLevel()));
                    return reply.data().errorCode() == Errors.NONE.code()
                            ? Optional.of(new Features(supported, finalized))
                            : Optional.empty();
                },
                deadline);
    }

    /** Reads reassignments from the controller; other brokers reject the request, or forward it. */
    private Optional<Set<String>> reassignments(Deadline deadline) {
        if (!topics.wire().supports(ApiKeys.LIST_PARTITION_REASSIGNMENTS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reassignments(topics)
                    .moves(deadline).stream()
                            .map(move -> move.partition().toString())
                            .collect(Collectors.toSet()));
        } catch (Failure failure) {
            failure.unlessInterrupted();
            return Optional.empty();
        }
    }

    private List<Broker> fenced(Deadline deadline) {
        if (!WireBrokers.reportsFenced(topics.wire())) {
            return List.of();
        }
        return topics.wire()
                .askSame(
                        WireBrokers.fencedQuestion(),
                        DescribeClusterResponse.class,
                        deadline.within(deadline.millis() / 2))
                .map(reply -> WireBrokers.fenced(reply.data()))
                .orElse(List.of());
    }

    private Map<String, Eligible> eligible(ClusterState state, Deadline deadline) {
        List<String> ill = state.topics().stream()
                .filter(topic -> topic.partitions().stream().anyMatch(Partition::underReplicated))
                .map(Topic::name)
                .toList();
        if (ill.isEmpty() || !topics.wire().supports(ApiKeys.DESCRIBE_TOPIC_PARTITIONS)) {
            return Map.of();
        }
        Map<String, Eligible> eligible;
        try {
            eligible = topics.eligibleReplicas(ill, deadline);
        } catch (Failure failure) {
            failure.unlessInterrupted();
            return Map.of(); // the other answers do not depend on it
        }
        eligible.values().removeIf(Eligible.NONE::equals);
        return eligible;
    }
}
