package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zooka.commands.kafka.SecureClients.CERTIFICATES;
import static zooka.commands.kafka.SecureClients.TIMEOUT;
import static zooka.commands.kafka.SecureClients.WRONG_PASSWORD;
import static zooka.commands.kafka.SecureClients.login;
import static zooka.commands.kafka.SecureClients.run;
import static zooka.commands.kafka.SecureClients.showing;
import static zooka.commands.kafka.SecureClients.tls;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.commands.kafka.SecureClients.Transcript;
import zooka.sandbox.SecureKafka;
import zooka.sandbox.SecureKafka.Listener;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;

/** What brokers and clients that do not let each other in say: the kind of the failure, its cause, and no secret. */
@OnServers
@Timeout(120)
final class KafkaRefusalTest {

    private static final Transcript SAID = new Transcript();

    private final SecureKafka kafka = SecureKafka.shared();

    @AfterAll
    static void no_secret_was_said() {
        SAID.holdsNoSecret();
    }

    private static String said(String text) {
        return SAID.add(text);
    }

    /** What a client that is not let in is told, by a gateway of our own and by all that begins with it. */
    private void refused(String bootstrap, Map<String, String> config, Kind kind, String cause) {
        try (KafkaRun run = run(bootstrap, config)) {
            for (String line : List.of("topics", "config describe broker 1", "users")) {
                long begin = System.nanoTime();
                assertThatThrownBy(() -> run.query(line)).isInstanceOfSatisfying(Failure.class, failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    said(failure.getMessage() + " " + failure.hint() + " " + trace);
                    assertThat(failure).hasMessageContaining(cause);
                    assertThat(failure.getMessage()).doesNotContain("\n");
                    assertThat(failure.kind()).isEqualTo(kind);
                });
                assertThat(System.nanoTime() - begin).isLessThan(TIMEOUT.toNanos());
            }
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        String cause = "Authentication failed";
        Map<String, String> scram = login(tls("SASL_SSL"), "SCRAM-SHA-512", WRONG_PASSWORD);
        refused(kafka.address(Listener.SCRAM, 1), scram, Kind.REFUSED, cause);
        refused(kafka.address(Listener.PLAIN, 1), login(tls("SASL_SSL"), "PLAIN", WRONG_PASSWORD), Kind.REFUSED, cause);
    }

    @Test
    void a_wrong_mechanism_is_refused_with_those_that_would_do() {
        refused(
                kafka.address(Listener.SCRAM, 1),
                login(tls("SASL_SSL"), "PLAIN", SecureKafka.PASSWORD),
                Kind.REFUSED,
                "enabled mechanisms are [SCRAM-SHA-512]");
    }

    @Test
    void certificates_that_are_not_to_be_trusted_are_told_apart() {
        Map<String, String> other = tls("SSL");
        other.put("ssl.truststore.location", CERTIFICATES.other().trustPkcs12().toString());
        refused(
                kafka.address(Listener.TLS, 1),
                other,
                Kind.UNREACHABLE,
                "presents a certificate from a certificate authority that this client does not trust");
        refused(
                kafka.address(Listener.EXPIRED, 1),
                tls("SSL"),
                Kind.UNREACHABLE,
                "presents a certificate that has expired: ");
        refused(
                kafka.address(Listener.POD_TLS, 1),
                tls("SSL"),
                Kind.UNREACHABLE,
                "presents a certificate for other hosts, not for 127.0.0.1");
    }

    @Test
    void a_client_without_a_certificate_or_with_a_strange_one_is_refused() {
        refused(kafka.address(Listener.MTLS, 1), tls("SSL"), Kind.REFUSED, "requires a client certificate");
        refused(
                kafka.address(Listener.MTLS, 1),
                showing(tls("SSL"), CERTIFICATES.stranger(SecureKafka.USER)),
                Kind.REFUSED,
                "does not accept this client's certificate: ");
    }

    @Test
    void the_wrong_protocol_is_called_by_its_name() {
        refused(kafka.address(Listener.TLS, 1), Map.of(), Kind.UNREACHABLE, "this listener requires TLS");
        refused(kafka.inside(), tls("SSL"), Kind.UNREACHABLE, "this listener does not use TLS");
        refused(kafka.address(Listener.OAUTH, 1), Map.of(), Kind.UNREACHABLE, "may require SASL");
        Map<String, String> clear = login(new HashMap<>(), "PLAIN", SecureKafka.PASSWORD);
        clear.put("security.protocol", "SASL_PLAINTEXT");
        refused(kafka.inside(), clear, Kind.REFUSED, "this listener does not use SASL");
    }

    @Test
    void a_configuration_that_cannot_be_used_is_a_mistake() {
        Map<String, String> store = tls("SSL");
        store.put("ssl.truststore.password", WRONG_PASSWORD);
        refused(kafka.address(Listener.TLS, 1), store, Kind.USAGE, "password was incorrect");
        refused(kafka.address(Listener.TLS, 1), Map.of("security.protocol", "TLS"), Kind.USAGE, "TLS");
    }
}
