package zooka.clients.kafka.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.clients.net.Outage;

/**
 * Why a broker does not answer.
 *
 * @param cause in a few words: {@code connection refused}
 * @param kind how far it got
 * @param hint what may help; empty where that depends on more than the broker
 */
public record BrokerError(String cause, Kind kind, Optional<String> hint) {

    /** How far it got. */
    public enum Kind {
        /** Its name leads nowhere from here. */
        NAMELESS,
        /** It was not connected: what is behind its address cannot be known. */
        FAR,
        /** It was connected, or was nearly, and gave no answer. */
        MUTE,
        /** It answers and does not let this client in. */
        REFUSING
    }

    static final BrokerError NO_SUCH_HOST = new BrokerError("no such host", Kind.NAMELESS, Optional.empty());
    static final BrokerError NO_NAME_SERVER =
            new BrokerError("timed out looking up its name", Kind.FAR, Optional.empty());
    static final BrokerError NOT_TRIED = new BrokerError("not tried for want of time");
    static final BrokerError TIMED_OUT = new BrokerError("timed out", Kind.FAR, Optional.empty());
    static final BrokerError SILENT = new BrokerError("connected, but it does not answer");
    static final BrokerError HUNG_UP = new BrokerError("hung up");
    static final BrokerError SPEAKS_TLS = new BrokerError(
            "this port speaks TLS",
            Kind.MUTE,
            Optional.of("give security.protocol=SSL and the trust store with --command-config FILE"));
    static final BrokerError IN_THE_CLEAR = new BrokerError(
            "this port does not speak TLS",
            Kind.MUTE,
            Optional.of("security.protocol=PLAINTEXT or SASL_PLAINTEXT, or the port of another listener"));
    static final BrokerError WANTS_SASL = new BrokerError(
            "hung up at the first request; it may want SASL",
            Kind.MUTE,
            Optional.of("give security.protocol and the credentials with --command-config FILE"));

    /** An ApiVersions request of version 0 without a client id, in its frame: the question that every broker answers. */
    private static final byte[] HELLO = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private static final int TLS_ALERT = 0x15;

    public BrokerError(String cause) {
        this(cause, Kind.MUTE, Optional.empty());
    }

    boolean refused() {
        return kind == Kind.REFUSING;
    }

    /** Whether it was never got to. */
    boolean isOutOfReach() {
        return kind == Kind.NAMELESS || kind == Kind.FAR;
    }

    /** The same, said with more words. */
    BrokerError saying(String other) {
        return new BrokerError(other, kind, hint);
    }

    /** The same of a broker that was dialled at another address, of which it is known now that it leads nowhere. */
    BrokerError at(String address) {
        return new BrokerError(
                cause + " at " + address + ", where the map has it", isOutOfReach() ? Kind.MUTE : kind, hint);
    }

    /**
     * Dials a broker that ended a connection, to find out why: the network client does not say. Waits no longer than so
     * many milliseconds, twice.
     *
     * @param address {@code host:port}
     * @param tls whether the connection was to be over TLS
     */
    static BrokerError of(String address, boolean tls, long millis) {
        int limit = (int) Math.max(1, millis);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Addresses.host(address), Addresses.port(address)), limit);
            socket.setSoTimeout(limit);
            socket.getOutputStream().write(HELLO);
            InputStream answer = socket.getInputStream();
            int first = answer.read();
            if (first == TLS_ALERT) {
                return tls ? HUNG_UP : SPEAKS_TLS;
            }
            if (first < 0) {
                return new BrokerError("hung up; it may not be Kafka");
            }
            return tls ? IN_THE_CLEAR : HUNG_UP;
        } catch (IOException e) {
            return switch (Outage.of(e)) {
                case NO_SUCH_HOST -> NO_SUCH_HOST;
                case TIMED_OUT -> TIMED_OUT;
                default -> new BrokerError(Outage.told(e));
            };
        }
    }

    /**
     * The failure of having asked all of them in vain.
     *
     * @param troubles by address, in the order in which they were asked
     * @param wayOut what helps where they are out of reach
     */
    static Failure failure(String bootstrap, Map<String, BrokerError> troubles, Optional<String> wayOut) {
        StringBuilder causes = new StringBuilder();
        troubles.forEach((address, trouble) -> causes.append(causes.isEmpty() ? "" : "; ")
                .append(address)
                .append(' ')
                .append(trouble.cause()));
        String message = "no broker of " + bootstrap + " answers: " + causes;
        Collection<BrokerError> all = troubles.values();
        boolean refused = !all.isEmpty() && all.stream().allMatch(BrokerError::refused);
        String hint = all.stream()
                .flatMap(trouble -> trouble.hint().stream())
                .findFirst()
                .or(() -> refused ? Optional.of("give the credentials with --command-config FILE") : wayOut)
                .orElse(
                        all.stream().allMatch(trouble -> trouble.kind() == Kind.MUTE && !trouble.equals(SILENT))
                                ? "start the brokers, or name others with -b HOST:PORT[,...]"
                                : "doctor shows how far each of them can be reached");
        return (refused ? new Failure(Failure.Kind.REFUSED, message) : Failure.unreachable(message)).hint(hint);
    }
}
