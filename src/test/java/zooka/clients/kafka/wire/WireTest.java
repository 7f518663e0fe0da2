package zooka.clients.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;

/** Why brokers do not answer, and that nobody waits for them longer than agreed. */
@Timeout(30)
class WireTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /** Long enough for a machine that is busy with other things: here causes are looked at, not times. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final List<ServerSocket> servers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (ServerSocket server : servers) {
            server.close();
        }
    }

    /** A server that gives those bytes to everyone who says something, and hangs up. */
    private String server(byte... answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        servers.add(server);
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    if (client.getInputStream().read() >= 0) {
                        client.getOutputStream().write(answer);
                    }
                } catch (IOException e) {
                    // The client gave up, or the test has ended.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return address(server);
    }

    /** A server that takes connections and says nothing. */
    private String silent() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        servers.add(server);
        return address(server);
    }

    private static String address(ServerSocket server) {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private static String refusing() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return address(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertUnreachable(String bootstrap, Duration timeout, String message) {
        long begin = System.nanoTime();
        try (WireTopics topics = new WireTopics(bootstrap, BrokerAccess.open(), timeout)) {
            assertThatThrownBy(topics::state)
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                    .hasMessage(message);
            assertThat(System.nanoTime() - begin)
                    .isLessThan(timeout.multipliedBy(3).toNanos());
            assertThatThrownBy(topics::list).hasMessage(message);
        }
    }

    @Test
    void names_each_address_and_its_cause() throws IOException {
        String refusing = refusing();
        String tls = server((byte) 0x15, (byte) 3, (byte) 3, (byte) 0, (byte) 2, (byte) 2, (byte) 70);
        String other = server();
        String all = "nosuch.invalid:9092," + refusing + "," + tls + "," + other;

        assertUnreachable(
                all,
                PATIENT,
                "no broker of " + all + " answers: nosuch.invalid:9092 no such host; " + refusing
                        + " connection refused; " + tls + " this listener requires TLS; " + other
                        + " connection closed; it may not be a Kafka broker");
    }

    @Test
    void does_not_wait_for_the_silent_longer_than_agreed() throws IOException {
        String silent = silent();

        assertUnreachable(
                silent, TIMEOUT, "no broker of " + silent + " answers: " + silent + " connected, but no answer");
    }

    @Test
    void an_interrupt_ends_the_wait() throws Exception {
        String silent = silent();
        List<Throwable> ends = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try (WireTopics topics = new WireTopics(silent, BrokerAccess.open(), Duration.ofSeconds(20))) {
                topics.state();
            } catch (Failure failure) {
                ends.add(failure);
            }
        });
        thread.start();
        thread.interrupt();
        thread.join();

        assertThat(ends).singleElement().isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                .isEqualTo(Failure.Kind.INTERRUPTED));
    }

    @Test
    void a_bad_address_is_a_mistake_in_the_command_line() {
        assertThatThrownBy(() -> {
                    try (WireTopics topics = new WireTopics("kafka:many", BrokerAccess.open(), TIMEOUT)) {
                        topics.list();
                    }
                })
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
    }
}
