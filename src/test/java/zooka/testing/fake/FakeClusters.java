package zooka.testing.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.kafka.Administration;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordWriter;
import zooka.clients.kafka.Topics;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.clients.zookeeper.servers.Ensemble;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.action.Clusters;

/** A profile's connections, of which a test gives those that it needs. */
public final class FakeClusters implements Clusters {

    private Optional<Znodes> znodes = Optional.empty();
    private Optional<ZooKeeperSession> session = Optional.empty();
    private Optional<Topics> topics = Optional.empty();
    private Optional<Groups> groups = Optional.empty();
    private Optional<LogDirs> logDirs = Optional.empty();
    private Optional<BrokerSurvey> witnesses = Optional.empty();
    private Optional<Supplier<MetadataLog>> metadataLogs = Optional.empty();
    private Optional<RecordReader> records = Optional.empty();
    private Optional<RecordWriter> producing = Optional.empty();
    private Optional<Ensemble> ensemble = Optional.empty();
    private Optional<Administration> administration = Optional.empty();
    private final List<Server> servers = new ArrayList<>();

    public FakeClusters with(Znodes gateway) {
        znodes = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(ZooKeeperSession gateway) {
        session = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(Topics gateway) {
        topics = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(Groups gateway) {
        groups = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(BrokerSurvey gateway) {
        witnesses = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(LogDirs gateway) {
        logDirs = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(MetadataLog gateway) {
        return with(() -> gateway);
    }

    /** With a gateway that is made anew for each who follows the log. */
    public FakeClusters with(Supplier<MetadataLog> gateways) {
        metadataLogs = Optional.of(gateways);
        return this;
    }

    public FakeClusters with(RecordReader gateway) {
        records = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(RecordWriter gateway) {
        producing = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(Administration gateway) {
        administration = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(Ensemble gateway) {
        ensemble = Optional.of(gateway);
        return this;
    }

    public FakeClusters with(Server server) {
        servers.add(server);
        return this;
    }

    @Override
    public Profile profile() {
        return new Profile(
                "test",
                znodes.map(gateway -> "zookeeper:2181"),
                topics.map(gateway -> "kafka:9092"),
                ClientSettings.OPEN,
                Duration.ofSeconds(5),
                false);
    }

    @Override
    public boolean hasZooKeeper() {
        return znodes.isPresent();
    }

    @Override
    public boolean hasKafka() {
        return topics.isPresent() || groups.isPresent() || records.isPresent();
    }

    @Override
    public Znodes znodes() {
        return znodes.orElseThrow(() -> Failure.usage("no ZooKeeper ensemble is named"));
    }

    @Override
    public Znodes znodes(String connectString) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ZooKeeperSession session() {
        return session.orElseThrow(() -> Failure.usage("no ZooKeeper ensemble is named"));
    }

    @Override
    public Ensemble ensemble() {
        return ensemble.orElseGet(() -> new FakeEnsemble(servers));
    }

    @Override
    public Topics topics() {
        return topics.orElseThrow(() -> Failure.usage("no brokers are named"));
    }

    @Override
    public Groups groups() {
        return groups.orElseThrow(() -> Failure.usage("no brokers are named"));
    }

    @Override
    public Administration administration() {
        return administration.orElseThrow(() -> Failure.usage("no brokers are named"));
    }

    @Override
    public BrokerSurvey survey() {
        return witnesses.orElseThrow(() -> Failure.usage("no brokers are named"));
    }

    @Override
    public LogDirs logDirs() {
        return logDirs.orElseThrow(() -> Failure.usage("no brokers are named"));
    }

    @Override
    public MetadataLog metadataLog() {
        return metadataLogs
                .orElseThrow(() -> Failure.usage("no brokers are named"))
                .get();
    }

    @Override
    public RecordReader records() {
        return records.orElseThrow(() -> Failure.usage("no brokers are named"));
    }

    @Override
    public RecordWriter producing(RecordWriter.Settings settings) {
        return producing.orElseThrow(() -> Failure.usage("no brokers are named"));
    }

    @Override
    public void close() {}
}
