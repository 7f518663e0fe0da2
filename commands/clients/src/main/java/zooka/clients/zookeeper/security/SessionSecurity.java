package zooka.clients.zookeeper.security;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.net.Trust;
import zooka.clients.profile.ClientSettings;
import zooka.clients.text.TextFile;

/**
 * How an ensemble lets this client in.
 *
 * @param settings a ZooKeeper client's own, as its configuration file has them, and {@code zooka.sasl.*}, for which that file
 *     has no words
 * @param credentials what each session shows, as {@code addauth} does
 */
public record SessionSecurity(Map<String, String> settings, List<ClientSettings.Credential> credentials) {

    /** In the clear and without a name. */
    public static final SessionSecurity OPEN = new SessionSecurity(Map.of(), List.of());

    public static final String SECURE = "zookeeper.client.secure";
    public static final String TRUST_STORE = "zookeeper.ssl.trustStore.location";
    public static final String KEY_STORE = "zookeeper.ssl.keyStore.location";
    private static final List<String> FILES = List.of(
            TRUST_STORE, KEY_STORE, "zookeeper.ssl.trustStore.passwordPath", "zookeeper.ssl.keyStore.passwordPath");

    public SessionSecurity {
        settings = Map.copyOf(settings);
        credentials = List.copyOf(credentials);
    }

    public static SessionSecurity of(ClientSettings access) {
        Map<String, String> config = new HashMap<>(access.zookeeper());
        config.remove(ClientSettings.ADMIN); // says nothing of sessions
        return config.isEmpty() && access.credentials().isEmpty()
                ? OPEN
                : new SessionSecurity(config, access.credentials());
    }

    /**
     * For another ensemble than the one that all of this was given for. TLS and SASL prove who one is and give nothing away;
     * credentials are shown as they are, and another ensemble has no business with them.
     */
    public SessionSecurity elsewhere() {
        return new SessionSecurity(settings, List.of());
    }

    /** Whether sessions are made over TLS. */
    public boolean secure() {
        return Boolean.parseBoolean(settings.getOrDefault(SECURE, "false").strip());
    }

    /** Whether there is a certificate of this client's own to show. */
    boolean showsOwn() {
        return secure() && settings.containsKey(KEY_STORE);
    }

    /**
     * The SASL login; empty without one. Its classes are loaded only if it is configured.
     *
     * @throws Failure {@code USAGE} where that does not say enough
     */
    public Optional<SaslLogin> sasl() {
        return settings.isEmpty() && System.getProperty("java.security.auth.login.config") == null
                ? Optional.empty()
                : SaslLogin.of(settings);
    }

    /**
     * The TLS configuration of connections other than sessions; empty for plaintext.
     *
     * @throws Failure {@code USAGE} where a store cannot be read
     */
    public Optional<Trust> trust() {
        return secure() ? Optional.of(TlsStores.trust(this)) : Optional.empty();
    }

    /**
     * Looks whether the files are there that are named: the client library would try again and again without them.
     *
     * @throws Failure {@code USAGE} where one is not
     */
    public void check() {
        if (!secure()) {
            return;
        }
        for (String key : FILES) {
            String file = settings.get(key);
            if (file != null && !Files.isReadable(TextFile.path(file))) {
                throw Failure.usage("cannot read " + file).hint("review " + key);
            }
        }
    }

    /** The credentials that a session presents, by scheme and without secrets: {@code digest joe}, {@code sasl joe}. */
    public List<String> credentialNames() {
        List<String> all = new ArrayList<>();
        if (showsOwn()) {
            all.add("x509 " + settings.get(KEY_STORE));
        }
        sasl().ifPresent(login -> all.add("sasl " + login.who()));
        for (ClientSettings.Credential one : credentials) {
            int colon = one.secret().indexOf(':');
            boolean named = one.scheme().equals("digest") && colon > 0;
            all.add(named ? one.scheme() + " " + one.secret().substring(0, colon) : one.scheme());
        }
        return all;
    }

    /** Only what is no secret: of the settings their keys. */
    @Override
    public String toString() {
        return "Admission[settings=" + settings.keySet() + ", credentials=" + credentials + "]";
    }
}
