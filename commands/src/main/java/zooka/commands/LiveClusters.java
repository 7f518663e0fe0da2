package zooka.commands;

import zooka.commands.kafka.Groups;
import zooka.commands.kafka.Records;
import zooka.commands.kafka.Topics;
import zooka.commands.zk.ClientZnodes;
import zooka.commands.zk.Ensemble;
import zooka.commands.zk.FourLetterEnsemble;
import zooka.commands.zk.Znodes;
import zooka.commands.zk.ZooKeeperAddress;

/** {@link Clusters} over the real clients. */
public final class LiveClusters implements Clusters {

    private final Profile profile;
    private Znodes znodes;

    public LiveClusters(Profile profile) {
        this.profile = profile;
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public boolean hasZooKeeper() {
        return profile.zookeeper().isPresent();
    }

    @Override
    public boolean hasKafka() {
        return profile.bootstrap().isPresent() || hasZooKeeper();
    }

    @Override
    public synchronized Znodes znodes() {
        if (znodes == null) {
            znodes = profile.lasting()
                    ? ClientZnodes.lasting(address(), profile.timeout())
                    : ClientZnodes.once(address(), profile.timeout());
        }
        return znodes;
    }

    @Override
    public Ensemble ensemble() {
        return new FourLetterEnsemble(address().servers(), profile.timeout());
    }

    @Override
    public synchronized Topics topics() {
        throw new Failure(Failure.Kind.FAILED, "not yet");
    }

    @Override
    public synchronized Groups groups() {
        throw new Failure(Failure.Kind.FAILED, "not yet");
    }

    @Override
    public Records records() {
        throw new Failure(Failure.Kind.FAILED, "not yet");
    }

    private ZooKeeperAddress address() {
        return profile.zookeeper().map(ZooKeeperAddress::parse).orElseThrow(() -> Failure.usage(
                        "no ZooKeeper ensemble is named")
                .hint("-z HOST:PORT[,...][/chroot], or the environment variable ZOOKA_ZOOKEEPER"));
    }

    @Override
    public synchronized void close() {
        if (znodes != null) {
            znodes.close();
        }
    }
}
