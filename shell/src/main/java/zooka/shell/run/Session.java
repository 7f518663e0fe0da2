package zooka.shell.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
import zooka.commands.action.Program;
import zooka.commands.config.Contexts;
import zooka.commands.config.SecretReader;
import zooka.commands.undo.FileJournal;
import zooka.commands.undo.Journal;
import zooka.shell.options.Options;
import zooka.shell.options.StateFolder;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;

/** The state that lasts from one command to the next: connections, current znode, history. */
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
    private Settings settings;
    private volatile Variables variables;
    private volatile Aliases aliases;
    private volatile int lastCode;

    /**
     * A session without connections.
     *
     * @param resolver resolves the target when another context is used
     * @param connecting creates the connections of a profile, which are opened on first use
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
     * @param notices receives the events of its watches
     * @param debug whether failures are printed with stack traces
     * @param environment determines the folder of the journal
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

    /** The clusters of this session, with the settings that apply to them. */
    public Target target() {
        return target;
    }

    /** The program, by the options with which it was started. */
    Program program() {
        return resolver.sources().options();
    }

    /** The options with which the program was started. */
    Options options() {
        return resolver.sources().options();
    }

    /** The contexts of the config file. */
    public Contexts contexts() {
        return new SessionContexts(resolver, target);
    }

    /**
     * Waits until ZooKeeper accepts a session; throws the {@link Failure} of the last attempt on a timeout. Without
     * ZooKeeper it returns at once.
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

    /** Connects to the same clusters anew, at the root znode; if they cannot be reached, nothing changes. */
    void connect() {
        connect(target);
    }

    /**
     * Connects to another ensemble. If its servers differ from the previous ones, no setting of a context is used for
     * them, above all no password.
     */
    void connect(String servers, SecretReader secrets) {
        Profile now = target.profile();
        connect(
                now.hasServers(servers)
                        ? target.with(now.connectedTo(servers), "connect")
                        : resolver.elsewhere(servers, now.lasting(), secrets).under(target.guard()));
    }

    /** Connects to the clusters of a context. */
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

    /** The names in the clusters, for completion and suggestions. */
    public synchronized NameCache names() {
        if (names == null) {
            names = new NameCache(this::clusters);
        }
        return names;
    }

    /** The settings of the prompt; created on first use, since most commands need none. */
    public synchronized Settings settings() {
        if (settings == null) {
            settings = new Settings();
        }
        return settings;
    }

    /** Whether a variable was set. */
    boolean hasVariables() {
        return variables != null;
    }

    /** The variables. */
    synchronized Variables variables() {
        if (variables == null) {
            variables = new Variables();
        }
        return variables;
    }

    /** The names of the variables. */
    public List<String> variableNames() {
        return hasVariables() ? List.copyOf(variables().all().keySet()) : List.of();
    }

    /** Whether an alias was defined. */
    public boolean hasAliases() {
        return aliases != null;
    }

    /** The aliases. */
    public synchronized Aliases aliases() {
        if (aliases == null) {
            aliases = new Aliases();
        }
        return aliases;
    }

    /** The exit code of the last statement. */
    public int lastCode() {
        return lastCode;
    }

    void lastCode(int code) {
        lastCode = code;
    }

    /** The environment of the program. */
    public Map<String, String> environment() {
        return resolver.sources().environment();
    }

    /** Closes the connections; commands that need one fail from now on. */
    void disconnect() {
        clusters.close();
        clusters = new DisconnectedClusters(clusters.profile());
    }

    /** The options that apply if a command does not set them. */
    CommonOptions defaults() {
        return target.defaults();
    }

    Clock clock() {
        return clock;
    }

    /** Whether failures are printed with stack traces. */
    public boolean debug() {
        return debug;
    }

    /** The journal of data that destructive commands remove. */
    Journal journal() {
        return journal;
    }

    /** The history. */
    public History lines() {
        return lines;
    }

    /** The absolute path of the current znode. */
    public String place() {
        return place;
    }

    public void moveTo(String newPlace) {
        place = newPlace;
    }

    /** Whether a command has requested the end of the shell. */
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
