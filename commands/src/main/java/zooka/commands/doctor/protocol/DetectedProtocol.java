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
 * What a port really speaks, where it is not what was expected of it.
 *
 * @param kind what it is
 * @param detail more of it, such as whose certificate it shows; may be empty
 */
public record DetectedProtocol(Kind kind, String detail) {

    /** What servers speak. */
    public enum Kind {
        ZOOKEEPER("ZooKeeper in the clear"),
        KAFKA("Kafka in the clear"),
        TLS("TLS"),
        HTTP("HTTP"),
        OTHER("something else"),
        SILENT("nothing: it takes connections and does not answer"),
        HANGS_UP("nothing: it takes connections and hangs up");

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

    /** Asks the port in each language, all at the same time; each wait is no longer than the limit. */
    public static DetectedProtocol by(InetSocketAddress address, int millis) {
        Connection.Door clear = new Connection.Door(address, "", Optional.empty());
        Async<Optional<String>> certificate =
                Async.ask("for TLS", () -> TlsProbe.shown(address, "", millis).map(TlsProbe::described));
        Async<DetectedProtocol> kafka = Async.ask("as Kafka", () -> heard(clear, KafkaProtocol.hello(), millis));
        Async<DetectedProtocol> http = Async.ask("as HTTP", () -> heard(clear, GET, millis));
        Async<DetectedProtocol> zookeeper =
                Async.ask("as ZooKeeper", () -> heard(clear, ZooKeeperProtocol.SRVR, millis));
        Optional<String> shown = certificate.answer();
        List<DetectedProtocol> heard =
                Stream.of(zookeeper, kafka, http).map(Async::answer).toList();
        return shown.map(named -> new DetectedProtocol(Kind.TLS, named)).orElseGet(() -> best(heard));
    }

    /** What says most of several answers. */
    public static DetectedProtocol best(List<DetectedProtocol> heard) {
        return heard.stream()
                .min((one, other) -> one.kind.compareTo(other.kind))
                .orElseThrow();
    }

    private static DetectedProtocol heard(Connection.Door door, byte[] question, int millis) {
        try (Connection line = door.open(millis)) {
            return of(line.hear(question));
        } catch (SocketTimeoutException e) {
            return new DetectedProtocol(Kind.SILENT, "");
        } catch (IOException e) {
            return new DetectedProtocol(Kind.HANGS_UP, "");
        }
    }

    /** What an answer in the clear is of. */
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
                        ? "it says " + begin.substring(0, Math.min(LONGEST_QUOTE, begin.length()))
                        : "");
    }
}
