package zooka.commands.recording;

import java.util.HashMap;
import java.util.Map;
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
    public ZooKeeperSession session() {
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
    public BrokerSurvey survey() {
        return behind.survey();
    }

    @Override
    public MetadataLog metadataLog() {
        return behind.metadataLog();
    }

    @Override
    public RecordReader records() {
        return behind.records();
    }

    @Override
    public RecordWriter producing(RecordWriter.Settings settings) {
        return behind.producing(settings);
    }

    @Override
    public void close() {}
}
