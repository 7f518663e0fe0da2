package zooka.commands.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.profile.ClientSettings;

/**
 * How the ensemble of a context lets this client in.
 *
 * @param tls empty for connections in plaintext
 * @param credentials what each session shows, as {@code addauth} does
 * @param configuration a ZooKeeper client configuration, over which all the others go
 * @param config keys of a ZooKeeper client, which go over all the others
 */
public record ZooKeeperSecurity(
        Optional<Tls> tls,
        Optional<Sasl> sasl,
        List<Credential> credentials,
        Optional<Path> configuration,
        FreeKeys config)
        implements Security {

    /** A credential of the session: for digest {@code user:password}. */
    record Credential(String scheme, SecretText secret) {}

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

    static ZooKeeperSecurity of(Mapping given) {
        given.knowing(List.of("tls", "sasl", "auth", "clientConfiguration", "config"));
        List<Credential> shown = new ArrayList<>();
        for (Mapping each : given.mappings("auth", "'auth'")) {
            each.knowing(List.of("scheme", "secret"));
            shown.add(new Credential(
                    each.text("scheme").orElse("digest"),
                    each.secret("secret").orElseThrow(() -> each.bad("secret", "'secret' is missing"))));
        }
        // Even an empty tls says something: the authorities that Java knows.
        return new ZooKeeperSecurity(
                given.mapping("tls", "'tls'").map(keys -> Tls.of(keys.knowing(Tls.KEYS))),
                given.mapping("sasl", "'sasl'").map(Sasl::of),
                shown,
                given.path("clientConfiguration"),
                FreeKeys.of(given));
    }

    @Override
    public boolean hides(String key) {
        return config.hides(key);
    }

    @Override
    public Optional<SecretText> secret(String key) {
        return config.given(key)
                .or(() -> key.equals("zooka.sasl.password")
                        ? sasl.flatMap(Sasl::password)
                        : tls.flatMap(given -> given.zookeeperSecret(key)));
    }

    @Override
    public boolean containsSecrets() {
        return tls.filter(Tls::containsSecrets).isPresent()
                || sasl.flatMap(Sasl::password).filter(SecretText::inClear).isPresent()
                || credentials.stream().anyMatch(shown -> shown.secret().inClear())
                || config.containSecrets();
    }

    /** Beside ZooKeeper's own keys these are keys of zooka's, for what ZooKeeper wants in a file. */
    @Override
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
        keys.putAll(config.read(secrets, of));
        return keys;
    }

    /** The credentials of each session as they can be shown: scheme, and the source of the secret. */
    public List<String> shownCredentials() {
        return credentials.stream()
                .map(shown -> shown.scheme() + " " + shown.secret().source())
                .toList();
    }

    /** The credentials of each session. */
    public List<ClientSettings.Credential> credentials(SecretReader secrets, String of) {
        return credentials.stream()
                .map(shown -> new ClientSettings.Credential(
                        shown.scheme(),
                        secrets.read(shown.secret(), "credentials for " + shown.scheme() + " of ZooKeeper, " + of)))
                .toList();
    }
}
