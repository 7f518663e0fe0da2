package zooka.commands.zk;

import org.apache.zookeeper.client.ZKClientConfig;

/** How ZooKeeper's client is told to behave. */
final class ClientConfig extends ZKClientConfig {

    /** A reply may be larger than a request: a znode with 100,000 children answers with several megabytes. */
    private static final int LARGEST_REPLY = 64 << 20;

    ClientConfig() {
        if (System.getProperty("jute.maxbuffer") == null) {
            setProperty("jute.maxbuffer", Integer.toString(LARGEST_REPLY));
        }
        if (System.getProperty("java.security.auth.login.config") == null) {
            // Without this the client asks for the reverse name of each address, 10 s where no name server answers.
            setProperty(ENABLE_CLIENT_SASL_KEY, "false");
        }
    }

    /**
     * Copies no TLS settings from system properties: loading what it takes to name them reads the JVM's whole trust store,
     * some 150 ms that a connection in the clear has no use for.
     */
    @Override
    protected void handleBackwardCompatibility() {}
}
