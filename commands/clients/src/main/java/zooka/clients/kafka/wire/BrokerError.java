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
 * @param cause a short text: {@code connection refused}
 * @param kind how far the connection got
 * @param hint what to do; empty if that depends on more than the broker
 */
public record BrokerError(String cause, Kind kind, Optional<String> hint) {

    /** How far the connection got. */
    public enum Kind {
        /** Its name does not resolve here. */
        NAMELESS,
        /** The connection was not established. */
        FAR,
        /** It was connected, or almost, but did not answer. */
        MUTE,
        /** It answers, but denies access. */
        REFUSING
    }

    static final BrokerError NO_SUCH_HOST = new BrokerError("no such host", Kind.NAMELESS, Optional.empty());
    static final BrokerError NO_NAME_SERVER = new BrokerError("DNS lookup timed out", Kind.FAR, Optional.empty());
    static final BrokerError NOT_TRIED = new BrokerError("skipped: out of time");
    static final BrokerError TIMED_OUT = new BrokerError("timed out", Kind.FAR, Optional.empty());
    static final BrokerError NO_ANSWER = new BrokerError("connected, but no answer");
    static final BrokerError HUNG_UP = new BrokerError("connection closed");
    static final BrokerError REQUIRES_TLS = new BrokerError(
            "this listener requires TLS",
            Kind.MUTE,
            Optional.of("configure security.protocol=SSL and the truststore in --command-config FILE"));
    static final BrokerError IN_THE_CLEAR = new BrokerError(
            "this listener does not use TLS",
            Kind.MUTE,
            Optional.of(
                    "configure security.protocol=PLAINTEXT or SASL_PLAINTEXT, or use the port of another listener"));
    static final BrokerError REQUIRES_SASL = new BrokerError(
            "connection closed at the first request; the listener may require SASL",
            Kind.MUTE,
            Optional.of("configure security.protocol and the credentials in --command-config FILE"));

    /** A framed ApiVersions request of version 0 without a client id, which every broker answers. */
    private static final byte[] HELLO = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private static final int TLS_ALERT = 0x15;

    public BrokerError(String cause) {
        this(cause, Kind.MUTE, Optional.empty());
    }

    /** Whether the broker answers, but denies access. */
    public boolean refused() {
        return kind == Kind.REFUSING;
    }

    /** Whether no connection was established. */
    public boolean isOutOfReach() {
        return kind == Kind.NAMELESS || kind == Kind.FAR;
    }

    /** The same with another text. */
    BrokerError saying(String other) {
        return new BrokerError(other, kind, hint);
    }

    /** The same for a broker at a mapped address. */
    BrokerError at(String address) {
        return new BrokerError(cause + " at " + address + " (by --map)", isOutOfReach() ? Kind.MUTE : kind, hint);
    }

    /**
     * Connects to a broker that closed a connection, to find out why, which the network client does not report. Waits at
     * most twice the given milliseconds.
     *
     * @param address {@code host:port}
     * @param tls whether the connection should use TLS
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
                return tls ? HUNG_UP : REQUIRES_TLS;
            }
            if (first < 0) {
                return new BrokerError("connection closed; it may not be a Kafka broker");
            }
            return tls ? IN_THE_CLEAR : HUNG_UP;
        } catch (IOException e) {
            return switch (Outage.of(e)) {
                case NO_SUCH_HOST -> NO_SUCH_HOST;
                case TIMED_OUT -> TIMED_OUT;
                default -> new BrokerError(Outage.describe(e));
            };
        }
    }

    /**
     * The failure if no broker answers.
     *
     * @param troubles by address, in the order of the attempts
     * @param wayOut the hint for unreachable addresses
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
                .or(() -> refused ? Optional.of("configure the credentials in --command-config FILE") : wayOut)
                .orElse(
                        all.stream().allMatch(trouble -> trouble.kind() == Kind.MUTE && !trouble.equals(NO_ANSWER))
                                ? "start the brokers, or specify others with -b HOST:PORT[,...]"
                                : "run doctor to check the connection to each broker step by step");
        return (refused ? new Failure(Failure.Kind.REFUSED, message) : Failure.unreachable(message)).hint(hint);
    }
}
