package zooka.shell.options;

/** What the cluster clients write of their doings: nothing, unless somebody wants to see it. */
public final class ClientLogs {

    private ClientLogs() {}

    /** To be said before the first of them is loaded. */
    public static void nothingBut(boolean debug) {
        if (debug) {
            System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
            // It would write down what waits for SASL to end, credentials among it.
            System.setProperty("org.slf4j.simpleLogger.log.org.apache.zookeeper.ClientCnxnSocketNIO", "info");
        } else {
            System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        }
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
}
