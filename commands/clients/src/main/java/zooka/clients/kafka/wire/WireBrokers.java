package zooka.clients.kafka.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.FinalizedFeatureKey;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.Listener;
import org.apache.kafka.common.message.DescribeQuorumResponseData.ReplicaState;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.apache.kafka.common.requests.DescribeQuorumResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Brokers;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Voters;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;
import zooka.clients.net.MapTemplate;

/** Reads versions, features and the quorum over Kafka's protocol, from each broker itself. */
public final class WireBrokers implements Brokers {

    /** The first version of the request that reports fenced brokers. */
    private static final int TELLS_FENCED = 2;

    private static final byte BROKER_ENDPOINTS = 1;

    private final WireTopics brokers;

    /** Uses connections that stay open. */
    public WireBrokers(WireTopics brokers) {
        this.brokers = brokers;
    }

    @Override
    public PerBroker<Versions> versions(Collection<Integer> ids) {
        Deadline deadline = brokers.deadline();
        Map<Node, ApiVersionsRequest.Builder> questions = new HashMap<>();
        nodes(ids, deadline).forEach(node -> questions.put(node, new ApiVersionsRequest.Builder()));
        BrokerConnections.Replies<ApiVersionsResponse> replies =
                brokers.wire().askEach(questions, ApiVersionsResponse.class, deadline);
        Map<Integer, Versions> answers = new TreeMap<>();
        replies.answers().forEach((id, reply) -> answers.put(id, versions(reply.data())));
        Map<Integer, String> silent = new TreeMap<>();
        replies.troubles().forEach((id, trouble) -> silent.put(id, trouble.cause()));
        return new PerBroker<>(answers, silent);
    }

    @Override
    public Map<String, Outcome<Versions>> versionsAt(Collection<String> addresses) {
        Deadline deadline = brokers.deadline();
        Map<Node, ApiVersionsRequest.Builder> questions = new HashMap<>();
        Map<Integer, String> byId = new TreeMap<>();
        for (String address : addresses) {
            Node node = QuorumAddresses.node(byId.size(), Addresses.host(address), Addresses.port(address));
            byId.put(node.id(), address);
            questions.put(node, new ApiVersionsRequest.Builder());
        }
        BrokerConnections.Replies<ApiVersionsResponse> replies =
                brokers.wire().askEach(questions, ApiVersionsResponse.class, deadline);
        Map<String, Outcome<Versions>> outcomes = new TreeMap<>();
        replies.answers().forEach((id, reply) -> outcomes.put(byId.get(id), Outcome.of(versions(reply.data()))));
        replies.troubles()
                .forEach((id, trouble) ->
                        outcomes.put(byId.get(id), Outcome.failed(Failure.unreachable(trouble.cause()))));
        return outcomes;
    }

    /** The registered brokers among the ids; all for an empty list. */
    private List<Node> nodes(Collection<Integer> ids, Deadline deadline) {
        Map<Integer, Node> registered = brokers.brokers(deadline);
        Collection<Integer> wanted = ids.isEmpty() ? registered.keySet() : Set.copyOf(ids);
        List<Node> nodes = new ArrayList<>();
        for (int id : wanted) {
            if (!registered.containsKey(id)) {
                throw Failure.notFound("no broker " + id + " is registered").hint("brokers");
            }
            nodes.add(registered.get(id));
        }
        return nodes;
    }

    @Override
    public PerBroker<Optional<Integer>> idsAtAddresses(Collection<Integer> ids) {
        Deadline deadline = brokers.deadline();
        Map<Node, DescribeConfigsRequest.Builder> questions = new HashMap<>();
        nodes(ids, deadline).forEach(node -> questions.put(node, WrongBroker.question(node.id())));
        BrokerConnections.Replies<DescribeConfigsResponse> replies =
                brokers.wire().askEach(questions, DescribeConfigsResponse.class, deadline);
        Map<Integer, Optional<Integer>> answers = new TreeMap<>();
        replies.answers().forEach((id, reply) -> answers.put(id, WrongBroker.who(id, reply.data())));
        Map<Integer, String> silent = new TreeMap<>();
        replies.troubles().forEach((id, trouble) -> silent.put(id, trouble.cause()));
        return new PerBroker<>(answers, silent);
    }

    @Override
    public List<ClientApi> clientApis() {
        return ApiKeys.clientApis().stream()
                .map(api -> new ClientApi(api.id, api.name, api.oldestVersion(), api.latestVersion()))
                .sorted(Comparator.comparingInt(ClientApi::key))
                .toList();
    }

    @Override
    public Versions versions() {
        return versions(brokers.wire()
                .ask(new ApiVersionsRequest.Builder(), ApiVersionsResponse.class, brokers.deadline())
                .data());
    }

    static Versions versions(ApiVersionsResponseData data) {
        Map<String, Integer> finalized = data.finalizedFeatures().stream()
                .collect(Collectors.toMap(FinalizedFeatureKey::name, feature -> (int) feature.maxVersionLevel()));
        List<Feature> features = data.supportedFeatures().stream()
                .map(feature -> new Feature(
                        feature.name(),
                        feature.minVersion(),
                        feature.maxVersion(),
                        finalized.containsKey(feature.name())
                                ? OptionalInt.of(finalized.get(feature.name()))
                                : OptionalInt.empty()))
                .sorted(Comparator.comparing(Feature::name))
                .toList();
        return new Versions(
                data.apiKeys().stream()
                        .map(WireBrokers::api)
                        .sorted(Comparator.comparingInt(Api::key))
                        .toList(),
                features,
                Metadata.known(data.finalizedFeaturesEpoch()),
                data.zkMigrationReady());
    }

    private static Api api(ApiVersion told) {
        if (!ApiKeys.hasId(told.apiKey())) {
            return new Api(told.apiKey(), Optional.empty(), told.minVersion(), told.maxVersion(), OptionalInt.empty());
        }
        ApiKeys api = ApiKeys.forId(told.apiKey());
        int newest = Math.min(told.maxVersion(), api.latestVersion());
        boolean usable = newest >= told.minVersion() && newest >= api.oldestVersion();
        return new Api(
                told.apiKey(),
                Optional.of(api.name),
                told.minVersion(),
                told.maxVersion(),
                usable ? OptionalInt.of(newest) : OptionalInt.empty());
    }

    @Override
    public ClusterState withFenced(ClusterState state) {
        BrokerConnections wire = brokers.wire();
        if (wire.atController() || !reportsFenced(wire)) {
            return state; // the metadata log of controllers has told
        }
        DescribeClusterResponseData told = wire.ask(fencedQuestion(), DescribeClusterResponse.class, brokers.deadline())
                .data();
        if (told.errorCode() != Errors.NONE.code()) {
            throw new Failure(Kind.FAILED, Errors.forCode(told.errorCode()).message());
        }
        Map<Integer, Broker> known = new TreeMap<>();
        state.brokers().forEach(broker -> known.put(broker.id(), broker));
        fenced(told).forEach(broker -> known.put(broker.id(), broker));
        return state.withBrokers(List.copyOf(known.values()));
    }

    /** Whether the last broker reports fenced brokers. */
    static boolean reportsFenced(BrokerConnections wire) {
        return wire.latestVersion(ApiKeys.DESCRIBE_CLUSTER) >= TELLS_FENCED;
    }

    static DescribeClusterRequest.Builder fencedQuestion() {
        return new DescribeClusterRequest.Builder(new DescribeClusterRequestData()
                .setEndpointType(BROKER_ENDPOINTS)
                .setIncludeFencedBrokers(true));
    }

    /** The fenced brokers. */
    static List<Broker> fenced(DescribeClusterResponseData told) {
        return told.brokers().stream()
                .filter(broker -> broker.isFenced())
                .map(broker -> new Broker(
                        broker.brokerId(), broker.host(), broker.port(), Optional.ofNullable(broker.rack()), false))
                .toList();
    }

    @Override
    public Quorum quorum() {
        Deadline deadline = brokers.deadline();
        return QuorumAddresses.atControllers(brokers, deadline) ? ofControllers(deadline) : ofBrokers(deadline);
    }

    private Quorum ofBrokers(Deadline deadline) {
        BrokerConnections wire = brokers.wire();
        MetadataResponse metadata =
                wire.ask(new MetadataRequest.Builder(List.of(), false), MetadataResponse.class, deadline);
        wire.addBrokers(metadata.brokers());
        if (brokers.mode() == ClusterState.Mode.ZOOKEEPER) {
            throw new Failure(Kind.FAILED, "this cluster uses ZooKeeper and has no KRaft quorum")
                    .hint("ensemble shows the ZooKeeper servers");
        }
        // A broker forwards the request to the quorum leader, and does not answer without one.
        DescribeQuorumResponseData told = wire.askSame(
                        WireTopics.quorumQuestion(),
                        DescribeQuorumResponse.class,
                        deadline.within(deadline.millis() / 2))
                .map(DescribeQuorumResponse::data)
                .orElseThrow(this::lost);
        if (Errors.forCode(told.errorCode()).exception() instanceof RetriableException) {
            throw lost();
        }
        return quorum(Optional.ofNullable(metadata.data().clusterId()), told);
    }

    /** Asks the leader itself; other controllers do not answer the request. */
    private Quorum ofControllers(Deadline deadline) {
        DescribeClusterResponseData cluster = QuorumAddresses.controllers(brokers, deadline);
        Node leader = QuorumAddresses.leader(cluster).orElseThrow(() -> Failure.unreachable("the quorum has no leader")
                .hint("see the logs of the controllers"));
        BrokerConnections.Replies<DescribeQuorumResponse> replies = brokers.wire()
                .askEach(Map.of(leader, WireTopics.quorumQuestion()), DescribeQuorumResponse.class, deadline);
        DescribeQuorumResponse reply = replies.answers().get(leader.id());
        if (reply == null) {
            throw Failure.unreachable(
                            "controller " + cluster.controllerId() + ", which leads the quorum, does not answer: "
                                    + BrokerConnections.address(leader) + " "
                                    + replies.troubles().get(leader.id()).cause())
                    .hint("map its address with " + MapTemplate.options(List.of(BrokerConnections.address(leader))));
        }
        return quorum(Optional.ofNullable(cluster.clusterId()), reply.data());
    }

    private static Quorum quorum(Optional<String> clusterId, DescribeQuorumResponseData told) {
        check(told.errorCode(), told.errorMessage());
        DescribeQuorumResponseData.PartitionData log =
                told.topics().get(0).partitions().get(0);
        check(log.errorCode(), log.errorMessage());
        List<Replica> replicas = new ArrayList<>();
        Map<Integer, List<String>> endpoints = new HashMap<>();
        told.nodes()
                .forEach(node -> endpoints.put(
                        node.nodeId(),
                        node.listeners().stream().map(WireBrokers::endpoint).toList()));
        log.currentVoters().forEach(voter -> replicas.add(replica(voter, true, endpoints)));
        log.observers().forEach(observer -> replicas.add(replica(observer, false, endpoints)));
        return new Quorum(clusterId, log.leaderId(), log.leaderEpoch(), log.highWatermark(), replicas);
    }

    private static String endpoint(Listener listener) {
        String host = listener.host().indexOf(':') < 0 ? listener.host() : "[" + listener.host() + "]";
        return listener.name() + "://" + host + ":" + listener.port();
    }

    private Failure lost() {
        ClusterState state = brokers.state(List.of());
        Voters voters = VoterSearch.of(brokers, state.unreachable(), brokers.deadline());
        return Failure.unreachable(voters.lost()).hint(voters.remedy());
    }

    private static void check(short code, String message) {
        Errors error = Errors.forCode(code);
        if (error != Errors.NONE) {
            throw new Failure(
                    error == Errors.CLUSTER_AUTHORIZATION_FAILED ? Kind.REFUSED : Kind.FAILED,
                    "the quorum: " + (message == null || message.isBlank() ? error.message() : message));
        }
    }

    private static Replica replica(ReplicaState state, boolean voter, Map<Integer, List<String>> endpoints) {
        return new Replica(
                state.replicaId(),
                voter,
                state.replicaDirectoryId().equals(Uuid.ZERO_UUID)
                        ? Optional.empty()
                        : Optional.of(state.replicaDirectoryId().toString()),
                state.logEndOffset(),
                time(state.lastFetchTimestamp()),
                time(state.lastCaughtUpTimestamp()),
                endpoints.getOrDefault(state.replicaId(), List.of()));
    }

    private static Optional<Instant> time(long millis) {
        return millis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
