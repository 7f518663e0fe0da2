package zooka.commands.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import zooka.commands.doctor.protocol.Connection;

/**
 * The clocks of servers. Neither ZooKeeper nor Kafka reports the time on its own port; if a ZooKeeper server has its AdminServer
 * enabled, its responses contain the date. Nothing is written.
 */
final class Clocks {

    private static final int ADMIN_SERVER = 8080;
    private static final String DATE = "date:";

    private final Clock here;
    private final Map<String, Duration> offsets = new ConcurrentSkipListMap<>();

    Clocks(Clock here) {
        this.here = here;
    }

    /** Reads the time of a host if possible, within the limit. */
    void ask(InetAddress host, String name, int millis) {
        Connection.Endpoint door =
                new Connection.Endpoint(new InetSocketAddress(host, ADMIN_SERVER), name, Optional.empty());
        byte[] question = ("HEAD /commands HTTP/1.0\r\nHost: " + name + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Connection line = door.open(millis)) {
            String answer = new String(line.exchange(question), StandardCharsets.ISO_8859_1);
            date(answer).ifPresent(there -> offsets.put(name, Duration.between(there, here.instant())));
        } catch (IOException e) {
            return; // most are not enabled
        }
    }

    /** The time of a response, by the clock of the server. */
    static Optional<Instant> date(String answer) {
        if (!answer.startsWith("HTTP/")) {
            return Optional.empty();
        }
        return answer.lines()
                .takeWhile(line -> !line.isBlank())
                .filter(line -> line.regionMatches(true, 0, DATE, 0, DATE.length()))
                .findFirst()
                .flatMap(line -> moment(line.substring(DATE.length()).strip()));
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The offset of this machine's clock from each host; negative if it is behind. */
    Map<String, Duration> offsets() {
        return Map.copyOf(offsets);
    }
}
