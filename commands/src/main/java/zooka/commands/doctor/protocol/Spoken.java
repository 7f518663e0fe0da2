package zooka.commands.doctor.protocol;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zooka.clients.net.Beside;
import zooka.clients.net.TlsProbe;

/**
 * What a port really speaks, where it is not what was expected of it.
 *
 * @param kind what it is
 * @param detail more of it, such as whose certificate it shows; may be empty
 */
public record Spoken(Kind kind, String detail) {

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
    public static Spoken by(InetSocketAddress address, int millis) {
        Line.Door clear = new Line.Door(address, "", Optional.empty());
        Beside<Optional<String>> certificate =
                Beside.ask("for TLS", () -> TlsProbe.shown(address, "", millis).map(TlsProbe::described));
        Beside<Spoken> kafka = Beside.ask("as Kafka", () -> heard(clear, BrokerTalk.hello(), millis));
        Beside<Spoken> http = Beside.ask("as HTTP", () -> heard(clear, GET, millis));
        Beside<Spoken> zookeeper = Beside.ask("as ZooKeeper", () -> heard(clear, KeeperTalk.SRVR, millis));
        Optional<String> shown = certificate.answer();
        List<Spoken> heard =
                Stream.of(zookeeper, kafka, http).map(Beside::answer).toList();
        return shown.map(named -> new Spoken(Kind.TLS, named)).orElseGet(() -> best(heard));
    }

    /** What says most of several answers. */
    public static Spoken best(List<Spoken> heard) {
        return heard.stream()
                .min((one, other) -> one.kind.compareTo(other.kind))
                .orElseThrow();
    }

    private static Spoken heard(Line.Door door, byte[] question, int millis) {
        try (Line line = door.open(millis)) {
            return of(line.hear(question));
        } catch (SocketTimeoutException e) {
            return new Spoken(Kind.SILENT, "");
        } catch (IOException e) {
            return new Spoken(Kind.HANGS_UP, "");
        }
    }

    /** What an answer in the clear is of. */
    public static Spoken of(byte[] answer) {
        if (answer.length == 0) {
            return new Spoken(Kind.HANGS_UP, "");
        }
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        if (KeeperTalk.isSrvr(text)) {
            return new Spoken(Kind.ZOOKEEPER, "");
        }
        if (BrokerTalk.isHello(answer)) {
            return new Spoken(Kind.KAFKA, "");
        }
        if (answer[0] == TLS_ALERT && answer.length > 1 && answer[1] == 3) {
            return new Spoken(Kind.TLS, "");
        }
        if (text.startsWith("HTTP/") || text.contains("<html") || text.contains("<!DOCTYPE")) {
            return new Spoken(Kind.HTTP, "");
        }
        String begin = text.lines().findFirst().orElse("");
        boolean readable = begin.chars().allMatch(c -> c >= ' ' && c < 127);
        return new Spoken(
                Kind.OTHER,
                readable && !begin.isBlank()
                        ? "it says " + begin.substring(0, Math.min(LONGEST_QUOTE, begin.length()))
                        : "");
    }
}
