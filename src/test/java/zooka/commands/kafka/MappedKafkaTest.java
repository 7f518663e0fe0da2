package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.net.AddressMap;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.result.Table;
import zooka.sandbox.Mode;
import zooka.sandbox.SecureKafka;
import zooka.sandbox.SecureKafka.Listener;
import zooka.testing.Certificates;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.ResultText;

/** Commands on brokers whose names resolve nowhere, with an address map and without one. */
@OnServers
@Timeout(120)
class MappedKafkaTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PATIENT = Duration.ofSeconds(20);

    /** Bound of what shall take no more than three seconds on a machine that has nothing else to do. */
    private static final Duration SOON = Duration.ofMillis(4_500);

    private static final Map<String, String> TLS = Map.of(
            "security.protocol",
            "SSL",
            "ssl.truststore.type",
            "PKCS12",
            "ssl.truststore.location",
            Certificates.shared().authority().trustPkcs12().toString(),
            "ssl.truststore.password",
            Certificates.PASSWORD);

    private static final String TEMPLATE =
            "--map 'kafka-{n}.kafka-headless.default.svc.cluster.local:9092=NODE:{PORT+n}'";

    private final SecureKafka kafka = SecureKafka.shared();

    private static KafkaRun run(String bootstrap, ClientSettings access, Duration timeout) {
        return KafkaRun.on(new Profile("test", Optional.empty(), Optional.of(bootstrap), access, timeout, false));
    }

    private KafkaRun mapped(String bootstrap, String... entries) {
        return run(bootstrap, ClientSettings.OPEN.withMap(AddressMap.parse(List.of(entries))), PATIENT);
    }

    private static void unreachable(ThrowingCallable call, String message, String hint) {
        long begin = System.nanoTime();
        assertThatThrownBy(call).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure).hasMessageContaining(message);
            assertThat(failure.getMessage() + " " + failure.hint().orElse("")).contains(hint);
            assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        });
        assertThat(System.nanoTime() - begin).isLessThan(SOON.toNanos());
    }

    /** One of each kind of client, and a question to each broker. */
    private void everything(KafkaRun run) {
        String topic = "mapped-" + UUID.randomUUID();
        assertThat(run.change("topic create " + topic + " --assign 1,2")).contains(topic);
        assertThat(ResultText.table((Table)
                        run.plan("produce " + topic + " --partition 0 one two").make()))
                .contains("partition=0 offset=1");
        assertThat(ResultText.flow(run.run().follow("tail", topic, "-n", "5"))).contains("one");
        assertThat(run.told("partition list " + topic)).contains("leader=1").contains("leader=2");
        assertThat(run.told("topics " + topic)).contains(topic);
        assertThat(run.told("topic offsets " + topic)).contains(topic);
        assertThat(run.told("broker log-dirs")).contains("broker=1").contains("broker=2");
        assertThat(run.told("broker versions")).contains("ApiVersions");
        assertThat(run.told("broker config 2")).contains("log.dirs");
        assertThat(run.told("groups")).isNotNull();
        run.change("topic delete " + topic);
        assertThat(run.run().takeMissing()).isEmpty();
    }

    @Test
    void every_client_dials_where_the_map_has_the_brokers() {
        // Begun at the advertised name, at the far end of the map, and with each form that the map has.
        try (KafkaRun run = mapped(kafka.advertised(Listener.POD, 1), kafka.map(Listener.POD))) {
            everything(run);
        }
        try (KafkaRun run = mapped(
                kafka.address(Listener.POD, 2),
                "1=" + kafka.address(Listener.POD, 1),
                "kafka-2=" + kafka.address(Listener.POD, 2))) {
            assertThat(run.told("broker log-dirs")).contains("broker=1").contains("broker=2");
            assertThat(run.told("broker config 1")).contains("log.dirs");
            assertThat(run.run().takeMissing()).isEmpty();
        }
    }

    @Test
    void over_tls_certificates_name_what_is_advertised() {
        ClientSettings access = ClientSettings.OPEN.withKafka(TLS);
        try (KafkaRun run = run(
                kafka.address(Listener.POD_TLS, 1),
                access.withMap(AddressMap.parse(List.of(kafka.map(Listener.POD_TLS)))),
                PATIENT)) {
            everything(run);
        }
        try (KafkaRun run = run(
                kafka.address(Listener.POD_MISNAMED, 1),
                access.withMap(AddressMap.parse(List.of(kafka.map(Listener.POD_MISNAMED)))),
                PATIENT)) {
            unreachable(
                    () -> run.told("topics"),
                    "presents a certificate for other hosts, not for " + SecureKafka.pod(1),
                    "use a host name that is in the certificate");
        }
    }

    @Test
    void without_a_map_the_failure_says_which_would_do() {
        try (KafkaRun run = run(
                kafka.advertised(Listener.POD, 1) + "," + kafka.advertised(Listener.POD, 2),
                ClientSettings.OPEN,
                TIMEOUT)) {
            unreachable(() -> run.told("topics"), kafka.advertised(Listener.POD, 2) + " no such host", TEMPLATE);
        }
        try (KafkaRun run = run(kafka.address(Listener.POD, 1), ClientSettings.OPEN, TIMEOUT)) {
            assertThat(run.told("topics")).isNotNull();
            unreachable(
                    () -> run.change("topic create mapped-never"),
                    "advertises " + kafka.advertised(Listener.POD, 2) + ": no such host",
                    TEMPLATE);
            unreachable(() -> run.told("broker log-dirs"), "broker 1: no such host", TEMPLATE);
        }
    }

    @Test
    void records_that_no_leader_can_be_got_to_for_are_given_up_soon() {
        String topic = "mapped-" + UUID.randomUUID();
        try (KafkaRun inside = run(kafka.inside(), ClientSettings.OPEN, PATIENT)) {
            inside.change("topic create " + topic + " --assign 1,2");
            KafkaRun.until("known", () -> inside.told("topics " + topic).contains(topic));
        }
        try (KafkaRun run = run(kafka.address(Listener.POD, 1), ClientSettings.OPEN, TIMEOUT)) {
            KafkaRun.until("known", () -> run.told("topics " + topic).contains(topic));
            unreachable(
                    () -> run.plan("produce " + topic + " one").make(),
                    "broker 2 advertises " + kafka.advertised(Listener.POD, 2) + ": no such host",
                    TEMPLATE);
            unreachable(() -> ResultText.flow(run.run().follow("tail", topic, "-n", "5")), "no such host", TEMPLATE);
        }
    }

    /** A listener whose queue is full does not answer, as a host that packets do not get to. */
    @Test
    void a_broker_that_takes_no_connection_is_given_up_before_the_time_is_up() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                queue.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 100);
                } catch (SocketTimeoutException e) {
                    break;
                }
            }
            String nowhere = "127.0.0.1:" + full.getLocalPort();
            try (KafkaRun run = run(
                    kafka.address(Listener.POD, 1),
                    ClientSettings.OPEN.withMap(
                            AddressMap.parse(List.of("1=" + kafka.address(Listener.POD, 1), "2=" + nowhere))),
                    TIMEOUT)) {
                long begin = System.nanoTime();
                assertThat(run.told("broker log-dirs")).contains("broker=1");
                assertThat(System.nanoTime() - begin).isLessThan(SOON.toNanos());
                assertThat(run.run().takeMissing())
                        .containsExactly("broker 2: timed out at " + nowhere + " (by --map)");
            }
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void where_some_are_unreachable_the_others_answer() {
        try (KafkaRun run = mapped(kafka.address(Listener.POD, 1), "1=" + kafka.address(Listener.POD, 1))) {
            assertThat(run.told("broker log-dirs")).contains("broker=1").doesNotContain("broker=2");
            assertThat(run.run().takeMissing())
                    .singleElement()
                    .asString()
                    .contains("broker 2: no such host")
                    .contains("--map '" + kafka.advertised(Listener.POD, 2) + "=NODE:PORT'");
        }
    }

    @Test
    void a_map_that_leads_to_another_broker_is_found_out() {
        try (KafkaRun run =
                mapped(kafka.inside(), "1=" + kafka.address(Listener.POD, 2), "2=" + kafka.address(Listener.POD, 1))) {
            assertThat(run.clusters()
                            .administration()
                            .brokers()
                            .idsAtAddresses(List.of())
                            .answers())
                    .isEqualTo(Map.of(1, Optional.of(2), 2, Optional.of(1)));
            assertThatThrownBy(() -> run.told("broker config 1"))
                    .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure)
                            .hasMessageContaining("at the address of broker 1, broker 2 answers"));
        }
        try (KafkaRun run = mapped(kafka.address(Listener.POD, 1), kafka.map(Listener.POD))) {
            assertThat(run.clusters()
                            .administration()
                            .brokers()
                            .idsAtAddresses(List.of(2))
                            .answers())
                    .isEqualTo(Map.of(2, Optional.of(2)));
        }
    }

    @Test
    void a_listener_is_taken_by_its_name() {
        try (SecureKafka pods = SecureKafka.start(Mode.ZOOKEEPER, 1)) {
            ClientSettings outside =
                    new ClientSettings(Map.of(), List.of(), Map.of(), AddressMap.NONE, Optional.of("PLAINTEXT"));
            try (KafkaRun run =
                    KafkaRun.on(new Profile("test", pods.zookeeper(), Optional.empty(), outside, PATIENT, false))) {
                assertThat(run.told("brokers")).contains("id=1");
                assertThat(run.told("broker log-dirs")).contains("broker=1");
            }
            // What brokers name is the listener that they are asked at; that of the pods is not to be reached.
            try (KafkaRun run = KafkaRun.on(new Profile(
                    "test",
                    pods.zookeeper(),
                    Optional.of(pods.address(Listener.POD, 1)),
                    ClientSettings.OPEN,
                    TIMEOUT,
                    false))) {
                unreachable(
                        () -> run.told("broker log-dirs"),
                        "no such host",
                        "use --listener PLAINTEXT, which is reachable");
            }
            ClientSettings unknown =
                    new ClientSettings(Map.of(), List.of(), Map.of(), AddressMap.NONE, Optional.of("WEB"));
            try (KafkaRun run =
                    KafkaRun.on(new Profile("test", pods.zookeeper(), Optional.empty(), unknown, PATIENT, false))) {
                assertThatThrownBy(() -> run.told("topics")).hasMessage("no broker has a listener WEB");
            }
            try (KafkaRun run = run(kafka.inside(), unknown, PATIENT)) {
                assertThatThrownBy(() -> run.told("topics"))
                        .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                                .isEqualTo(Failure.Kind.USAGE))
                        .hasMessageContaining("brokers tell only of the listener that they are asked at");
            }
        }
    }
}
