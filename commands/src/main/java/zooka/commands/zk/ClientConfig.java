package zooka.commands.zk;

import org.apache.zookeeper.client.ZKClientConfig;

/** How ZooKeeper's client is told to behave. */
final class ClientConfig {

    /** A reply may be larger than a request: a znode with 100,000 children answers with several megabytes. */
    private static final int LARGEST_REPLY = 64 << 20;

    private ClientConfig() {}

    static ZKClientConfig create() {
        ZKClientConfig config = new ZKClientConfig();
        if (System.getProperty("jute.maxbuffer") == null) {
            config.setProperty("jute.maxbuffer", Integer.toString(LARGEST_REPLY));
        }
        if (System.getProperty("java.security.auth.login.config") == null) {
            // Without this the client asks for the reverse name of each address, 10 s where no name server answers.
            config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        }
        return config;
    }
}
