package zooka.commands;

import java.util.function.Consumer;
import zooka.commands.kafka.client.Administration;
import zooka.commands.kafka.client.Groups;
import zooka.commands.kafka.client.LogDirs;
import zooka.commands.kafka.client.Producing;
import zooka.commands.kafka.client.Records;
import zooka.commands.kafka.client.Topics;
import zooka.commands.kafka.client.Witnesses;
import zooka.commands.zk.client.KeeperSession;
import zooka.commands.zk.client.Znodes;
import zooka.commands.zk.ensemble.Ensemble;

/**
 * The connections of one profile. Each is made when it is first asked for and closed with this; asking for one that the
 * profile has no address for is a {@code USAGE} failure that says which option to give.
 */
public interface Clusters extends AutoCloseable {

    Profile profile();

    /** Whether the profile names a ZooKeeper ensemble. */
    boolean hasZooKeeper();

    /** Whether brokers can be reached: they are named, or ZooKeeper is. */
    boolean hasKafka();

    Znodes znodes();

    /** The znodes of another ensemble, {@code host:port,...}; the same for the same words, and closed with this. */
    Znodes znodes(String connectString);

    /** The session in which {@link #znodes()} are seen. */
    KeeperSession session();

    Ensemble ensemble();

    /** Tells the listener of each wait for a ZooKeeper server from now on: {@code waiting for a server for 3 s}. */
    default void whileWaiting(Consumer<String> listener) {}

    Topics topics();

    Groups groups();

    /** Changes of the cluster, and what few commands ask. */
    Administration administration();

    LogDirs logDirs();

    Witnesses witnesses();

    /** A new reader of records; the caller closes it. */
    Records records();

    /** A new writer of records; the caller closes it. */
    Producing producing(Producing.Settings settings);

    @Override
    void close();
}
