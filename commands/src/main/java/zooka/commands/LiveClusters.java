package zooka.commands;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.kafka.Administration;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Listener;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordWriter;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.admin.AdminConnection;
import zooka.clients.kafka.admin.KafkaRecordWriter;
import zooka.clients.kafka.wire.BrokerAccess;
import zooka.clients.kafka.wire.ListenerChoice;
import zooka.clients.kafka.wire.WireLogDirs;
import zooka.clients.kafka.wire.WireSurvey;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.kafka.wire.ZooKeeperGate;
import zooka.clients.kafka.wire.groups.WireGroups;
import zooka.clients.kafka.wire.log.BootstrapTopics;
import zooka.clients.kafka.wire.log.WireMetadataLog;
import zooka.clients.kafka.wire.records.WireRecordReader;
import zooka.clients.net.Addresses;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.ClientZnodes;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.clients.zookeeper.security.SessionSecurity;
import zooka.clients.zookeeper.servers.Ensemble;
import zooka.clients.zookeeper.servers.LiveEnsemble;
import zooka.commands.action.Clusters;
import zooka.commands.kafka.metadata.ZooKeeperMetadata;

/** {@link Clusters} over the real clients. */
public final class LiveClusters implements Clusters {

    private static final int CONTROLLER_PORT = 9093;

    private final Profile profile;
    private final Consumer<ZooKeeperSession.Notice> notices;
    private Consumer<String> waiting = text -> {};
    private volatile ClientZnodes znodes;
    private ZooKeeperSession session;
    private final Map<String, ClientZnodes> others = new HashMap<>();
    private WireTopics connections;
    private BootstrapTopics topics;
    private AdminConnection admin;

    /**
     * Connects to nothing yet.
     *
     * @param notices told of what the session's watches see, on a thread of its own
     */
    public LiveClusters(Profile profile, Consumer<ZooKeeperSession.Notice> notices) {
        this.profile = profile;
        this.notices = notices;
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
        return profile.bootstrap().isPresent() || profile.controllers().isPresent() || hasZooKeeper();
    }

    @Override
    public synchronized Znodes znodes() {
        return client();
    }

    private synchronized ClientZnodes client() {
        if (znodes == null) {
            znodes = profile.lasting()
                    ? ClientZnodes.lasting(address(), admission(), profile.timeout(), profile.readOnlyServer())
                    : ClientZnodes.once(address(), admission(), profile.timeout(), profile.readOnlyServer());
            znodes.whileWaiting(waiting);
        }
        return znodes;
    }

    @Override
    public synchronized Znodes znodes(String connectString) {
        return others.computeIfAbsent(connectString, named -> {
            ZooKeeperAddress other = ZooKeeperAddress.parse(named);
            SessionSecurity admission =
                    profile.hasServers(named) ? admission() : admission().elsewhere();
            ClientZnodes made = ClientZnodes.lasting(other, admission, profile.timeout(), false);
            made.whileWaiting(waiting);
            return made;
        });
    }

    @Override
    public boolean lost() {
        ClientZnodes made = znodes;
        return made != null && made.lost();
    }

    private SessionSecurity admission() {
        return SessionSecurity.of(profile.access());
    }

    @Override
    public synchronized void whileWaiting(Consumer<String> listener) {
        waiting = listener;
        if (znodes != null) {
            znodes.whileWaiting(listener);
        }
        others.values().forEach(other -> other.whileWaiting(listener));
    }

    @Override
    public synchronized ZooKeeperSession session() {
        if (session == null) {
            session = client().session(notices);
        }
        return session;
    }

    @Override
    public Ensemble ensemble() {
        LiveEnsemble ensemble = new LiveEnsemble(
                address().servers(), profile.timeout(), admission().trust());
        String admin = profile.access().zookeeper().get(ClientSettings.ADMIN);
        return admin == null ? ensemble : ensemble.withAdmin(admin);
    }

    @Override
    public synchronized Topics topics() {
        if (topics == null) {
            boolean controllers = profile.bootstrap().isEmpty() && !hasZooKeeper();
            topics = new BootstrapTopics(wire(), this::metadataLog, controllers, profile.timeout());
        }
        return topics;
    }

    private synchronized WireTopics wire() {
        if (connections == null) {
            connections = brokers();
        }
        return connections;
    }

    @Override
    public synchronized Administration administration() {
        if (admin == null) {
            admin = new AdminConnection(wire(), profile.timeout());
        }
        return admin;
    }

    @Override
    public Groups groups() {
        return new WireGroups(wire());
    }

    @Override
    public BrokerSurvey survey() {
        return new WireSurvey(wire());
    }

    @Override
    public LogDirs logDirs() {
        return new WireLogDirs(wire());
    }

    @Override
    public MetadataLog metadataLog() {
        if (profile.controllers().isEmpty()) {
            return WireMetadataLog.of(wire().withOwnConnections(), profile.timeout());
        }
        ClientSettings access = profile.access();
        return WireMetadataLog.of(
                controllers(), new BrokerAccess(access.kafka(), access.map(), List::of), profile.timeout());
    }

    @Override
    public RecordReader records() {
        return new WireRecordReader(wire(), profile.timeout());
    }

    @Override
    public RecordWriter producing(RecordWriter.Settings settings) {
        return new KafkaRecordWriter(wire(), profile.timeout(), settings);
    }

    /** The brokers at the listener that was asked for, else those named, else those that ZooKeeper knows. */
    private WireTopics brokers() {
        if (!hasKafka()) {
            throw Failure.usage("no brokers are named")
                    .hint("-b HOST:PORT[,...], or -z HOST:PORT[,...][/chroot] to find them through ZooKeeper");
        }
        ClientSettings access = profile.access();
        BrokerAccess reach = new BrokerAccess(
                access.kafka(),
                access.map(),
                this::listeners,
                hasZooKeeper() ? new ZooKeeperGate(this::zookeeperTrouble) : ZooKeeperGate.unknown());
        if (access.listener().isPresent()) {
            String name = access.listener().get();
            if (!hasZooKeeper()) {
                throw Failure.usage(
                                "listener " + name + " cannot be looked up: brokers tell only of the listener that they"
                                        + " are asked at, and ZooKeeper, which knows all, is not named")
                        .hint("-z HOST:PORT[,...][/chroot], or the addresses of that listener with -b HOST:PORT[,...]");
            }
            ListenerChoice choice = ListenerChoice.of(name, listeners());
            return new WireTopics(choice.bootstrap(), choice.reach(reach), profile.timeout());
        }
        String bootstrap = profile.bootstrap()
                .orElseGet(
                        () -> hasZooKeeper() ? ZooKeeperMetadata.bootstrap(znodes()) : String.join(",", controllers()));
        return new WireTopics(bootstrap, reach, profile.timeout());
    }

    /** The controllers that are named. */
    private List<String> controllers() {
        return Addresses.parse(profile.controllers().orElseThrow(), CONTROLLER_PORT);
    }

    /** Why the ensemble does not serve; empty if it does. */
    private Optional<Failure> zookeeperTrouble() {
        try {
            znodes().stat("/");
            return Optional.empty();
        } catch (Failure failure) {
            return Optional.of(failure.unlessInterrupted());
        }
    }

    /** All listeners of all brokers, where ZooKeeper knows them. */
    private List<Listener> listeners() {
        return hasZooKeeper() ? ZooKeeperMetadata.listeners(znodes()) : List.of();
    }

    private ZooKeeperAddress address() {
        return profile.zookeeper().map(ZooKeeperAddress::parse).orElseThrow(() -> Failure.usage(
                        "no ZooKeeper ensemble is named")
                .hint("-z HOST:PORT[,...][/chroot], or the environment variable ZOOKA_ZOOKEEPER"));
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close();
        }
        if (topics != null) {
            topics.close();
        }
        if (connections != null) {
            connections.close();
        }
        if (znodes != null) {
            znodes.close();
        }
        others.values().forEach(Znodes::close);
    }
}
