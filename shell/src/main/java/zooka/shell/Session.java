package zooka.shell;

import java.time.Clock;
import java.util.function.Function;
import zooka.commands.Clusters;
import zooka.commands.CommonOptions;
import zooka.commands.Failure;
import zooka.commands.NoClusters;
import zooka.commands.Profile;
import zooka.commands.undo.Journal;

/** What lasts from one command to the next: the connections, the place and the lines that were run. */
final class Session implements AutoCloseable {

    private final Function<Profile, Clusters> connecting;
    private final CommonOptions defaults;
    private final Clock clock;
    private final boolean debug;
    private final Journal journal;
    private final Lines lines = new Lines();
    private volatile Clusters clusters;
    private String place = "/";
    private boolean over;

    /** @param connecting makes the connections of a profile, which come about as they are asked for */
    Session(
            Profile profile,
            Function<Profile, Clusters> connecting,
            CommonOptions defaults,
            Clock clock,
            boolean debug,
            Journal journal) {
        this.connecting = connecting;
        this.clusters = connecting.apply(profile);
        this.defaults = defaults;
        this.clock = clock;
        this.debug = debug;
        this.journal = journal;
    }

    Clusters clusters() {
        return clusters;
    }

    /** Speaks to the clusters of another profile, from their root on; where they cannot be reached all stays as it was. */
    void connect(Profile profile) {
        Clusters next = connecting.apply(profile);
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
        place = "/";
    }

    /** Ends the connections; what needs one fails from now on. */
    void disconnect() {
        clusters.close();
        clusters = new NoClusters(clusters.profile());
    }

    /** The options that hold where a command does not give its own. */
    CommonOptions defaults() {
        return defaults;
    }

    Clock clock() {
        return clock;
    }

    /** Whether failures are told with their stack traces. */
    boolean debug() {
        return debug;
    }

    /** Where destructive commands keep what they take. */
    Journal journal() {
        return journal;
    }

    /** The lines that were run. */
    Lines lines() {
        return lines;
    }

    /** The absolute znode path where the shell is. */
    String place() {
        return place;
    }

    void moveTo(String newPlace) {
        place = newPlace;
    }

    /** Whether a command has asked to leave. */
    boolean over() {
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
