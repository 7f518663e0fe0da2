package zooka.clients.kafka.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.apache.kafka.common.requests.DescribeQuorumResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Brokers;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;
import zooka.clients.net.Trust;

/** Connects to one broker with the configured security, and reads its own answers. */
public final class BrokerHandshake implements AutoCloseable {

    /** The error of a broker that is asked for another broker's configuration, with its id. */
    private static final Pattern WRONG_BROKER = Pattern.compile("expected (\\d+) or empty string");

    private static final byte BROKER_RESOURCE = 4;
    private static final int UNKNOWN = -1;
    private static final long QUORUM_MILLIS = 800;

    private final BrokerConnections wire;
    private final Node node;

    /**
     * Creates a handshake that connects on first use.
     *
     * @param reach the access to brokers; other listeners are not used
     * @param broker the expected broker; empty for an address of the bootstrap list
     * @param address {@code host:port} as advertised or specified
     */
    public BrokerHandshake(BrokerAccess reach, OptionalInt broker, String address) {
        this.wire = new BrokerConnections(address, new BrokerAccess(reach.config(), reach.map(), List::of));
        this.node = broker.isPresent()
                ? new Node(broker.getAsInt(), Addresses.host(address), Addresses.port(address))
                : reach.named(UNKNOWN, address);
    }

    /**
     * The answers of a broker about itself and its cluster.
     *
     * @param brokers none from a controller, which does not tell them
     * @param quorum the controllers; empty from a broker
     */
    public record Response(
            Optional<String> clusterId, List<Broker> brokers, Brokers.Versions versions, Optional<Quorum> quorum) {
        public Response {
            brokers = List.copyOf(brokers);
        }
    }

    /**
     * The controllers of a quorum as one of them knows them.
     *
     * @param size how many there are
     * @param leader the id of the active one; empty without one
     */
    public record Quorum(int size, OptionalInt leader) {}

    /** The brokers of the cluster; {@code REFUSED} without access, {@code UNREACHABLE} without an answer. */
    public Response ask(Deadline deadline) {
        ApiVersionsResponse versions = answer(
                wire.askEach(Map.of(node, new ApiVersionsRequest.Builder()), ApiVersionsResponse.class, deadline));
        if (versions.apiVersion(ApiKeys.METADATA.id) == null) {
            return askController(WireBrokers.versions(versions.data()), deadline);
        }
        MetadataResponse metadata = answer(wire.askEach(
                Map.of(node, new MetadataRequest.Builder(List.of(), false)), MetadataResponse.class, deadline));
        return new Response(
                Optional.ofNullable(metadata.data().clusterId()),
                metadata.brokers().stream()
                        .map(found -> new Broker(
                                found.id(), found.host(), found.port(), Optional.ofNullable(found.rack()), true))
                        .toList(),
                WireBrokers.versions(versions.data()),
                Optional.empty());
    }

    private Response askController(Brokers.Versions versions, Deadline deadline) {
        DescribeClusterResponseData told = answer(wire.askEach(
                        Map.of(node, QuorumAddresses.controllersQuestion()), DescribeClusterResponse.class, deadline))
                .data();
        QuorumAddresses.check(told);
        return new Response(
                Optional.ofNullable(told.clusterId()),
                List.of(),
                versions,
                Optional.of(new Quorum(told.brokers().size(), Metadata.known(told.controllerId()))));
    }

    /**
     * The id of the broker at this address, given the expected one. Empty if it is unknown, as without the permission to
     * describe its configuration. Without TLS nothing else detects that two brokers are mixed up.
     */
    public Optional<OptionalInt> otherThan(int id, Deadline deadline) {
        DescribeConfigsRequestData request = new DescribeConfigsRequestData();
        request.resources()
                .add(new DescribeConfigsRequestData.DescribeConfigsResource()
                        .setResourceType(BROKER_RESOURCE)
                        .setResourceName(Integer.toString(id))
                        .setConfigurationKeys(List.of("log.retention.hours")));
        DescribeConfigsResult result = answer(wire.askEach(
                        Map.of(node, new DescribeConfigsRequest.Builder(request)),
                        DescribeConfigsResponse.class,
                        deadline))
                .data()
                .results()
                .get(0);
        if (result.errorCode() == Errors.NONE.code()) {
            return Optional.of(OptionalInt.empty());
        }
        Matcher other = WRONG_BROKER.matcher(String.valueOf(result.errorMessage()));
        return other.find() ? Optional.of(OptionalInt.of(Integer.parseInt(other.group(1)))) : Optional.empty();
    }

    /**
     * Whether the KRaft quorum has a leader, as reported by this broker; empty in ZooKeeper mode, or if unknown.
     *
     * @param versions the API versions of the broker
     */
    public Optional<Boolean> ledByQuorum(Brokers.Versions versions, Deadline deadline) {
        boolean kraft = versions.apis().stream().anyMatch(api -> api.key() == ApiKeys.DESCRIBE_QUORUM.id);
        if (!kraft) {
            return Optional.empty();
        }
        BrokerConnections.Replies<DescribeQuorumResponse> replies = wire.askEach(
                Map.of(node, WireTopics.quorumQuestion()),
                DescribeQuorumResponse.class,
                deadline.within(QUORUM_MILLIS));
        DescribeQuorumResponse reply = replies.answers().get(node.id());
        if (reply == null) {
            // The broker answers, but its forwarded request does not return.
            return Optional.of(false);
        }
        if (Errors.forCode(reply.data().errorCode()) == Errors.CLUSTER_AUTHORIZATION_FAILED) {
            return Optional.empty();
        }
        return Optional.of(
                WireTopics.quorumLog(reply).filter(log -> log.leaderId() >= 0).isPresent());
    }

    private <R> R answer(BrokerConnections.Replies<R> replies) {
        R answer = replies.answers().get(node.id());
        if (answer == null) {
            BrokerError trouble = replies.troubles().get(node.id());
            Failure failure = new Failure(trouble.refused() ? Kind.REFUSED : Kind.UNREACHABLE, trouble.cause());
            throw trouble.hint().map(failure::hint).orElse(failure);
        }
        return answer;
    }

    /**
     * The TLS configuration of connections to brokers.
     *
     * @return empty for connections without TLS
     * @throws Failure {@code USAGE} for an invalid configuration, such as a missing keystore
     */
    public static Optional<Trust> trust(Map<String, ?> config) {
        Object protocol = config.get("security.protocol");
        if (protocol == null || !protocol.toString().endsWith("SSL")) {
            return Optional.empty();
        }
        Map<String, Object> complete = new HashMap<>(config);
        complete.putIfAbsent("bootstrap.servers", "localhost:9092");
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            AdminClientConfig read = new AdminClientConfig(complete);
            factory.configure(read.values());
            SSLContext context = factory.sslContext();
            Object verified = read.values().get("ssl.endpoint.identification.algorithm");
            return Optional.of(new Trust(
                    context.getSocketFactory(),
                    verified == null || !verified.toString().isEmpty()));
        } catch (KafkaException e) {
            throw Failure.usage("invalid Kafka client configuration: " + e.getMessage())
                    .cause(e);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
