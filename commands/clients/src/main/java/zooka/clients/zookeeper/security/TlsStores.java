package zooka.clients.zookeeper.security;

import java.util.regex.Pattern;
import org.apache.zookeeper.common.ClientX509Util;
import org.apache.zookeeper.common.X509Exception;
import zooka.clients.Failure;
import zooka.clients.net.Trust;

/** The key store and the trust store of a ZooKeeper client, read as its own sessions read them. */
final class TlsStores {

    /** In which words the kinds of stores say that. */
    private static final Pattern PASSWORD = Pattern.compile("password|decrypt|BadPadding", Pattern.CASE_INSENSITIVE);

    private TlsStores() {}

    /**
     * What they hold, for connections that are no sessions.
     *
     * @throws Failure {@code USAGE} where one cannot be read
     */
    static Trust trust(SessionSecurity admission) {
        admission.check();
        ClientConfig config = new ClientConfig(admission, null);
        // Without this the library would compare the host's name itself, in other words than Java does.
        config.setProperty("zookeeper.fips-mode", "true");
        try (ClientX509Util stores = new ClientX509Util()) {
            return new Trust(
                    stores.createSSLContext(config).getSocketFactory(),
                    stores.isServerHostnameVerificationEnabled(config),
                    admission.showsOwn());
        } catch (X509Exception.SSLContextException e) {
            throw unread(e, admission);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("invalid TLS configuration: " + e.getMessage())
                    .hint("configure zookeeper.ssl.trustStore.type and keyStore.type as JKS, PKCS12, PEM or BCFKS")
                    .cause(e);
        }
    }

    private static Failure unread(X509Exception.SSLContextException e, SessionSecurity admission) {
        boolean keys = e.getCause() instanceof X509Exception.KeyManagerException;
        String key = keys ? SessionSecurity.KEY_STORE : SessionSecurity.TRUST_STORE;
        Throwable deepest = e;
        boolean password = false;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
            password |= PASSWORD.matcher(String.valueOf(deepest.getMessage())).find();
        }
        return Failure.usage("cannot read the " + (keys ? "key" : "trust") + " store "
                        + admission.settings().get(key) + ": "
                        + (password ? "wrong password" : deepest.getMessage()))
                .hint("review " + key.replace("location", "password") + ", or passwordPath and type")
                .cause(e);
    }
}
