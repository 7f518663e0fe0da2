package zooka.commands.zk.client;

import org.apache.zookeeper.client.ZKClientConfig;

/** How ZooKeeper's client is told to behave. */
final class ClientConfig extends ZKClientConfig {

    private static final String LARGEST = "jute.maxbuffer";

    /**
     * The largest reply that is taken. It may be larger than a request: a znode with 100,000 children answers with several
     * megabytes. A quarter of the heap, so that the names in it find room beside it.
     */
    static int largestReply() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        return Integer.getInteger(LARGEST, (int) Math.min(64 << 20, quarter));
    }

    ClientConfig() {
        // As a system property, too: what reads single values off the wire heeds only that.
        System.setProperty(LARGEST, Integer.toString(largestReply()));
        setProperty(LARGEST, Integer.toString(largestReply()));
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
