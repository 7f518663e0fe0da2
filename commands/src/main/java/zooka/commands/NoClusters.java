package zooka.commands;

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

/** What is left after {@code close}: a profile, and no connection. */
public record NoClusters(Profile profile) implements Clusters {

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
    public KeeperSession session() {
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
    public Witnesses witnesses() {
        throw closed();
    }

    @Override
    public LogDirs logDirs() {
        throw closed();
    }

    @Override
    public Producing producing(Producing.Settings settings) {
        throw closed();
    }

    @Override
    public Records records() {
        throw closed();
    }

    @Override
    public void close() {}
}
