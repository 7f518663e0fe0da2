package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.sandbox.SecureKafka;
import zooka.sandbox.SecureKafka.Listener;
import zooka.testing.Certificates;
import zooka.testing.KafkaRun;

/** The configurations of clients of {@link SecureKafka}, listener by listener, and a transcript of what is said to them. */
final class SecureClients {

    static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String LOGIN = "org.apache.kafka.common.security.";
    static final Certificates CERTIFICATES = Certificates.shared();

    /** The password of a user that a test makes, and a wrong one: no output may hold them either. */
    static final String OTHER_PASSWORD = "other-secret-5d1e";

    static final String WRONG_PASSWORD = "wrong-secret-2b88";

    private static final List<String> SECRETS =
            List.of(SecureKafka.PASSWORD, Certificates.PASSWORD, OTHER_PASSWORD, WRONG_PASSWORD);

    private SecureClients() {}

    static Map<String, String> tls(String protocol) {
        return new HashMap<>(Map.of(
                "security.protocol",
                protocol,
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                CERTIFICATES.authority().trustPkcs12().toString(),
                "ssl.truststore.password",
                Certificates.PASSWORD));
    }

    static Map<String, String> showing(Map<String, String> config, Certificates.Identity identity) {
        config.putAll(Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                identity.pkcs12().toString(),
                "ssl.keystore.password",
                Certificates.PASSWORD,
                "ssl.key.password",
                Certificates.PASSWORD));
        return config;
    }

    static Map<String, String> login(Map<String, String> config, String mechanism, String password) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        config.put("sasl.mechanism", mechanism);
        config.put(
                "sasl.jaas.config",
                LOGIN + module + " required username=\"" + SecureKafka.USER + "\" password=\"" + password + "\";");
        return config;
    }

    /** The configuration with which a listener lets a client in. */
    static Map<String, String> key(Listener door) {
        return switch (door) {
            case MTLS -> showing(tls("SSL"), CERTIFICATES.client(SecureKafka.USER));
            case SCRAM -> login(tls("SASL_SSL"), "SCRAM-SHA-512", SecureKafka.PASSWORD);
            case PLAIN -> {
                // The same authority as text.
                Map<String, String> config = tls("SASL_SSL");
                config.put("ssl.truststore.type", "PEM");
                config.put(
                        "ssl.truststore.location",
                        CERTIFICATES.authority().trustPem().toString());
                config.remove("ssl.truststore.password");
                yield login(config, "PLAIN", SecureKafka.PASSWORD);
            }
            case OAUTH ->
                Map.of(
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "OAUTHBEARER",
                        "sasl.jaas.config",
                                LOGIN + "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\""
                                        + SecureKafka.USER + "\";");
            default -> tls("SSL");
        };
    }

    static KafkaRun run(String bootstrap, Map<String, String> config) {
        return KafkaRun.on(new Profile(
                "test",
                Optional.empty(),
                Optional.of(bootstrap),
                ClientSettings.OPEN.withKafka(config),
                TIMEOUT,
                false));
    }

    /** All that was said in a class, for no secret to be among it. */
    static final class Transcript {
        private final StringBuilder said = new StringBuilder();

        /** Adds a text, and gives it back. */
        String add(String text) {
            said.append(text).append('\n');
            return text;
        }

        String text() {
            return said.toString();
        }

        void holdsNoSecret() {
            assertThat(said).isNotEmpty();
            assertThat(SECRETS).allSatisfy(secret -> assertThat(said).doesNotContain(secret));
        }
    }
}
