package zooka.commands.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import zooka.clients.Failure;

/**
 * How the brokers of a context let this client in.
 *
 * @param protocol empty to be told from the rest
 * @param properties a {@code client.properties}, over which all the others go
 * @param config keys of a Kafka client, which go over all the others
 */
public record KafkaSecurity(
        Optional<String> protocol,
        Optional<String> mechanism,
        Optional<String> username,
        Optional<SecretText> password,
        Optional<String> principal,
        Optional<Path> keytab,
        Optional<String> service,
        Tls tls,
        Optional<Path> properties,
        FreeKeys config)
        implements Security {

    private static final List<String> OWN = List.of(
            "protocol", "mechanism", "username", "password", "principal", "keytab", "service", "properties", "config");
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> MECHANISMS =
            List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI", "OAUTHBEARER");
    private static final String SECURITY = "org.apache.kafka.common.security.";

    static KafkaSecurity of(Mapping given) {
        given.knowing(Stream.concat(OWN.stream(), Tls.KEYS.stream()).toList());
        Optional<String> mechanism = given.word("mechanism", MECHANISMS);
        Optional<String> username = given.text("username");
        if (username.isPresent() && mechanism.isEmpty()) {
            throw given.bad("username", "'username' needs a 'mechanism', such as SCRAM-SHA-512");
        }
        if (username.isPresent() != given.value("password").isPresent()) {
            throw given.bad(
                    username.isPresent() ? "username" : "password", "'username' and 'password' must be given together");
        }
        Tls tls = Tls.of(given);
        Optional<String> protocol = given.word("protocol", PROTOCOLS);
        if (protocol.isEmpty() && mechanism.isPresent() && tls.isEmpty()) {
            // A password goes into the clear only where that was said.
            throw given.bad("mechanism", "'mechanism' needs a 'protocol': SASL_SSL or SASL_PLAINTEXT");
        }
        return new KafkaSecurity(
                protocol,
                mechanism,
                username,
                given.secret("password"),
                given.text("principal"),
                given.path("keytab"),
                given.text("service"),
                tls,
                given.path("properties"),
                FreeKeys.of(given));
    }

    @Override
    public boolean hides(String key) {
        return config.hides(key);
    }

    @Override
    public Optional<SecretText> secret(String key) {
        return config.given(key).or(() -> key.equals("sasl.jaas.config") ? password : tls.kafkaSecret(key));
    }

    @Override
    public boolean containsSecrets() {
        return password.filter(SecretText::inClear).isPresent() || tls.containsSecrets() || config.containSecrets();
    }

    @Override
    public Map<String, String> client(SecretReader secrets, String of) {
        Map<String, String> keys = new LinkedHashMap<>();
        properties.ifPresent(file -> keys.putAll(PropertiesFile.read(file)));
        boolean secure = !tls.isEmpty();
        protocol.or(() -> mechanism.map(any -> "SASL_SSL"))
                .or(() -> secure ? Optional.of("SSL") : Optional.empty())
                .ifPresent(value -> keys.put("security.protocol", value));
        keys.putAll(tls.kafka(secrets, "Kafka, " + of));
        mechanism.ifPresent(name -> {
            keys.put("sasl.mechanism", name);
            login(name, secrets, of).ifPresent(jaas -> keys.put("sasl.jaas.config", jaas));
            if (name.equals("GSSAPI")) {
                keys.put("sasl.kerberos.service.name", service.orElse("kafka"));
            }
        });
        keys.putAll(config.read(secrets, of));
        return keys;
    }

    private Optional<String> login(String name, SecretReader secrets, String of) {
        if (name.equals("GSSAPI")) {
            return principal.map(who -> "com.sun.security.auth.module.Krb5LoginModule required"
                    + keytab.map(file -> " useKeyTab=true storeKey=true keyTab=" + quoted(file.toString()))
                            .orElse(" useTicketCache=true")
                    + " principal=" + quoted(who) + ";");
        }
        if (name.equals("OAUTHBEARER")) {
            return Optional.of(SECURITY + "oauthbearer.OAuthBearerLoginModule required"
                    + username.map(id -> " clientId=" + quoted(id) + " clientSecret=" + quoted(secret(secrets, of)))
                            .orElse("")
                    + ";");
        }
        return username.map(user -> login(name, user, secret(secrets, of)));
    }

    /** What logs a client in with a password: PLAIN or one of the SCRAMs. */
    public static String login(String mechanism, String username, String password) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return SECURITY + module + " required username=" + quoted(username) + " password=" + quoted(password) + ";";
    }

    private String secret(SecretReader secrets, String of) {
        String what = "password of " + username.orElseThrow() + " for Kafka, " + of;
        String text = secrets.read(password.orElseThrow(), what);
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw Failure.usage(what + ": contains a control character");
        }
        return text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
