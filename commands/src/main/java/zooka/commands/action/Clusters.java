package zooka.commands.action;

import java.util.function.Consumer;
import zooka.clients.kafka.Administration;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordWriter;
import zooka.clients.kafka.Topics;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.clients.zookeeper.servers.Ensemble;

/**
 * The connections of one profile. Each is made when it is first asked for and closed with this; asking for one that the
 * profile has no address for is a {@code USAGE} failure that says which option to give.
 */
public interface Clusters extends AutoCloseable {

    Profile profile();

    /** Whether the profile names a ZooKeeper ensemble. */
    boolean hasZooKeeper();

    /** Whether brokers can be reached: they are named, or ZooKeeper is; or at least controllers of a KRaft quorum. */
    boolean hasKafka();

    Znodes znodes();

    /** The znodes of another ensemble, {@code host:port,...}; the same for the same words, and closed with this. */
    Znodes znodes(String connectString);

    /** The session in which {@link #znodes()} are seen. */
    ZooKeeperSession session();

    Ensemble ensemble();

    /** Whether there was a ZooKeeper server, which is lost at present. It asks nobody and never waits. */
    default boolean lost() {
        return false;
    }

    /** Tells the listener of each wait for a ZooKeeper server from now on: {@code waiting for a server for 3 s}. */
    default void whileWaiting(Consumer<String> listener) {}

    Topics topics();

    Groups groups();

    /** Changes of the cluster, and what few commands ask. */
    Administration administration();

    LogDirs logDirs();

    BrokerSurvey survey();

    /** A new follower of the metadata log of a KRaft cluster; the caller closes it. */
    MetadataLog metadataLog();

    /** A new reader of records; the caller closes it. */
    RecordReader records();

    /** A new writer of records; the caller closes it. */
    RecordWriter producing(RecordWriter.Settings settings);

    @Override
    void close();
}
