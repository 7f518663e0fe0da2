package zooka.commands.doctor.protocol;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zooka.clients.net.Async;
import zooka.clients.net.TlsProbe;

/**
 * The protocol of a port that is not the expected one.
 *
 * @param kind the protocol
 * @param detail details, such as the certificate; may be empty
 */
public record DetectedProtocol(Kind kind, String detail) {

    /** The protocols of servers. */
    public enum Kind {
        ZOOKEEPER("ZooKeeper without TLS"),
        KAFKA("Kafka without TLS"),
        TLS("TLS"),
        HTTP("HTTP"),
        OTHER("another protocol"),
        SILENT("none (it accepts connections but does not answer)"),
        HANGS_UP("none (it accepts connections and closes them)");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final int TLS_ALERT = 0x15;
    private static final int LONGEST_QUOTE = 40;

    private static final byte[] GET = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** {@code TLS (CN=zk-0, issued by CN=ca)}. */
    public String words() {
        return kind.words + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    /** Tries all protocols in parallel, within the limit. */
    public static DetectedProtocol by(InetSocketAddress address, int millis) {
        Connection.Endpoint clear = new Connection.Endpoint(address, "", Optional.empty());
        Async<Optional<String>> certificate = Async.ask(
                "for TLS", () -> TlsProbe.peerCertificate(address, "", millis).map(TlsProbe::describe));
        Async<DetectedProtocol> kafka = Async.ask("as Kafka", () -> heard(clear, KafkaProtocol.hello(), millis));
        Async<DetectedProtocol> http = Async.ask("as HTTP", () -> heard(clear, GET, millis));
        Async<DetectedProtocol> zookeeper =
                Async.ask("as ZooKeeper", () -> heard(clear, ZooKeeperProtocol.SRVR, millis));
        Optional<String> shown = certificate.answer();
        List<DetectedProtocol> heard =
                Stream.of(zookeeper, kafka, http).map(Async::answer).toList();
        return shown.map(named -> new DetectedProtocol(Kind.TLS, named)).orElseGet(() -> best(heard));
    }

    /** The most significant one of several results. */
    public static DetectedProtocol best(List<DetectedProtocol> heard) {
        return heard.stream()
                .min((one, other) -> one.kind.compareTo(other.kind))
                .orElseThrow();
    }

    private static DetectedProtocol heard(Connection.Endpoint door, byte[] question, int millis) {
        try (Connection line = door.open(millis)) {
            return of(line.exchange(question));
        } catch (SocketTimeoutException e) {
            return new DetectedProtocol(Kind.SILENT, "");
        } catch (IOException e) {
            return new DetectedProtocol(Kind.HANGS_UP, "");
        }
    }

    /** Detects the protocol of a plaintext response. */
    public static DetectedProtocol of(byte[] answer) {
        if (answer.length == 0) {
            return new DetectedProtocol(Kind.HANGS_UP, "");
        }
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        if (ZooKeeperProtocol.isSrvr(text)) {
            return new DetectedProtocol(Kind.ZOOKEEPER, "");
        }
        if (KafkaProtocol.isHello(answer)) {
            return new DetectedProtocol(Kind.KAFKA, "");
        }
        if (answer[0] == TLS_ALERT && answer.length > 1 && answer[1] == 3) {
            return new DetectedProtocol(Kind.TLS, "");
        }
        if (text.startsWith("HTTP/") || text.contains("<html") || text.contains("<!DOCTYPE")) {
            return new DetectedProtocol(Kind.HTTP, "");
        }
        String begin = text.lines().findFirst().orElse("");
        boolean readable = begin.chars().allMatch(c -> c >= ' ' && c < 127);
        return new DetectedProtocol(
                Kind.OTHER,
                readable && !begin.isBlank()
                        ? "it sends " + begin.substring(0, Math.min(LONGEST_QUOTE, begin.length()))
                        : "");
    }
}
