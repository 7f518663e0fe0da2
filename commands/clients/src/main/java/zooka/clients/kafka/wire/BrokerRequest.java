package zooka.clients.kafka.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.utils.Time;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;

/** A request to one broker: the DNS lookup, the connection and at most one request. */
public final class BrokerRequest {

    /** The hint where a controller is asked for what only brokers know. */
    public static final String SPECIFY_BROKERS = "specify brokers with -b HOST:PORT[,...]; controllers know topics,"
            + " partitions, brokers, ACLs, configuration, features and the quorum";

    /** How long a connection may take, or a third of a longer deadline: then the broker counts as unreachable. */
    private static final long CONNECT_MILLIS = 1_800;

    /** How long to wait, at most twice, when examining a broker that closed the connection. */
    private static final long ASKING_MILLIS = 250;

    /** The network client and its helpers; shared within one {@link BrokerConnections}. */
    record Transport(BrokerAccess access, NetworkClient client, MappedSelector selector, Lookup lookup) {}

    private final Node node;
    private final Transport means;
    private final Optional<String> mapped;
    private Async<List<InetAddress>> addresses;
    private Deadline door;
    private int dials;
    private boolean ready;
    private boolean sent;
    private boolean fresh;
    private boolean again = true;
    private ClientResponse response;
    private Optional<BrokerError> trouble = Optional.empty();

    BrokerRequest(Node node, Transport means) {
        this.node = node;
        this.means = means;
        this.mapped = means.access.mapped(node);
    }

    Node node() {
        return node;
    }

    /** The response; empty as long as there is none, and after an error. */
    Optional<AbstractResponse> reply() {
        return response != null && response.hasResponse() ? Optional.of(response.responseBody()) : Optional.empty();
    }

    /** The error; empty as long as there is none. */
    Optional<BrokerError> trouble() {
        return trouble;
    }

    /** Advances without waiting; true if the broker accepts requests. */
    boolean advance(Deadline deadline) {
        long now = Time.SYSTEM.milliseconds();
        if (means.client.isReady(node, now)) {
            ready = true;
            return true;
        }
        if (addresses == null) {
            door = deadline.within(Math.max(CONNECT_MILLIS, deadline.millis() / 3));
            String dialled = mapped.isPresent() ? Addresses.host(mapped.get()) : node.host();
            addresses = means.lookup.begin(node.host(), dialled, means.client::wakeup);
        }
        if (!addresses.isDone()) {
            if (door.passed()) {
                trouble = Optional.of(overdue());
            }
        } else if (addresses.answer().isEmpty()) {
            trouble = Optional.of(told(BrokerError.NO_SUCH_HOST));
        } else if (dials == 0) {
            dial(now);
        } else if (means.client.connectionFailed(node)) {
            AuthenticationException refusal = means.client.authenticationException(node);
            if (refusal != null) {
                trouble = Optional.of(Refusal.of(node, means.access, refusal));
            } else if (dials < addresses.answer().size()) {
                dial(now);
            } else {
                trouble = Optional.of(BrokerError.HUNG_UP);
            }
        } else if (!connected() && door.passed()) {
            trouble = Optional.of(overdue());
            means.client.close(node.idString());
        }
        return false;
    }

    private boolean connected() {
        KafkaChannel channel = means.selector.channel(node.idString());
        return channel != null && channel.isConnected();
    }

    /** The milliseconds until the next action. */
    long pollMillis(Deadline deadline) {
        return door == null || connected() ? deadline.millis() : Math.max(1, door.millis());
    }

    /** The error at the end of the deadline. */
    BrokerError overdue() {
        if (ready) {
            // The client closes a connection without a response.
            return told(BrokerError.NO_ANSWER);
        }
        if (means.selector.channel(node.idString()) != null) {
            return told(connected() ? BrokerError.NO_ANSWER : BrokerError.TIMED_OUT);
        }
        return addresses == null ? BrokerError.NOT_TRIED : told(BrokerError.NO_NAME_SERVER);
    }

    /** The error of a failed connection; examines a broker that closed it without a response. */
    BrokerError diagnose(Deadline deadline) {
        BrokerError seen = trouble.orElseThrow();
        if (seen.equals(BrokerError.HUNG_UP)) {
            long millis = deadline.within(ASKING_MILLIS).millis();
            return told(BrokerError.of(means.access.dialled(node), means.access.overTls(), millis));
        }
        return seen;
    }

    /** Adds the address if it is a mapped one. */
    private BrokerError told(BrokerError seen) {
        return mapped.isPresent() ? seen.at(mapped.get()) : seen;
    }

    private void dial(long now) {
        List<InetAddress> all = addresses.answer();
        if (mapped.isPresent()) {
            int port = Addresses.port(mapped.get());
            means.selector.move(node.idString(), new InetSocketAddress(all.get(dials % all.size()), port));
        }
        dials++;
        fresh = true;
        means.client.ready(node, now);
        if (means.client.connectionFailed(node)) {
            means.client.wakeup(); // the address is unreachable, there is nothing to wait for
        }
    }

    /** The failure of a request that cannot be serialized; empty for unknown causes. */
    public static Optional<Failure> tooLong(RuntimeException trouble) {
        return String.valueOf(trouble.getMessage()).contains("too long to be serialized")
                ? Optional.of(
                        Failure.usage("a name or value is longer than 32,767 bytes, the maximum of Kafka's protocol")
                                .cause(trouble))
                : Optional.empty();
    }

    /** Sends the request when the broker is ready, and checks its result. */
    void exchange(AbstractRequest.Builder<?> question, Deadline deadline) {
        if (!sent && advance(deadline)) {
            long now = Time.SYSTEM.milliseconds();
            int limit = (int) Math.max(1, deadline.millis());
            try {
                means.client.send(
                        means.client.newClientRequest(node.idString(), question, now, true, limit, r -> response = r),
                        now);
            } catch (RuntimeException e) {
                throw tooLong(e).orElseThrow(() -> e);
            }
            sent = true;
        }
        if (trouble.isPresent()) {
            trouble = Optional.of(diagnose(deadline));
        }
        if (response == null || response.hasResponse()) {
            return;
        }
        if (response.versionMismatch() != null) {
            if (question.apiKey() == ApiKeys.METADATA) {
                throw new Failure(
                                Failure.Kind.FAILED,
                                BrokerConnections.address(node) + " is a controller of a KRaft quorum, not a broker")
                        .hint(SPECIFY_BROKERS)
                        .cause(response.versionMismatch());
            }
            throw new Failure(
                            Failure.Kind.FAILED,
                            BrokerConnections.address(node) + " is too old: it does not support "
                                    + question.apiKey().name)
                    .cause(response.versionMismatch());
        }
        if (again && !fresh) {
            // The broker may have closed an idle connection.
            again = false;
            sent = false;
            response = null;
            dials = 0;
            addresses = null;
            exchange(question, deadline);
        } else {
            trouble = Optional.of(response.wasTimedOut() ? BrokerError.NO_ANSWER : BrokerError.REQUIRES_SASL);
        }
    }
}
