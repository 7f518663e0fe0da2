package zooka.clients.kafka.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.utils.Time;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;

/** The way to one broker within one call: its name looked up, a connection, at most one question. */
public final class BrokerRequest {

    /** How long a broker may take to be connected, or a third of a longer deadline: then it is out of reach. */
    private static final long CONNECT_MILLIS = 1_800;

    /** How long to wait, twice at the most, for what a broker that hung up has to say. */
    private static final long ASKING_MILLIS = 250;

    /** What connections are made with; of one {@link BrokerConnections}. */
    record Means(BrokerAccess reach, NetworkClient client, MappedSelector selector, Lookup lookup) {}

    private final Node node;
    private final Means means;
    private final Optional<String> mapped;
    private CompletableFuture<InetAddress[]> addresses;
    private Deadline door;
    private int dials;
    private boolean ready;
    private boolean sent;
    private boolean fresh;
    private boolean again = true;
    private ClientResponse response;
    private Optional<BrokerError> trouble = Optional.empty();

    BrokerRequest(Node node, Means means) {
        this.node = node;
        this.means = means;
        this.mapped = means.reach.mapped(node);
    }

    Node node() {
        return node;
    }

    /** The answer; empty where there is none yet, and where it came to nothing. */
    Optional<AbstractResponse> reply() {
        return response != null && response.hasResponse() ? Optional.of(response.responseBody()) : Optional.empty();
    }

    /** Why there will be no answer. */
    Optional<BrokerError> trouble() {
        return trouble;
    }

    /** Goes as far as it can without waiting; true once the broker takes requests. */
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
        } else if (addresses.isCompletedExceptionally()) {
            trouble = Optional.of(told(BrokerError.NO_SUCH_HOST));
        } else if (dials == 0) {
            dial(now);
        } else if (means.client.connectionFailed(node)) {
            AuthenticationException refusal = means.client.authenticationException(node);
            if (refusal != null) {
                trouble = Optional.of(Refusal.of(node, means.reach, refusal));
            } else if (dials < addresses.join().length) {
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

    /** For how many milliseconds there is nothing to do but wait. */
    long patience(Deadline deadline) {
        return door == null || connected() ? deadline.millis() : Math.max(1, door.millis());
    }

    /** Why there is no answer when the time is up. */
    BrokerError overdue() {
        if (ready) {
            // The client closes a connection over which no answer comes.
            return told(BrokerError.SILENT);
        }
        if (means.selector.channel(node.idString()) != null) {
            return told(connected() ? BrokerError.SILENT : BrokerError.TIMED_OUT);
        }
        return addresses == null ? BrokerError.NOT_TRIED : told(BrokerError.NO_NAME_SERVER);
    }

    /** What came of it, once it failed; a broker that hung up without a word is asked why. */
    BrokerError explained(Deadline deadline) {
        BrokerError seen = trouble.orElseThrow();
        if (seen.equals(BrokerError.HUNG_UP)) {
            long millis = deadline.within(ASKING_MILLIS).millis();
            return told(BrokerError.of(means.reach.dialled(node), means.reach.overTls(), millis));
        }
        return seen;
    }

    /** With the address that was dialled, where it is not the broker's own. */
    private BrokerError told(BrokerError seen) {
        return mapped.isPresent() ? seen.at(mapped.get()) : seen;
    }

    private void dial(long now) {
        InetAddress[] all = addresses.join();
        if (mapped.isPresent()) {
            int port = Addresses.port(mapped.get());
            means.selector.move(node.idString(), new InetSocketAddress(all[dials % all.length], port));
        }
        dials++;
        fresh = true;
        means.client.ready(node, now);
        if (means.client.connectionFailed(node)) {
            means.client.wakeup(); // there is no way there at all, and nothing to wait for
        }
    }

    /** What it means that a request cannot be written; empty where that is not known. */
    public static Optional<Failure> tooLong(RuntimeException trouble) {
        return String.valueOf(trouble.getMessage()).contains("too long to be serialized")
                ? Optional.of(
                        Failure.usage("a name or value is longer than the 32,767 bytes that Kafka's protocol takes")
                                .cause(trouble))
                : Optional.empty();
    }

    /** Sends the question once the broker takes it, and looks at how it went. */
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
            trouble = Optional.of(explained(deadline));
        }
        if (response == null || response.hasResponse()) {
            return;
        }
        if (response.versionMismatch() != null) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            BrokerConnections.address(node) + " is too old for this: " + question.apiKey().name)
                    .cause(response.versionMismatch());
        }
        if (again && !fresh) {
            // A connection that was kept may have been closed by the broker while it was idle.
            again = false;
            sent = false;
            response = null;
            dials = 0;
            addresses = null;
            exchange(question, deadline);
        } else {
            trouble = Optional.of(response.wasTimedOut() ? BrokerError.SILENT : BrokerError.WANTS_SASL);
        }
    }
}
