package zooka.commands.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.commands.Access;

/**
 * How the ensemble of a context lets this client in.
 *
 * @param tls empty for connections in the clear
 * @param credentials what each session shows, as {@code addauth} does
 * @param configuration a ZooKeeper client configuration, over which all the others go
 * @param config keys of a ZooKeeper client, which go over all the others
 */
public record KeeperSecurity(
        Optional<Tls> tls,
        Optional<Sasl> sasl,
        List<Shown> credentials,
        Optional<Path> configuration,
        Map<String, SecretText> config) {

    static final Tls NO_TLS = new Tls(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    static final KeeperSecurity NONE =
            new KeeperSecurity(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Map.of());

    /** What is shown to the servers: for digest {@code user:password}. */
    record Shown(String scheme, SecretText secret) {}

    /** A login by name; what is not said is left to the client. */
    record Sasl(
            String mechanism,
            Optional<String> username,
            Optional<SecretText> password,
            Optional<String> principal,
            Optional<Path> keytab) {

        static Sasl of(Mapping given) {
            given.knowing(List.of("mechanism", "username", "password", "principal", "keytab"));
            String mechanism = given.word("mechanism", List.of("digest", "kerberos"))
                    .orElseThrow(() -> given.bad("mechanism", "'mechanism' is missing: digest or kerberos"));
            if (mechanism.equals("digest")
                    && (given.value("username").isEmpty()
                            || given.value("password").isEmpty())) {
                throw given.bad("mechanism", "digest needs 'username' and 'password'");
            }
            return new Sasl(
                    mechanism,
                    given.text("username"),
                    given.secret("password"),
                    given.text("principal"),
                    given.path("keytab"));
        }
    }

    static KeeperSecurity of(Mapping given) {
        given.knowing(List.of("tls", "sasl", "auth", "clientConfiguration", "config"));
        List<Shown> shown = new ArrayList<>();
        for (Mapping each : given.mappings("auth", "'auth'")) {
            each.knowing(List.of("scheme", "secret"));
            shown.add(new Shown(
                    each.text("scheme").orElse("digest"),
                    each.secret("secret").orElseThrow(() -> each.bad("secret", "'secret' is missing"))));
        }
        // Even an empty tls says something: the authorities that Java knows.
        return new KeeperSecurity(
                given.mapping("tls", "'tls'").map(keys -> Tls.of(keys.knowing(Tls.KEYS))),
                given.mapping("sasl", "'sasl'").map(Sasl::of),
                shown,
                given.path("clientConfiguration"),
                config(given));
    }

    /** The free keys of a client. */
    static Map<String, SecretText> config(Mapping given) {
        Map<String, SecretText> config = new LinkedHashMap<>();
        given.mapping("config", "'config'").ifPresent(keys -> keys.keys()
                .forEach(key -> keys.secret(key).ifPresent(secret -> config.put(key, secret))));
        return config;
    }

    static boolean tellsSecrets(Map<String, SecretText> config) {
        return config.entrySet().stream()
                .anyMatch(each -> each.getValue() instanceof SecretText.Literal && Setting.secretive(each.getKey()));
    }

    /** Whether what stands behind a client's key must not be shown: it is a password, or kept elsewhere as if it were one. */
    public boolean hides(String key) {
        SecretText given = config.get(key);
        return Setting.secretive(key) || (given != null && !(given instanceof SecretText.Literal));
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    boolean tellsSecrets() {
        return tls.filter(Tls::tellsSecrets).isPresent()
                || sasl.flatMap(Sasl::password)
                        .filter(SecretText.Literal.class::isInstance)
                        .isPresent()
                || credentials.stream().anyMatch(shown -> shown.secret() instanceof SecretText.Literal)
                || tellsSecrets(config);
    }

    /**
     * What a ZooKeeper client is told, by its own keys, and by those of zooka's for what ZooKeeper wants in a file.
     *
     * @param of what these are the settings of: {@code context prod}
     */
    public Map<String, String> client(SecretReader secrets, String of) {
        Map<String, String> keys = new LinkedHashMap<>();
        configuration.ifPresent(file -> keys.putAll(PropertiesFile.read(file)));
        tls.ifPresent(given -> keys.putAll(given.zookeeper(secrets, "ZooKeeper, " + of)));
        sasl.ifPresent(given -> {
            keys.put("zooka.sasl.mechanism", given.mechanism());
            given.username().ifPresent(name -> keys.put("zooka.sasl.username", name));
            given.password()
                    .ifPresent(secret -> keys.put(
                            "zooka.sasl.password",
                            secrets.read(
                                    secret,
                                    "password of " + given.username().orElse("sasl") + " for ZooKeeper, " + of)));
            given.principal().ifPresent(name -> keys.put("zooka.sasl.principal", name));
            given.keytab().ifPresent(file -> keys.put("zooka.sasl.keytab", file.toString()));
        });
        config.forEach((key, secret) -> keys.put(key, secrets.read(secret, key + " of " + of)));
        return keys;
    }

    /** What each session shows. */
    public List<Access.Credential> shown(SecretReader secrets, String of) {
        return credentials.stream()
                .map(shown -> new Access.Credential(
                        shown.scheme(),
                        secrets.read(shown.secret(), "credentials for " + shown.scheme() + " of ZooKeeper, " + of)))
                .toList();
    }
}
