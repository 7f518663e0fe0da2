package zooka.clients.zookeeper;

import org.apache.zookeeper.Version;

/** Which ZooKeeper the client's library is of. */
public final class ClientVersion {

    private ClientVersion() {}

    /** The number alone: {@code 3.9.5}. */
    public static String number() {
        return Version.getVersion();
    }

    /** With revision and date of its build, as zkCli says it. */
    public static String full() {
        return Version.getFullVersion();
    }
}
