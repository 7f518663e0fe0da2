package zooka.shell;

import java.time.Clock;
import zooka.commands.Clusters;
import zooka.commands.CommonOptions;
import zooka.commands.undo.Journal;

/** What lasts from one command to the next: the connections and the place. */
final class Session implements AutoCloseable {

    private final Clusters clusters;
    private final CommonOptions defaults;
    private final Clock clock;
    private final boolean debug;
    private final Journal journal;
    private String place = "/";
    private boolean over;

    Session(Clusters clusters, CommonOptions defaults, Clock clock, boolean debug, Journal journal) {
        this.clusters = clusters;
        this.defaults = defaults;
        this.clock = clock;
        this.debug = debug;
        this.journal = journal;
    }

    Clusters clusters() {
        return clusters;
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
