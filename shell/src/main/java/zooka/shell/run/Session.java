package zooka.shell.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.clients.profile.Profile;
import zooka.commands.DisconnectedClusters;
import zooka.commands.LiveClusters;
import zooka.commands.action.Clusters;
import zooka.commands.action.CommonOptions;
import zooka.commands.config.Contexts;
import zooka.commands.config.SecretReader;
import zooka.commands.undo.FileJournal;
import zooka.commands.undo.Journal;
import zooka.shell.options.StateFolder;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;

/** What lasts from one command to the next: the connections, the place and the lines that were run. */
public final class Session implements AutoCloseable {

    private static final long CONNECT_AGAIN_MILLIS = 250;

    private final Function<Profile, Clusters> connecting;
    private final TargetResolver resolver;
    private final Clock clock;
    private final boolean debug;
    private final Journal journal;
    private final History lines = new History();
    private volatile Target target;
    private volatile Clusters clusters;
    private String place = "/";
    private boolean over;
    private NameCache names;

    /**
     * A session that has connected to nothing yet.
     *
     * @param resolver works out what the session speaks to when another context is used
     * @param connecting makes the connections of a profile, which come about as they are asked for
     */
    public Session(
            Target target,
            TargetResolver resolver,
            Function<Profile, Clusters> connecting,
            Clock clock,
            boolean debug,
            Journal journal) {
        this.target = target;
        this.resolver = resolver;
        this.connecting = connecting;
        this.clusters = connecting.apply(target.profile());
        this.clock = clock;
        this.debug = debug;
        this.journal = journal;
    }

    /**
     * A session with real clusters.
     *
     * @param notices told of what its watches see
     * @param debug whether failures are told with their stack traces
     * @param environment which says where the journal is kept
     */
    public static Session open(
            Target target,
            TargetResolver resolver,
            WatchNotices notices,
            boolean debug,
            Map<String, String> environment) {
        Optional<Path> folder = StateFolder.of(environment);
        return new Session(
                target,
                resolver,
                profile -> new LiveClusters(profile, notices),
                Clock.systemUTC(),
                debug,
                folder.isPresent() ? new FileJournal(folder.get().resolve("undo")) : Journal.NONE);
    }

    public Clusters clusters() {
        return clusters;
    }

    /** What it speaks to, and what holds there. */
    public Target target() {
        return target;
    }

    /** The clusters that have names. */
    public Contexts contexts() {
        return new SessionContexts(resolver, target);
    }

    /**
     * Waits until ZooKeeper takes a session, trying again and again; the last try's {@link Failure} where it does not in time.
     * Without ZooKeeper there is nothing to wait for.
     */
    public void awaitConnection(Duration patience) {
        Deadline end = Deadline.in(patience);
        while (clusters.hasZooKeeper()) {
            try {
                connect();
                return;
            } catch (Failure e) {
                if (end.passed() || e.kind() != Failure.Kind.UNREACHABLE) {
                    throw e;
                }
                end.within(CONNECT_AGAIN_MILLIS).await();
            }
        }
    }

    /** Speaks to the same clusters anew, from their root on; where they cannot be reached all stays as it was. */
    void connect() {
        connect(target);
    }

    /**
     * The same with the ensemble of these servers. Where they are others than before, nothing that a context says of its
     * own goes there: no password above all.
     */
    void connect(String servers, SecretReader secrets) {
        Profile now = target.profile();
        connect(
                now.hasServers(servers)
                        ? target.with(now.connectedTo(servers), "connect")
                        : resolver.elsewhere(servers, now.lasting(), secrets).under(target.guard()));
    }

    /** The same with the clusters of a context. */
    void use(String context, SecretReader secrets) {
        connect(resolver.of(context, target.profile().lasting(), secrets));
    }

    private void connect(Target other) {
        Clusters next = connecting.apply(other.profile());
        try {
            if (next.hasZooKeeper()) {
                next.znodes().stat("/");
            }
        } catch (Failure e) {
            next.close();
            throw e;
        }
        clusters.close();
        clusters = next;
        target = other;
        place = "/";
    }

    /** Names of what is in the clusters, for who types them. */
    public synchronized NameCache names() {
        if (names == null) {
            names = new NameCache(this::clusters);
        }
        return names;
    }

    /** Ends the connections; what needs one fails from now on. */
    void disconnect() {
        clusters.close();
        clusters = new DisconnectedClusters(clusters.profile());
    }

    /** The options that hold where a command does not give its own. */
    CommonOptions defaults() {
        return target.defaults();
    }

    Clock clock() {
        return clock;
    }

    /** Whether failures are told with their stack traces. */
    public boolean debug() {
        return debug;
    }

    /** Where destructive commands keep what they take. */
    Journal journal() {
        return journal;
    }

    /** The lines that were run. */
    public History lines() {
        return lines;
    }

    /** The absolute znode path where the shell is. */
    public String place() {
        return place;
    }

    public void moveTo(String newPlace) {
        place = newPlace;
    }

    /** Whether a command has asked to leave. */
    public boolean over() {
        return over;
    }

    void leave() {
        over = true;
    }

    @Override
    public void close() {
        clusters.close();
    }
}
