package zooka.clients.zookeeper.security;

import org.apache.zookeeper.client.ZKClientConfig;

/** How ZooKeeper's client is told to behave. */
public final class ClientConfig extends ZKClientConfig {

    private static final String LARGEST = "jute.maxbuffer";
    private static final String FIPS = "zookeeper.fips-mode";
    private static final String PROTOCOL = "zookeeper.ssl.protocol";
    private static final String PROTOCOLS = "zookeeper.ssl.enabledProtocols";

    /**
     * The largest reply that is taken. It may be larger than a request: a znode with 100,000 children answers with several
     * megabytes. A quarter of the heap, so that the names in it find room beside it.
     */
    public static int largestReply() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        return Integer.getInteger(LARGEST, (int) Math.min(64 << 20, quarter));
    }

    /**
     * For one session.
     *
     * @param login the SASL login; null without one
     */
    public ClientConfig(SessionSecurity admission, JaasLogin login) {
        // As a system property, too: what reads single values off the wire heeds only that.
        System.setProperty(LARGEST, Integer.toString(largestReply()));
        setProperty(LARGEST, Integer.toString(largestReply()));
        admission.settings().forEach((key, value) -> {
            if (!key.startsWith("zooka.")) {
                setProperty(key, value.strip());
            }
        });
        if (admission.secure()) {
            secure();
        }
        if (login == null) {
            // Without this the client asks for the reverse name of each address, 10 s where no name server answers.
            setProperty(ENABLE_CLIENT_SASL_KEY, "false");
        } else {
            known(login);
        }
    }

    private void secure() {
        String socket = getProperty(ZOOKEEPER_CLIENT_CNXN_SOCKET, "");
        if (socket.isEmpty() || socket.endsWith("ClientCnxnSocketNIO")) {
            // The other one does not support TLS, and would use plaintext.
            setProperty(ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNetty");
        }
        if (getProperty(PROTOCOL) == null && getProperty(PROTOCOLS) == null) {
            // Alone the newest would be offered, which servers on old Javas do not know.
            setProperty(PROTOCOLS, "TLSv1.3,TLSv1.2");
        }
    }

    private void known(JaasLogin login) {
        setProperty(ENABLE_CLIENT_SASL_KEY, "true");
        setProperty(LOGIN_CONTEXT_NAME_KEY, login.section());
        if (login.who().mechanism() == SaslLogin.Mechanism.DIGEST) {
            if (getProperty(FIPS) == null) {
                setProperty(FIPS, "false"); // with it, as is the default, there is no DIGEST-MD5
            }
            if (getProperty(ZOOKEEPER_SERVER_PRINCIPAL) == null) {
                // Not used, but without it the client looks up the reverse name of each address.
                setProperty(ZOOKEEPER_SERVER_PRINCIPAL, ZK_SASL_CLIENT_USERNAME_DEFAULT + "/digest");
            }
        }
    }

    /**
     * Copies no TLS settings from system properties: loading what it takes to name them reads the JVM's whole trust store,
     * some 150 ms that a connection in plaintext does not need.
     */
    @Override
    protected void handleBackwardCompatibility() {}
}
