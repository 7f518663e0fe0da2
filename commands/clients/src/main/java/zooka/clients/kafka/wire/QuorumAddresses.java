package zooka.clients.kafka.wire;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.apache.kafka.common.requests.DescribeQuorumResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Voters;
import zooka.clients.net.Deadline;

/** The addresses of the controllers, from a broker or a controller. */
public final class QuorumAddresses {

    private static final byte CONTROLLER_ENDPOINTS = 2;

    /** The ids of controllers are also ids of brokers, which the address map may name: connections to them have others. */
    private static final int FIRST_ID = -1_000;

    private QuorumAddresses() {}

    /**
     * The addresses of the voters, as {@code host:port}: from brokers that report those of the quorum, else from their
     * configuration; from controllers, those of all controllers.
     *
     * @throws Failure {@code FAILED} for a cluster without a quorum, or if no broker returns an address; {@code REFUSED}
     *     without permission
     */
    public static List<String> of(WireTopics brokers, Deadline deadline) {
        if (atControllers(brokers, deadline)) {
            return controllers(brokers, deadline).brokers().stream()
                    .map(controller -> controller.host() + ":" + controller.port())
                    .toList();
        }
        brokers.brokers(deadline);
        if (brokers.mode() == ClusterState.Mode.ZOOKEEPER) {
            throw new Failure(Failure.Kind.FAILED, "this cluster uses ZooKeeper and has no KRaft quorum")
                    .hint("ensemble shows the ZooKeeper servers");
        }
        Optional<DescribeQuorumResponse> reply = brokers.wire()
                .askSame(
                        WireTopics.quorumQuestion(),
                        DescribeQuorumResponse.class,
                        deadline.within(deadline.millis() / 2));
        List<String> told = reply.map(QuorumAddresses::of).orElse(List.of());
        if (!told.isEmpty()) {
            return told;
        }
        List<String> configured = VoterSearch.named(brokers, Set.of(), deadline).stream()
                .map(Voters.Voter::address)
                .distinct()
                .toList();
        if (!configured.isEmpty()) {
            return configured;
        }
        boolean refused = reply.map(DescribeQuorumResponse::data)
                .filter(data -> data.errorCode() == Errors.CLUSTER_AUTHORIZATION_FAILED.code())
                .isPresent();
        throw new Failure(
                        refused ? Failure.Kind.REFUSED : Failure.Kind.FAILED,
                        refused
                                ? "no permission to describe the quorum"
                                : "no broker reports the addresses of the controllers")
                .hint("specify them with --bootstrap-controller HOST:PORT[,...]");
    }

    /** Whether the bootstrap list names controllers, which do not answer what brokers do. */
    static boolean atControllers(WireTopics brokers, Deadline deadline) {
        BrokerConnections wire = brokers.wire();
        wire.ask(new ApiVersionsRequest.Builder(), ApiVersionsResponse.class, deadline);
        return !wire.supports(ApiKeys.METADATA);
    }

    /** The controllers and the id of their leader, from controllers. */
    static DescribeClusterResponseData controllers(WireTopics controllers, Deadline deadline) {
        DescribeClusterResponseData told = controllers
                .wire()
                .ask(controllersQuestion(), DescribeClusterResponse.class, deadline)
                .data();
        check(told);
        return told;
    }

    static DescribeClusterRequest.Builder controllersQuestion() {
        return new DescribeClusterRequest.Builder(
                new DescribeClusterRequestData().setEndpointType(CONTROLLER_ENDPOINTS));
    }

    static void check(DescribeClusterResponseData told) {
        Errors error = Errors.forCode(told.errorCode());
        if (error != Errors.NONE) {
            throw new Failure(
                    error == Errors.CLUSTER_AUTHORIZATION_FAILED ? Failure.Kind.REFUSED : Failure.Kind.FAILED,
                    "cannot list the controllers: " + error.message());
        }
    }

    /** The controllers to connect to. */
    static List<Node> nodes(DescribeClusterResponseData told) {
        return told.brokers().stream()
                .map(controller -> node(controller.brokerId(), controller.host(), controller.port()))
                .toList();
    }

    /** A controller to connect to. */
    static Node node(int id, String host, int port) {
        return new Node(FIRST_ID - id, host, port);
    }

    /** The id of the cluster, from controllers; empty if they do not tell it. */
    public static Optional<String> clusterId(WireTopics controllers, Deadline deadline) {
        try {
            return Optional.ofNullable(controllers(controllers, deadline).clusterId());
        } catch (Failure failure) {
            failure.unlessInterrupted();
            return Optional.empty();
        }
    }

    /** The leader among controllers, to connect to; empty without one. */
    static Optional<Node> leader(DescribeClusterResponseData controllers) {
        return controllers.brokers().stream()
                .filter(controller -> controller.brokerId() == controllers.controllerId())
                .findFirst()
                .map(controller -> node(controller.brokerId(), controller.host(), controller.port()));
    }

    /** The id of a controller to connect to. */
    static int id(Node controller) {
        return FIRST_ID - controller.id();
    }

    /** All listeners of all nodes in an answer, which has them from version 2 on. */
    public static List<String> of(DescribeQuorumResponse reply) {
        return reply.data().nodes().stream()
                .flatMap(node -> node.listeners().stream())
                .map(listener -> listener.host() + ":" + listener.port())
                .distinct()
                .toList();
    }
}
