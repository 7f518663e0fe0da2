package zooka.shell.options;

/** The log output of the cluster clients: none, unless {@code --debug} asks for it. */
public final class ClientLogs {

    private ClientLogs() {}

    /**
     * Sets the log level. It must be called before the first client class is loaded, since loggers read their settings
     * only once.
     */
    public static void configure(boolean debug) {
        if (debug) {
            System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
            // Its debug messages contain SASL credentials.
            System.setProperty("org.slf4j.simpleLogger.log.org.apache.zookeeper.ClientCnxnSocketNIO", "info");
        } else {
            System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        }
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
}
