package zooka.commands;

import zooka.clients.Failure;
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
import zooka.commands.action.Clusters;

/** What is left after {@code close}: a profile, and no connection. */
public record DisconnectedClusters(Profile profile) implements Clusters {

    private static Failure closed() {
        return Failure.unreachable("not connected").hint("connect, or connect HOST:PORT[,...][/chroot]");
    }

    @Override
    public boolean hasZooKeeper() {
        return false;
    }

    @Override
    public boolean hasKafka() {
        return false;
    }

    @Override
    public Znodes znodes() {
        throw closed();
    }

    @Override
    public Znodes znodes(String connectString) {
        throw closed();
    }

    @Override
    public ZooKeeperSession session() {
        throw closed();
    }

    @Override
    public Ensemble ensemble() {
        throw closed();
    }

    @Override
    public Topics topics() {
        throw closed();
    }

    @Override
    public Groups groups() {
        throw closed();
    }

    @Override
    public Administration administration() {
        throw closed();
    }

    @Override
    public BrokerSurvey survey() {
        throw closed();
    }

    @Override
    public LogDirs logDirs() {
        throw closed();
    }

    @Override
    public RecordWriter producing(RecordWriter.Settings settings) {
        throw closed();
    }

    @Override
    public MetadataLog metadataLog() {
        throw closed();
    }

    @Override
    public RecordReader records() {
        throw closed();
    }

    @Override
    public void close() {}
}
