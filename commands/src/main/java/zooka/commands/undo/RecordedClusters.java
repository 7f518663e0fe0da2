package zooka.commands.undo;

import java.util.HashMap;
import java.util.Map;
import zooka.commands.Clusters;
import zooka.commands.Profile;
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

/** A profile's connections, whose znodes are kept before they are changed. Closing it closes nothing. */
final class RecordedClusters implements Clusters {

    private final Clusters behind;
    private final Recording recording;
    private final Map<String, Znodes> others = new HashMap<>();
    private Znodes znodes;

    RecordedClusters(Clusters behind, Recording recording) {
        this.behind = behind;
        this.recording = recording;
    }

    @Override
    public synchronized Znodes znodes() {
        if (znodes == null) {
            znodes =
                    recording.over(behind.znodes(), behind.profile().zookeeper().orElse(""));
        }
        return znodes;
    }

    @Override
    public synchronized Znodes znodes(String connectString) {
        return others.computeIfAbsent(connectString, named -> recording.over(behind.znodes(named), named));
    }

    @Override
    public Profile profile() {
        return behind.profile();
    }

    @Override
    public boolean hasZooKeeper() {
        return behind.hasZooKeeper();
    }

    @Override
    public boolean hasKafka() {
        return behind.hasKafka();
    }

    @Override
    public KeeperSession session() {
        return behind.session();
    }

    @Override
    public Ensemble ensemble() {
        return behind.ensemble();
    }

    @Override
    public Topics topics() {
        return behind.topics();
    }

    @Override
    public Groups groups() {
        return behind.groups();
    }

    @Override
    public Administration administration() {
        return behind.administration();
    }

    @Override
    public LogDirs logDirs() {
        return behind.logDirs();
    }

    @Override
    public Witnesses witnesses() {
        return behind.witnesses();
    }

    @Override
    public Records records() {
        return behind.records();
    }

    @Override
    public Producing producing(Producing.Settings settings) {
        return behind.producing(settings);
    }

    @Override
    public void close() {}
}
